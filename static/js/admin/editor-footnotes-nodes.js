// What footnotes are in a document and how they are drawn: reference, list, note.
import { Node, crel } from "django-prose-editor/editor";
import { entriesOf, referencesOf } from "broadside/editor-footnotes-order";

const kept = (name, data) => ({
  [name]: {
    default: "",
    parseHTML: (element) => element.dataset[data] ?? "",
    renderHTML: (attributes) => (attributes[name] ? { [`data-${data}`]: attributes[name] } : {}),
  },
});

export const reference = Node.create({
  name: "footnoteReference",
  group: "inline",
  inline: true,
  atom: true,
  priority: 1000,
  addOptions: () => ({ reference: "" }),
  addAttributes: () => ({ ...kept("note", "note"), ...kept("html", "html") }),
  parseHTML: () => [{ tag: "sup[data-note]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, "*"],
  addNodeView() {
    const { options } = this;
    return ({ node, editor }) => {
      const dom = crel("sup", { className: "footnote-reference", title: options.reference });
      dom.addEventListener("click", () => goToNote(editor, node.attrs.note));
      return { dom, ignoreMutation: () => true };
    };
  },
});

export const list = Node.create({
  name: "footnotes",
  content: "footnote+",
  isolating: true,
  defining: true,
  priority: 1000,
  addAttributes: () => ({
    class: { default: "footnotes", parseHTML: (element) => element.getAttribute("class") ?? "", renderHTML: ({ class: name }) => (name ? { class: name } : {}) },
  }),
  parseHTML: () => [{ tag: "ol[data-notes]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["ol", { "data-notes": "", ...HTMLAttributes }, 0],
});

export const entry = Node.create({
  name: "footnote",
  content: "paragraph+",
  isolating: true,
  defining: true,
  priority: 1000,
  addOptions: () => ({ back: "" }),
  addAttributes: () => ({ ...kept("note", "note"), ...kept("back", "back") }),
  parseHTML: () => [{ tag: "li[data-note]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
  addNodeView() {
    const { options } = this;
    return ({ node, editor }) => {
      const button = crel("button", { type: "button", className: "footnote-back", textContent: "↩", title: options.back, "aria-label": options.back, contentEditable: "false" });
      const contentDOM = crel("div");
      const dom = crel("li", { className: "footnote" }, [contentDOM, button]);
      button.addEventListener("click", () => goToReference(editor, node.attrs.note));
      return { dom, contentDOM, stopEvent: ({ target }) => target === button, ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target) };
    };
  },
});

function goToNote(editor, key) {
  const found = entriesOf(editor.state.doc).get(key);
  if (found) editor.chain().setTextSelection(found.position + found.node.nodeSize - 2).focus().scrollIntoView().run();
}

export function goToReference(editor, key) {
  const found = referencesOf(editor.state.doc).find(({ node }) => node.attrs.note === key);
  if (found) editor.chain().setTextSelection(found.position + 1).focus().scrollIntoView().run();
}
