// What helps on the page of an article, in one file: set-up puts in place of each line below what it names.
import "./menu.js";
import "./media.js";
import "./scrolling.js";
import "./reply/opening.js";
import "./reply/draft.js";
import "./reply/sending.js";
import "./reply/counter.js";
import "./reply/took.js";
import "./reply/quoting.js";
import "./reply/own.js";
import "./thread/folding.js";
import "./thread/recommending.js";
import "./thread/visits.js";
