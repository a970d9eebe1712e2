// Pictures dropped on the text, pasted into it or chosen with the button: a row stands where each will be. The
// rows are drawn over the text and are no part of it, so nothing unfinished is ever saved.
import { Extension, crel, pm } from "django-prose-editor/editor";
import { askForAlt } from "broadside/figure-view";
import { holdBack } from "broadside/held-back";
import { uploadRow } from "broadside/upload-row";

const key = new pm.state.PluginKey("uploads");

// Where a figure can stand: between the blocks of the text, near the place that was meant.
export function between(doc, position) {
  const $at = doc.resolve(Math.min(position, doc.content.size));
  const isLater = $at.depth && $at.node(1).content.size && $at.pos > $at.start(1);
  const near = $at.depth ? (isLater ? $at.after(1) : $at.before(1)) : $at.pos;
  const { figure } = doc.type.schema.nodes;
  for (let index = doc.resolve(near).index(); index > 0; index -= 1) {
    if (doc.canReplaceWith(index, index, figure)) return doc.resolve(0).posAtIndex(index, 0);
  }
  return 0; // notes end a text: nothing stands below them
}

// The order of files that wait at one place is kept, whichever arrives first.
function apply(tr, rows) {
  const { added = [], gone } = tr.getMeta(key) ?? {};
  const order = rows.findIndex((each) => each.row === gone);
  const moved = rows.map((each, index) => ({ ...each, at: tr.mapping.map(each.at, index < order ? -1 : 1) }));
  return [...moved.filter((each) => each.row !== gone), ...added];
}

function begin(editor, options, files, position) {
  const at = between(editor.state.doc, position);
  const started = editor.state.doc;
  const rows = [...files].map((file) => {
    const row = uploadRow(file, {
      address: options.upload,
      words: options.words,
      onChange: () => editor.storage.uploads.held.show(rowsOf(editor).map((each) => each.row)),
      onGone: () => editor.view.dispatch(editor.state.tr.setMeta(key, { gone: row })),
      onKept: (kept) => put(editor, options, row, kept, editor.state.doc === started),
    });
    return { row, at };
  });
  editor.view.dispatch(editor.state.tr.setMeta(key, { added: rows }));
  for (const { row } of rows) row.start();
}

const rowsOf = (editor) => (editor.isDestroyed ? [] : key.getState(editor.state));

// The finished file takes the place of its row; who has not gone on writing is asked to describe it.
function put(editor, options, row, kept, isUntouched) {
  const place = rowsOf(editor).find((each) => each.row === row);
  if (!place) return;
  const at = between(editor.state.doc, place.at);
  const node = editor.schema.nodeFromJSON(kept.kind === "image" ? options.figureOf(kept) : linkTo(kept));
  editor.view.dispatch(editor.state.tr.insert(at, node).setMeta(key, { gone: row }));
  if (kept.kind === "image" && isUntouched && !kept.alt) askForAlt(editor, at);
}

const linkTo = ({ url, title }) => ({
  type: "paragraph",
  content: [{ type: "text", text: title || url, marks: [{ type: "link", attrs: { href: url } }] }],
});

// What other programs put on the clipboard beside a picture of it is the better text.
const hasWords = (data) => Boolean(new DOMParser().parseFromString(data.getData("text/html"), "text/html").body.textContent.trim());

const plugin = (editor, options) => new pm.state.Plugin({
  key,
  state: { init: () => [], apply },
  props: {
    decorations(state) {
      const rows = key.getState(state);
      return pm.view.DecorationSet.create(state.doc, rows.map(({ row, at }, index) => (
        pm.view.Decoration.widget(at, row.dom, { key: row, side: index - rows.length, stopEvent: () => true, ignoreSelection: true })
      )));
    },
    handleDOMEvents: {
      // Pictures that lay inside pasted HTML.
      "broadside:pasted-pictures"(view, event) {
        event.preventDefault();
        begin(editor, options, event.detail.files, view.state.selection.from);
        return true;
      },
    },
    handlePaste(view, { clipboardData }) {
      if (!clipboardData?.files.length || hasWords(clipboardData)) return false;
      begin(editor, options, clipboardData.files, view.state.selection.from);
      return true;
    },
    handleDrop(view, event) {
      if (!event.dataTransfer?.files.length) return false;
      event.preventDefault();
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
      begin(editor, options, event.dataTransfer.files, at ?? view.state.doc.content.size);
      return true;
    },
  },
});

export const uploads = Extension.create({
  name: "uploads",
  addOptions: () => ({}),
  addStorage: () => ({ held: null }),
  onCreate() {
    const form = this.editor.view.dom.closest("form");
    // Pictures that a pasted text brought along in itself.
    this.editor.view.dom.addEventListener("broadside:pasted-pictures", (event) => {
      event.preventDefault();
      begin(this.editor, this.options, event.detail.files, this.editor.state.selection.from);
    });
    this.storage.held = holdBack(form, this.options.words, () => rowsOf(this.editor).map(({ row }) => row));
  },
  addCommands() {
    return {
      uploadPictures: () => ({ editor, dispatch }) => {
        const input = crel("input", { type: "file", multiple: true, accept: this.options.accept });
        input.addEventListener("change", () => begin(editor, this.options, input.files, editor.state.selection.from));
        if (dispatch) input.click();
        return true;
      },
    };
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "upload",
      groups: "nodes",
      command: (editor) => editor.commands.uploadPictures(),
      button: buttons.material("upload", this.options.words.upload),
    });
  },
  addKeyboardShortcuts() {
    return { "Mod-Alt-u": () => this.editor.commands.uploadPictures() };
  },
  addProseMirrorPlugins() {
    return [plugin(this.editor, this.options)];
  },
});
