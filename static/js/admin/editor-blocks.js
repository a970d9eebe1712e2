// Blocks beyond the editor's own: lists of terms, classes of quotations, and what the paragraphs of entries and
// cells were in the source (blog/admin/editor/standins.py reads the marks).
import { Document, Extension, Node, pm, wrappingInputRule } from "django-prose-editor/editor";

const { TextSelection } = pm.state;

// The notes end a text; nothing stands below them.
// In this order, because the first that fits at a place is what a block there is turned into at first.
export const ArticleDocument = Document.extend({ content: "(block+ footnotes) | block+" });

const HOLDERS = ["listItem", "tableCell", "tableHeader", "termDetails", "footnote"];
const HELD_IN = "LI TD TH DD".split(" ");

const termList = Node.create({
  name: "termList",
  group: "block",
  content: "(term | termDetails)+",
  parseHTML: () => [{ tag: "dl" }],
  renderHTML: ({ HTMLAttributes }) => ["dl", HTMLAttributes, 0],
  addCommands() {
    const { name } = this;
    return {
      insertTermList: () => ({ chain }) => chain().insertContent({
        type: name,
        content: [{ type: "term" }, { type: "termDetails", content: [{ type: "paragraph" }] }],
      }).command(({ tr, dispatch }) => {
        const place = tr.selection.$from;
        let found = null;
        tr.doc.nodesBetween(0, place.pos, (node, position) => { if (node.type.name === "term") found = position; });
        if (dispatch && found !== null) tr.setSelection(TextSelection.create(tr.doc, found + 1));
        return true;
      }).run(),
    };
  },
});

const term = Node.create({
  name: "term",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "dt" }],
  renderHTML: ({ HTMLAttributes }) => ["dt", HTMLAttributes, 0],
});

const termDetails = Node.create({
  name: "termDetails",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "dd" }],
  renderHTML: ({ HTMLAttributes }) => ["dd", HTMLAttributes, 0],
});

const depthOf = ($from, name) => {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === name) return depth;
  return 0;
};

// After the node at this depth: a new block, with the cursor in it.
function goOn(editor, depth, content, emptied = null) {
  return editor.commands.command(({ tr, state, dispatch }) => {
    if (!dispatch) return true;
    const after = state.selection.$from.after(depth);
    const node = state.schema.nodeFromJSON(content);
    tr.insert(after, node);
    tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1)));
    if (emptied) tr.delete(emptied.from, emptied.to);
    tr.scrollIntoView();
    return true;
  });
}

// A term is followed by what it means; an empty line there ends the explanation, an empty term the list.
function enterInTerms(editor) {
  const { $from, empty } = editor.state.selection;
  if (!empty) return false;
  const list = depthOf($from, "termList");
  if (!list) return false;
  const inTerm = $from.parent.type.name === "term";
  if (inTerm && $from.parent.content.size) return goOn(editor, $from.depth, { type: "termDetails", content: [{ type: "paragraph" }] });
  const isLast = $from.index(list) === $from.node(list).childCount - 1;
  if (inTerm && isLast && $from.node(list).childCount > 1) {
    return goOn(editor, list, { type: "paragraph" }, { from: $from.before(), to: $from.after() });
  }
  const details = depthOf($from, "termDetails");
  const isEmptyEnd = details === $from.depth - 1 && !$from.parent.content.size && $from.index(details) === $from.node(details).childCount - 1;
  if (!isEmptyEnd) return false;
  const emptied = $from.node(details).childCount > 1 ? { from: $from.before(), to: $from.after() } : null;
  return goOn(editor, details, { type: "term" }, emptied);
}

export const Blocks = Extension.create({
  name: "blocks",
  priority: 1000,
  addExtensions: () => [termList, term, termDetails],
  addGlobalAttributes: () => [
    {
      types: ["blockquote"],
      attributes: {
        class: {
          default: null,
          parseHTML: (element) => element.getAttribute("class") || null,
          renderHTML: (attributes) => (attributes.class ? { class: attributes.class } : {}),
        },
      },
    },
    { types: HOLDERS, attributes: { tight: { default: true, parseHTML: () => true, renderHTML: () => ({ "data-tight": "" }) } } },
    {
      types: ["paragraph"],
      attributes: {
        solid: {
          default: false,
          parseHTML: (element) => HELD_IN.includes(element.parentNode?.nodeName),
          renderHTML: ({ solid }) => (solid ? { "data-solid": "" } : {}),
        },
      },
    },
  ],
  addCommands: () => ({
    setQuotation: (name = null) => ({ editor, chain }) => (editor.isActive("blockquote")
      ? chain().updateAttributes("blockquote", { class: name }).run()
      : chain().setParagraph().wrapIn("blockquote", { class: name }).run()),
  }),
  addInputRules() {
    return [wrappingInputRule({ find: /^1[.)]\s$/, type: this.editor.schema.nodes.orderedList })];
  },
  addKeyboardShortcuts() {
    return { Enter: () => enterInTerms(this.editor) };
  },
});
