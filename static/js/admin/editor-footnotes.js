// Footnotes: a reference in the text, and its note in the list that ends the text. They come, move and go
// together; numbers follow the order of the text. blog/admin/editor/footnotes.py writes their HTML.
import { Extension, Plugin, pm } from "django-prose-editor/editor";
import { entry, goToReference, list, reference } from "broadside/editor-footnotes-nodes";
import { freshKey, listOf, referencesOf, tidied } from "broadside/editor-footnotes-order";

const { TextSelection } = pm.state;
const { Fragment, Slice } = pm.model;

const noteAround = ($from) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === "footnote") return depth;
  return 0;
};

function insert({ tr, state, dispatch }) {
  const { nodes } = state.schema;
  const $to = tr.selection.$to;
  if (noteAround($to) || !$to.parent.inlineContent || !$to.parent.canReplaceWith($to.index(), $to.index(), nodes.footnoteReference)) return false;
  if (!dispatch) return true;
  const key = freshKey(tr.doc);
  tr.insert($to.pos, nodes.footnoteReference.create({ note: key }));
  const note = nodes.footnote.create({ note: key }, nodes.paragraph.create());
  const place = referencesOf(tr.doc).findIndex(({ node }) => node.attrs.note === key);
  const notes = listOf(tr.doc);
  let position = tr.doc.content.size;
  if (notes) {
    position = notes.position + 1;
    for (let index = 0; index < place; index += 1) position += notes.node.child(index)?.nodeSize ?? 0;
    tr.insert(position, note);
  } else {
    tr.insert(position, nodes.footnotes.create(null, note));
    position += 1;
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(position + 2))).scrollIntoView();
  return true;
}

// A note without words goes with its reference; the cursor returns to where that stood.
function deleteEmptied(editor) {
  const { $from, empty } = editor.state.selection;
  const depth = noteAround($from);
  if (!depth || !empty || $from.node(depth).textContent || $from.node(depth).childCount > 1) return false;
  const key = $from.node(depth).attrs.note;
  const found = referencesOf(editor.state.doc).find(({ node }) => node.attrs.note === key);
  if (!found) return false;
  return editor.chain().command(({ tr }) => {
    tr.delete(found.position, found.position + 1).setSelection(TextSelection.near(tr.doc.resolve(found.position), -1));
    return true;
  }).focus().run();
}

// Pasted references bring their notes with them, under keys that are free here; the list itself is not pasted.
function withoutLists(slice, memory, doc) {
  const lists = [];
  slice.content.forEach((node) => { if (node.type.name === "footnotes") lists.push(node); });
  if (!lists.length) return slice;
  const keys = new Map();
  const others = [];
  slice.content.forEach((node) => { if (!lists.includes(node)) others.push(node); });
  for (const list of lists) list.forEach((note) => {
    const key = freshKey(doc, [...keys.values()]);
    keys.set(note.attrs.note, key);
    memory.set(key, note.type.create({ note: key }, note.content));
  });
  // Words copied out of the notes alone are words.
  if (!others.length) for (const list of lists) list.forEach((note) => note.forEach((block) => others.push(block)));
  return new Slice(rekeyed(Fragment.from(others), keys), Math.min(slice.openStart, 1), Math.min(slice.openEnd, 1));
}

function rekeyed(fragment, keys) {
  const children = [];
  fragment.forEach((node) => {
    const key = node.type.name === "footnoteReference" && keys.get(node.attrs.note);
    if (key) children.push(node.type.create({ note: key }, null, node.marks));
    else children.push(node.isText ? node : node.copy(rekeyed(node.content, keys)));
  });
  return Fragment.from(children);
}

function showNumbers(view) {
  view.dom.querySelectorAll("sup.footnote-reference").forEach((dom, index) => {
    if (dom.textContent !== String(index + 1)) dom.textContent = index + 1;
  });
}

export const Footnotes = Extension.create({
  name: "footnoteExtension",
  addOptions: () => ({ reference: "", back: "" }),
  addExtensions() {
    return [reference.configure(this.options), list, entry.configure(this.options)];
  },
  addCommands: () => ({
    addFootnote: () => ({ commands }) => commands.command(insert),
  }),
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => {
        const { $from } = this.editor.state.selection;
        const depth = noteAround($from);
        if (depth) goToReference(this.editor, $from.node(depth).attrs.note);
        else this.editor.commands.addFootnote();
        return true;
      },
      Backspace: () => deleteEmptied(this.editor),
    };
  },
  addProseMirrorPlugins() {
    const memory = new Map();
    return [new Plugin({
      appendTransaction: (transactions, before, after) => (transactions.some((one) => one.docChanged) ? tidied(before, after, memory) : null),
      props: { transformPasted: (slice, view) => withoutLists(slice, memory, view.state.doc) },
      view: (view) => { showNumbers(view); return { update: showNumbers }; },
    })];
  },
});
