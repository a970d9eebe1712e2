// Leads to the spot of the form that a remark speaks of: a field, or an element of the text.
const escaped = (name) => CSS.escape(`id_${name}`);

function fieldOf(name) {
  const parts = [`#${escaped(name)}`, `#${escaped(`${name}_0`)}`, `[name="${CSS.escape(name)}"]`];
  const found = parts.map((part) => document.querySelector(part)).find(Boolean);
  return found?.matches("input, select, textarea, button") ? found : found?.querySelector("input, select, button, a") ?? found;
}

const words = (element) => element.textContent.trim();
const says = {
  img: (element) => element.getAttribute("src") ?? "",
  a: (element) => (element.getAttribute("href") ?? "").trim(),
  p: (element) => words(element).slice(0, 60),
};

function elementOf(text, { tag, value, index }) {
  const said = says[tag] ?? words;
  return [...text.querySelectorAll(tag)].filter((element) => said(element) === value)[Number(index)];
}

function leadIntoText(textarea, spot) {
  const text = textarea?.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]");
  if (!text?.editor) {
    const place = spot.value ? textarea.value.indexOf(spot.value) : 0;
    textarea.focus();
    textarea.setSelectionRange(Math.max(place, 0), Math.max(place, 0) + (place < 0 ? 0 : spot.value.length));
    return textarea;
  }
  const element = spot.tag ? elementOf(text, spot) : undefined;
  const place = element ? text.editor.view.posAtDOM(element, 0) : 1;
  text.editor.commands.focus();
  if (element?.tagName === "IMG") text.editor.commands.setNodeSelection(Math.max(place - 1, 0));
  else text.editor.commands.setTextSelection({ from: place, to: place + (element?.textContent.length ?? 0) });
  return element ?? text;
}

// Opens what is folded around the spot, and puts the cursor there.
export function lead({ dataset }) {
  const field = fieldOf(dataset.spot);
  for (let box = field?.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) box.open = true;
  const shown = field?.hidden || field?.type === "hidden" ? field.parentElement.querySelector("button, a, input:not([hidden])") : field;
  const target = dataset.spot === "body" ? leadIntoText(field, dataset) : shown;
  target?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  if (dataset.spot !== "body") target?.focus({ preventScroll: true });
}
