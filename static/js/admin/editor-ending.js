// One can always write below the last block: a click under it, or the arrow down out of it, makes a line there.
import { Extension, pm } from "django-prose-editor/editor";

const { Plugin, TextSelection } = pm.state;

// The last block above the footnotes, and where it ends. A paragraph or heading needs no line below it.
function ending(doc) {
  let found = null;
  doc.forEach((node, offset) => { if (node.type.name !== "footnotes") found = { node, start: offset, end: offset + node.nodeSize }; });
  return found && !(found.node.isTextblock && !found.node.type.spec.code) ? found : null;
}

function lineBelow(view, { end }) {
  const made = view.state.tr.insert(end, view.state.schema.nodes.paragraph.create());
  view.dispatch(made.setSelection(TextSelection.create(made.doc, end + 1)).scrollIntoView());
  view.focus();
  return true;
}

// Whether nothing of the block lies below the cursor; in a table every cell of the last row is at its end.
function isAtEnd(view, { start, end }) {
  const { $from, from, to, empty, node } = view.state.selection;
  if (node) return from === start && to === end;
  if (!empty || from < start || from > end || !view.endOfTextblock("down")) return false;
  for (let depth = 1; depth < $from.depth; depth += 1) {
    const isRow = $from.node(depth).type.name === "tableRow";
    if (!isRow && $from.index(depth) < $from.node(depth).childCount - 1) return false;
  }
  return true;
}

function below(view) {
  const last = ending(view.state.doc);
  return Boolean(last) && isAtEnd(view, last) && lineBelow(view, last);
}

// The empty room under the last block belongs to no block; what the click would find is the nearest one.
function clicked(view, event) {
  const last = view.editable && event.button === 0 && !event.shiftKey && event.target === view.dom ? ending(view.state.doc) : null;
  const drawn = last && view.nodeDOM(last.start);
  if (!drawn || event.clientY <= drawn.getBoundingClientRect().bottom) return false;
  const notes = drawn.nextElementSibling;
  if (notes && event.clientY >= notes.getBoundingClientRect().top) return false;
  event.preventDefault();
  return lineBelow(view, last);
}

export const Ending = Extension.create({
  name: "ending",
  priority: 1100,
  addKeyboardShortcuts() {
    return { ArrowDown: () => below(this.editor.view) };
  },
  addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { mousedown: clicked } } })],
});
