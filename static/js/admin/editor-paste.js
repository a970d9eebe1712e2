// What is pasted from word processors and web pages, made plain before the editor reads it.
import { Extension, Plugin, crel, pm } from "django-prose-editor/editor";
import { cleaned } from "broadside/editor-paste-clean";
import { htmlOf, paragraphsOf } from "broadside/editor-paste-text";

const { DOMParser: Reader, Slice } = pm.model;

function parsed(html, $context) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return Reader.fromSchema($context.doc.type.schema).parseSlice(body, { preserveWhitespace: false, context: $context });
}

function notify(view, text) {
  const box = view.dom.closest(".prose-editor");
  box.querySelector(".paste-notice")?.remove();
  const notice = crel("p", { className: "paste-notice", textContent: text, role: "status" });
  box.append(notice);
  view.dom.addEventListener("keydown", () => setTimeout(() => notice.remove(), 4000), { once: true });
}

// Pictures that came inside the HTML are files for whoever takes them (`preventDefault` says so).
function handOver(view, pictures, words) {
  const files = pictures.filter((picture) => picture instanceof File);
  const event = new CustomEvent("broadside:pasted-pictures", { bubbles: true, cancelable: true, detail: { files } });
  const isTaken = files.length > 0 && !view.dom.dispatchEvent(event);
  if (!isTaken || files.length < pictures.length) notify(view, words.dropped);
}

export const Pasting = Extension.create({
  name: "pasting",
  addOptions: () => ({ words: {} }),
  // Signs in what is pasted mean what editor-paste-text.js says; only bare addresses become links.
  onBeforeCreate() {
    this.editor.options.enablePasteRules = ["link"];
  },
  addProseMirrorPlugins() {
    const { words } = this.options;
    return [new Plugin({
      props: {
        transformPastedHTML(html, view) {
          const { html: clean, pictures } = cleaned(html);
          if (pictures.length) setTimeout(() => handOver(view, pictures, words));
          return clean;
        },
        clipboardTextParser: (text, $context, isPlain) => {
          const slice = parsed(isPlain ? paragraphsOf(text) : htmlOf(text), $context);
          return slice.size ? slice : Slice.empty;
        },
      },
    })];
  },
});
