// Figures in the editor: one picture, its caption with a credit at its end, a place in the column.
import { Extension, Image, Mark, Node, pm } from "django-prose-editor/editor";
import { heldPlace } from "broadside/held-place";
import { choosePicture } from "broadside/picture-dialog";
import { figureView } from "broadside/figure-view";
import { between, uploads } from "broadside/figure-uploads";

const plain = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: ({ [name]: value }) => (value === null ? {} : { [name]: value }),
});

// Only a figure can hold a picture: one that comes alone gets its figure from the editor.
const picture = Image.extend({
  group: "",
  draggable: false,
  selectable: false,
  addAttributes() {
    return { ...this.parent?.(), class: plain("class"), lang: plain("lang"), dir: plain("dir") };
  },
});

const caption = Node.create({
  name: "caption",
  content: "inline*",
  isolating: true,
  addAttributes: () => ({ lang: plain("lang"), dir: plain("dir"), id: plain("id") }),
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figcaption", HTMLAttributes, 0],
});

const credit = Mark.create({
  name: "credit",
  parseHTML: () => [{ tag: "span.credit" }],
  renderHTML: () => ["span", { class: "credit" }, 0],
});

// What is typed after a caption stands below the figure.
function leave({ state, view }) {
  const { $from, node } = state.selection;
  const depth = $from.parent.type.name === "caption" ? $from.depth - 1 : 0;
  if (!depth && node?.type.name !== "figure") return false;
  const at = depth ? $from.after(depth) : state.selection.to;
  const made = state.tr.insert(at, state.schema.nodes.paragraph.create());
  view.dispatch(made.setSelection(pm.state.TextSelection.near(made.doc.resolve(at + 1))).scrollIntoView());
  return true;
}

// An empty caption is left backwards onto its figure, which the next stroke deletes.
function selectWhole({ state, commands }) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== "caption" || $from.parentOffset) return false;
  return commands.setNodeSelection($from.before($from.depth - 1));
}

const active = () => new pm.state.Plugin({
  props: {
    decorations({ doc, selection: { $from, from, to, node } }) {
      const depth = $from.depth && [...Array($from.depth + 1).keys()].find((each) => $from.node(each).type.name === "figure");
      if (!depth && node?.type.name !== "figure") return null;
      const [start, end] = depth ? [$from.before(depth), $from.after(depth)] : [from, to];
      return pm.view.DecorationSet.create(doc, [pm.view.Decoration.node(start, end, { class: "is-active" })]);
    },
  },
});

const figure = Node.create({
  name: "figure",
  group: "block",
  content: "image caption",
  draggable: true,
  isolating: true,
  addOptions: () => ({}),
  addAttributes: () => ({ class: plain("class"), id: plain("id"), lang: plain("lang"), dir: plain("dir") }),
  parseHTML: () => [{ tag: "figure", getAttrs: (element) => (element.querySelector("img[src]") ? null : false) }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, 0],
  addNodeView() {
    return (details) => figureView(details, this.options);
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => leave(this.editor),
      Backspace: () => selectWhole(this.editor),
      "Mod-Alt-p": () => this.editor.commands.insertFigure(),
    };
  },
  addCommands() {
    return {
      insertFigure: () => ({ editor, dispatch }) => {
        if (dispatch) insert(editor, this.options);
        return true;
      },
    };
  },
  addProseMirrorPlugins: () => [active()],
});

export function figureOf({ id, url, alt, caption: words, credit: by }) {
  const inside = words ? [{ type: "text", text: words }] : [];
  if (words && by) inside.push({ type: "text", text: " " });
  if (by) inside.push({ type: "text", text: by, marks: [{ type: "credit" }] });
  const image = { type: "image", attrs: { src: url, alt, file: String(id) } };
  return { type: "figure", content: [image, { type: "caption", content: inside }] };
}

async function insert(editor, options) {
  const back = heldPlace(editor);
  const chosen = await choosePicture(options);
  const place = back();
  if (!chosen) return editor.commands.focus();
  const at = between(editor.state.doc, place.from);
  return editor.chain().insertContentAt(at, figureOf(chosen)).setTextSelection(at + 3).focus().scrollIntoView().run();
}

export const Figures = Extension.create({
  name: "figures",
  addOptions: () => ({}),
  addExtensions() {
    return [picture, caption, credit, figure.configure(this.options), uploads.configure({ ...this.options, figureOf })];
  },
});
