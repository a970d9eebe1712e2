// Teaches the editor the words that blog/admin/editor/vocabulary.py lists: small marks, and attributes that texts use.
import { Extension, Mark } from "django-prose-editor/editor";

const MARKS = { cite: [], small: [], mark: [], kbd: [], samp: [], var: [], u: [], q: ["cite"], abbr: ["title"], dfn: ["title"], time: ["datetime"] };
const MARKS_OF_THE_EDITOR = ["bold", "italic", "strike", "subscript", "superscript", "link"];
const BLOCKS = ["paragraph", "heading", "bulletList", "orderedList", "listItem", "blockquote", "table", "tableCell", "tableHeader", "termList", "term", "termDetails"];

const attribute = (name, more = {}) => ({
  [name]: {
    default: null,
    parseHTML: (element) => element.getAttribute(name),
    renderHTML: ({ [name]: value }) => (value === null ? {} : { [name]: value }),
    ...more,
  },
});

const marks = Object.entries(MARKS).map(([tag, names]) => Mark.create({
  name: tag,
  addAttributes: () => Object.assign({}, ...names.map((name) => attribute(name))),
  parseHTML: () => [{ tag }],
  renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
}));

const foreignWords = Mark.create({
  name: "foreignWords",
  parseHTML: () => [{ tag: "span[lang]" }, { tag: "span[dir]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

export const Vocabulary = Extension.create({
  name: "vocabulary",
  addExtensions: () => [...marks, foreignWords],
  addGlobalAttributes: () => [
    { types: [...BLOCKS, ...MARKS_OF_THE_EDITOR, ...Object.keys(MARKS), "foreignWords"], attributes: { ...attribute("lang"), ...attribute("dir") } },
    // The second half of a divided paragraph is another target.
    { types: BLOCKS, attributes: attribute("id", { keepOnSplit: false }) },
    { types: ["blockquote"], attributes: attribute("cite") },
    { types: ["link"], attributes: attribute("hreflang") },
    { types: ["tableHeader"], attributes: attribute("scope") },
  ],
});
