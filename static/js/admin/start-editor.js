// Starts the rich text editor, but only with everything that the text may need: an editor that does not know a
// part of it would drop that part on saving. Otherwise the text stays what the page holds, its HTML.
import * as editorModule from "django-prose-editor/editor";

// A name of the import map, not a file beside this one: said apart, so that collecting leaves it alone.
const CONFIGURABLE = "django-prose-editor/configurable";

async function start(textarea) {
  const source = textarea.value;
  try {
    const config = JSON.parse(textarea.dataset.djangoProseEditorGuarded);
    const modules = await Promise.all(config.js_modules.map((address) => import(address)));
    const { createEditor } = await import(CONFIGURABLE);
    const known = Object.assign({}, editorModule, ...modules);
    const missing = Object.keys(config.extensions).filter((name) => !known[name]);
    if (missing.length) throw new Error(`The editor lacks ${missing}.`);
    for (const { prepare } of modules) prepare?.(textarea);
    // What a browser brought back after a reload comes first.
    if (source === textarea.defaultValue) textarea.value = textarea.dataset.opened;
    const opened = textarea.value;
    const editor = await createEditor(textarea, config);
    if (!editor) throw new Error("The editor did not start.");
    if (holdsAll(editor.getHTML(), opened)) return;
    editor.destroy();
    throw new Error("The editor does not hold the whole text.");
  } catch (error) {
    console.error(error);
    stayWithSource(textarea, source);
  }
}

const HELD = ".kept-part, [data-address], [data-note]";
const sources = (html) => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(HELD)]
  .map((part) => part.dataset.html ?? part.dataset.address ?? part.dataset.note).sort();
const holdsAll = (written, opened) => sources(written).join("\0") === sources(opened).join("\0");

function stayWithSource(textarea, source) {
  textarea.closest(".prose-editor")?.replaceWith(textarea);
  textarea.value = source;
  textarea.hidden = false;
  const notice = Object.assign(document.createElement("p"), { className: "help", textContent: textarea.dataset.failed });
  notice.setAttribute("role", "status");
  textarea.before(notice);
}

document.querySelectorAll("textarea[data-django-prose-editor-guarded]").forEach(start);
