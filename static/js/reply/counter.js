// How long the text is, beside its field. It is said aloud only near the limit, and not at every letter.

const form = document.getElementById("reply-form");
const NEAR = 0.1; // of the limit
const PAUSE = 1000; // milliseconds
let shown, aloud, waiting;

function place() {
  const field = form.elements.comment;
  shown = Object.assign(document.createElement("span"), { className: "hint counter", id: "reply_comment_count" });
  aloud = Object.assign(document.createElement("span"), { className: "visually-hidden", role: "status" });
  field.after(shown, aloud);
  const described = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${described} ${shown.id}`.trim());
  count();
}

// As the server counts: characters of Unicode, without white space around them.
const length = (text) => [...text.trim().normalize("NFC")].length;

function sentence(used, most) {
  const { used: words, left, over } = form.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  if (used > most) return over.replace("%over%", number.format(used - most));
  if (used > most * (1 - NEAR)) return left.replace("%left%", number.format(most - used));
  return words.replace("%used%", number.format(used)).replace("%most%", number.format(most));
}

function count() {
  const most = Number(form.dataset.most);
  const used = length(form.elements.comment.value);
  shown.textContent = used ? sentence(used, most) : "";
  shown.classList.toggle("error", used > most);
  clearTimeout(waiting);
  const words = used > most * (1 - NEAR) ? shown.textContent : "";
  waiting = setTimeout(() => { aloud.textContent = words; }, PAUSE);
}

if (form) {
  form.addEventListener("input", count);
  form.addEventListener("reply:refreshed", place);
  place();
}
