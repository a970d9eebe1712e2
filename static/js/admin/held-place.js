// The place in the text that a dialog was opened at: browsers may move the caret when they take the focus away
// and give it back, and what the dialog answers belongs where it was asked.
export function heldPlace(editor) {
  editor.view.domObserver?.flush(); // where the caret has just gone, before the dialog takes the focus
  let place = editor.state.selection.getBookmark();
  const follow = ({ transaction }) => { place = place.map(transaction.mapping); };
  editor.on("transaction", follow);
  return () => {
    editor.off("transaction", follow);
    return place.resolve(editor.state.doc);
  };
}
