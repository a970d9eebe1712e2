// An embedded media link: a card in the text. An address that is pasted, or typed and ended by Enter, on a line of
// its own becomes one if the server's table of providers knows it; undoing gives the address back.
import { Extension, Node, Plugin, crel, updateAttrsDialog } from "django-prose-editor/editor";
import { ADDRESS, pastedLines, turnIntoCard } from "broadside/editor-media-lines";

const facts = new Map();

// Called before the editor reads the text.
export function prepare(textarea) {
  for (const [address, said] of Object.entries(JSON.parse(textarea.dataset.media ?? "{}"))) facts.set(address, said);
}

// What the server says of an address; null if it is no media, or nobody answers.
async function ask(url, address) {
  if (facts.has(address)) return facts.get(address);
  try {
    const answer = await fetch(`${url}?${new URLSearchParams({ address })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return null;
    const { media } = await answer.json();
    facts.set(address, media);
    return media;
  } catch {
    return null;
  }
}

const data = (name) => ({
  [name]: {
    default: "",
    parseHTML: (element) => element.dataset[name] ?? "",
    renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
  },
});

function card(node, words) {
  const { address } = node.attrs;
  const { provider = "", kind = "", title = "", host = "" } = facts.get(address) ?? {};
  const button = (name) => crel("button", { type: "button", className: "media-link-button", textContent: words[name], "data-action": name });
  return crel("div", { className: "media-link" }, [
    crel("p", { className: "media-link-head", textContent: [kind, provider || host].filter(Boolean).join(" · ") }),
    crel("p", { className: "media-link-title", textContent: node.attrs.words || title || address, dir: "auto" }),
    crel("p", { className: "media-link-address", textContent: address, dir: "ltr" }),
    crel("p", { className: "media-link-buttons" }, [
      crel("a", { href: address, target: "_blank", rel: "noopener noreferrer", className: "media-link-button", textContent: words.open }),
      ...["edit", "turn", "remove"].map(button),
    ]),
  ]);
}

const ACTIONS = {
  remove: (editor, node, position, size) => editor.chain().deleteRange({ from: position, to: position + size }).focus().run(),
  turn: (editor, { attrs }, position, size) => editor.chain().insertContentAt({ from: position, to: position + size }, {
    type: "paragraph",
    content: [{ type: "text", text: attrs.words || attrs.address, marks: [{ type: "link", attrs: { href: attrs.address } }] }, { type: "text", text: " " }],
  }).focus().run(),
  async edit(editor, node, position, size, words) {
    const properties = { address: { type: "string", title: words.address, required: true }, words: { type: "string", title: words.title } };
    const written = await updateAttrsDialog(properties, { title: words.edit, submitText: words.done })(editor, node.attrs);
    if (!written || !ADDRESS.test(written.address.trim())) return;
    await ask(words.url, written.address.trim());
    editor.view.dispatch(editor.state.tr.setNodeMarkup(position, null, { address: written.address.trim(), words: written.words.trim() }));
  },
};

const mediaLink = Node.create({
  name: "mediaLink",
  group: "block",
  atom: true,
  draggable: true,
  priority: 1000,
  addOptions: () => ({}),
  addAttributes: () => ({ ...data("address"), ...data("words") }),
  parseHTML: () => [{ tag: "div.media-link[data-address]", priority: 100 }],
  renderHTML: ({ HTMLAttributes }) => ["div", { class: "media-link", ...HTMLAttributes }],
  addNodeView() {
    const { options } = this;
    return ({ node, editor, getPos }) => {
      const dom = card(node, options);
      // A card that came by pasting or undoing is filled once the server has said what it is.
      const known = facts.has(node.attrs.address);
      if (!known) ask(options.url, node.attrs.address).then((media) => { if (media) dom.replaceChildren(...card(node, options).childNodes); });
      dom.addEventListener("click", ({ target }) => {
        const action = ACTIONS[target.dataset.action];
        action?.(editor, node, getPos(), node.nodeSize, options);
      });
      return { dom, ignoreMutation: () => true, stopEvent: ({ target }) => Boolean(target.closest?.(".media-link-buttons")) };
    };
  },
});

const inLineOfText = ({ $from, empty }) => empty && $from.depth === 1 && $from.parent.type.name === "paragraph";

export const MediaLinks = Extension.create({
  name: "mediaLinks",
  priority: 1100,
  addOptions: () => ({ url: "", open: "", edit: "", turn: "", remove: "", address: "", title: "", done: "" }),
  addExtensions() {
    return [mediaLink.configure(this.options)];
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { selection } = this.editor.state;
        const words = selection.$from.parent.textContent.trim();
        if (inLineOfText(selection) && selection.$from.parentOffset === selection.$from.parent.content.size && ADDRESS.test(words)) {
          turnIntoCard(this.editor.view, (one) => ask(this.options.url, one), words, selection.$from.index(0));
        }
        return false;
      },
    };
  },
  // Lines of a longer paste, one after the other, each undone by itself.
  async onTransaction({ editor, transaction }) {
    for (const { address, index } of pastedLines(transaction)) await turnIntoCard(editor.view, (one) => ask(this.options.url, one), address, index);
  },
  addProseMirrorPlugins() {
    const { options } = this;
    return [new Plugin({
      props: {
        handlePaste(view, event) {
          const address = event.clipboardData?.getData("text/plain").trim() ?? "";
          const { selection, schema } = view.state;
          if (!ADDRESS.test(address) || !inLineOfText(selection) || selection.$from.parent.content.size) return false;
          const link = schema.text(address, [schema.marks.link.create({ href: address })]);
          view.dispatch(view.state.tr.replaceSelectionWith(link, false).scrollIntoView());
          turnIntoCard(view, (one) => ask(options.url, one), address, selection.$from.index(0));
          return true;
        },
      },
    })];
  },
});
