// Parts of a text that the editor cannot hold: shown, moved and deleted whole; their HTML is edited in a dialog.
import { Extension, Node, crel, updateAttrsDialog } from "django-prose-editor/editor";

const previews = new Map();

// Called before the editor reads the text.
export function prepare(textarea) {
  for (const [source, html] of Object.entries(JSON.parse(textarea.dataset.shown))) previews.set(source, html);
}

// Only what the server has rendered is shown as HTML; what was pasted or changed since is shown as its source.
function preview(source) {
  if (!previews.has(source)) return crel("code", { textContent: source });
  const parsed = new DOMParser().parseFromString(previews.get(source), "text/html");
  for (const element of parsed.querySelectorAll("[id]")) element.removeAttribute("id");
  return crel("div", { inert: true }, [...parsed.body.childNodes]);
}

async function edit(editor, node, position, { edit: title, done: submitText }) {
  const dialog = updateAttrsDialog({ html: { type: "string", title: "HTML", format: "textarea" } }, { title, submitText });
  const written = await dialog(editor, { html: node.attrs.html });
  if (!written || written.html === node.attrs.html) return;
  const words = new DOMParser().parseFromString(written.html, "text/html").body.textContent.trim();
  editor.view.dispatch(editor.state.tr.setNodeMarkup(position(), null, { html: written.html, words }));
}

const attributes = () => ({
  html: {
    default: "",
    parseHTML: (element) => element.dataset.html,
    renderHTML: ({ html }) => ({ "data-html": html }),
  },
  words: { default: "", parseHTML: (element) => element.textContent, renderHTML: () => ({}) },
});

const keptBlock = Node.create({
  name: "keptBlock",
  group: "block",
  atom: true,
  addOptions: () => ({}),
  draggable: true,
  priority: 1000,
  addAttributes: attributes,
  parseHTML: () => [{ tag: "div.kept-part[data-html]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["div", { class: "kept-part", ...HTMLAttributes }],
  addNodeView() {
    const { options } = this;
    return ({ node, editor, getPos }) => {
      const button = crel("button", { type: "button", className: "kept-part-edit", textContent: options.edit });
      const head = crel("div", { className: "kept-part-head" }, [crel("span", { textContent: options.caption }), button]);
      const dom = crel("div", { className: "kept-part" }, [head, preview(node.attrs.html)]);
      button.addEventListener("click", () => edit(editor, node, getPos, options));
      dom.addEventListener("dblclick", () => edit(editor, node, getPos, options));
      return { dom, ignoreMutation: () => true, stopEvent: ({ target }) => target === button };
    };
  },
});

const keptPhrase = Node.create({
  name: "keptPhrase",
  group: "inline",
  inline: true,
  atom: true,
  addOptions: () => ({}),
  priority: 1000,
  addAttributes: attributes,
  parseHTML: () => [{ tag: "span.kept-part[data-html]", priority: 100 }],
  renderHTML: ({ node, HTMLAttributes }) => ["span", { class: "kept-part", ...HTMLAttributes }, node.attrs.words],
  addNodeView() {
    const { options } = this;
    return ({ node, editor, getPos }) => {
      const { html, words } = node.attrs;
      const dom = crel("span", { className: "kept-part", textContent: words || "‹HTML›", title: `${options.caption}: ${html}` });
      dom.addEventListener("dblclick", () => edit(editor, node, getPos, options));
      return { dom, ignoreMutation: () => true };
    };
  },
});

export const KeptParts = Extension.create({
  name: "keptParts",
  addOptions: () => ({ caption: "", edit: "", done: "" }),
  addExtensions() {
    return [keptBlock.configure(this.options), keptPhrase.configure(this.options)];
  },
});
