// The room around the text: its length below it, the direction of its language, and nothing else when wanted.
import { Extension, crel } from "django-prose-editor/editor";
import { counted, textOf } from "broadside/counting";

const REST = 250;
const RTL = /^(ar|arc|arz|ckb|dv|fa|he|iw|ji|ks|nqo|pnb|ps|sd|syr|ug|ur|yi)(-|$)/i;

function lengthLine(editor, { words }) {
  const line = crel("p", { className: "text-length", "aria-label": words.label, role: "note" });
  const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);
  const say = (value, one, many) => (value === 1 ? one : many).replace("%s", number(value));
  let waiting;

  function show() {
    const all = counted(textOf(editor.getHTML()));
    const { from, to, empty } = editor.state.selection;
    const chosen = empty ? 0 : counted(editor.state.doc.textBetween(from, to, "\n", "\n")).words;
    const parts = [say(all.words, words.word, words.words), say(all.minutes, words.minute, words.minutes)];
    if (chosen) parts.unshift(words.selected.replace("%s", number(chosen)));
    line.textContent = parts.join(" · ");
  }

  editor.on("transaction", () => { clearTimeout(waiting); waiting = setTimeout(show, REST); });
  show();
  return line;
}

// Caret, alignment and lists follow the language that is chosen beside the text.
function followLanguage(editor) {
  const language = document.querySelector("#id_language");
  const textarea = editor.view.dom.closest(".prose-editor")?.querySelector("textarea");
  const name = textarea?.labels[0]?.textContent.trim().replace(/:$/, "") ?? "";
  // Setting these takes away those that were set before: the text keeps its name for who cannot see it.
  const named = { role: "textbox", "aria-multiline": "true", ...(name && { "aria-label": name }) };
  const apply = () => {
    const code = language?.value ?? "";
    const attributes = { ...named, ...(code ? { lang: code, dir: RTL.test(code) ? "rtl" : "ltr" } : { dir: "auto" }) };
    editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes } });
  };
  language?.addEventListener("change", apply);
  apply();
}

export const WritingRoom = Extension.create({
  name: "writingRoom",
  addOptions: () => ({}),
  onCreate() {
    const { editor } = this;
    followLanguage(editor);
    editor.view.dom.closest(".prose-editor").append(lengthLine(editor, this.options));
  },
});
