// Tables with a caption and with rows that are head or foot; the editor itself keeps all rows in one body, and
// blog/admin/editor/standins.py divides them again.
import { Extension, Node, Table, TableRow, crel, updateAttrsDialog } from "django-prose-editor/editor";

const PARTS = { THEAD: "thead", TFOOT: "tfoot" };

const row = TableRow.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      part: {
        default: null,
        parseHTML: (element) => element.dataset.part ?? PARTS[element.parentNode?.nodeName] ?? null,
        renderHTML: ({ part }) => (part ? { "data-part": part } : {}),
      },
    };
  },
});

// Read as an attribute of its table.
const unreadCaption = Node.create({
  name: "unreadCaption",
  parseHTML: () => [{ tag: "caption", ignore: true, priority: 100 }],
});

const rendered = (attributes, caption) => ["table", attributes, ...(caption ? [["caption", caption]] : []), ["tbody", 0]];

const table = Table.extend({
  addMenuItems: null,
  addAttributes() {
    return {
      ...this.parent?.(),
      caption: {
        default: "",
        parseHTML: (element) => element.querySelector(":scope > caption")?.textContent.trim() ?? "",
        renderHTML: () => ({}),
      },
    };
  },
  renderHTML: ({ node, HTMLAttributes }) => rendered(HTMLAttributes, node.attrs.caption),
  addNodeView() {
    const make = this.parent();
    return (properties) => {
      const view = make(properties);
      const caption = crel("caption", { contentEditable: "false" });
      const show = (node) => {
        caption.textContent = node.attrs.caption;
        caption.hidden = !node.attrs.caption;
      };
      view.table.prepend(caption);
      show(properties.node);
      const { update, ignoreMutation } = view;
      view.update = (node) => {
        const isSame = update.call(view, node);
        if (isSame) show(node);
        return isSame;
      };
      view.ignoreMutation = (mutation) => caption.contains(mutation.target) || ignoreMutation.call(view, mutation);
      return view;
    };
  },
});

// The first row, as the head of the table or as a row like the others.
function turnHead({ tr, state, dispatch }) {
  const found = around(state.selection.$from);
  if (!found) return false;
  if (!dispatch) return true;
  const first = found.node.firstChild;
  const isHead = first.attrs.part === "thead";
  const { tableCell, tableHeader } = state.schema.nodes;
  tr.setNodeMarkup(found.position + 1, null, { ...first.attrs, part: isHead ? null : "thead" });
  let position = found.position + 2;
  first.forEach((cell) => {
    tr.setNodeMarkup(position, isHead ? tableCell : tableHeader, { ...cell.attrs, scope: isHead ? null : "col" });
    position += cell.nodeSize;
  });
  return true;
}

export function around($from) {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === "table") return { node, position: $from.before(depth) };
  }
  return null;
}

async function askCaption(editor, options) {
  const found = around(editor.state.selection.$from);
  if (!found) return;
  const dialog = updateAttrsDialog({ caption: { type: "string", title: options.caption } }, { title: options.caption, submitText: options.done });
  const written = await dialog(editor, { caption: found.node.attrs.caption });
  if (!written) return;
  editor.chain().focus().command(({ tr }) => {
    tr.setNodeAttribute(found.position, "caption", written.caption.trim());
    return true;
  }).run();
}

export const Tables = Extension.create({
  name: "tables",
  addOptions: () => ({ caption: "", done: "" }),
  addExtensions: () => [table, row, unreadCaption],
  addCommands() {
    return {
      insertArticleTable: () => ({ chain }) => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).command(turnHeadOn).run(),
      toggleTableHead: () => ({ commands }) => commands.command(turnHead),
      editTableCaption: () => ({ editor }) => { askCaption(editor, this.options); return true; },
    };
  },
});

// A new table has its head marked; its cells are header cells already.
function turnHeadOn({ tr, dispatch }) {
  const found = around(tr.selection.$from);
  if (!found || !dispatch) return Boolean(found);
  tr.setNodeAttribute(found.position + 1, "part", "thead");
  let position = found.position + 2;
  found.node.firstChild.forEach((cell) => {
    tr.setNodeAttribute(position, "scope", "col");
    position += cell.nodeSize;
  });
  return true;
}
