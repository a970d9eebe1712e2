// "Quote this": a button beside words that are selected in the article or in a reply puts them into the form.

const form = document.getElementById("reply-form");
const TEXTS = ".article .e-content, .reply .body";
const BLOCKS = "p, li, dt, dd, h2, h3, h4, pre, td, th, figcaption";
const SETTLED = 250; // milliseconds without a change of the selection
const LINE = "\uE000";
let button, waiting, pointing = false, caret = null;

// What was selected

function selectedPart() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  const start = range.startContainer;
  const text = (start.nodeType === Node.ELEMENT_NODE ? start : start.parentElement)?.closest(TEXTS);
  if (!text || form.contains(text)) return null;
  // A click that selects a whole paragraph reaches to the beginning of the next, perhaps outside the text.
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  const quotation = blocksOf(text).map((block) => wordsIn(range, block)).filter(Boolean).join("\n\n");
  return quotation ? { text, range, quotation } : null;
}

function blocksOf(text) {
  const blocks = [...text.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return blocks.length ? blocks : [text];
}

function wordsIn(range, block) {
  if (!range.intersectsNode(block)) return "";
  const part = document.createRange();
  part.selectNodeContents(block);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  const words = part.cloneContents();
  for (const end of words.querySelectorAll("br")) end.replaceWith(LINE);
  if (block.matches("pre")) return words.textContent.trimEnd();
  return words.textContent.split(LINE).map((line) => line.replace(/\s+/g, " ").trim()).join("\n").trim();
}

// The button

function offer() {
  if (pointing || document.activeElement === button) return;
  withdraw();
  const part = selectedPart();
  if (!part) return;
  button = Object.assign(document.createElement("button"), { type: "button", className: "quote-this", textContent: form.dataset.quote });
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => quote(part));
  // After the part of the text in which the selection ends, so that Tab leads to it.
  const end = [...part.text.children].findLast((child) => part.range.intersectsNode(child));
  (end ?? part.text.lastChild).after(button);
  place(part.range);
}

// Under the last selected line, inside the window, whatever the direction of the text.
function place(range) {
  const line = [...range.getClientRects()].findLast((part) => part.width);
  if (!line) return;
  button.style.margin = "0"; // whatever the text around it asks for
  const own = button.getBoundingClientRect();
  const wanted = Math.min(Math.max(line.left + (line.width - own.width) / 2, 8), document.documentElement.clientWidth - own.width - 8);
  const gap = matchMedia("(pointer: coarse)").matches ? 28 : 6; // handles hang below the selection
  button.style.left = `${button.offsetLeft + wanted - own.left}px`;
  button.style.top = `${button.offsetTop + line.bottom + gap - own.top}px`;
}

function withdraw() {
  button?.remove();
  button = null;
}

// Into the form

function quote({ text, quotation }) {
  const link = text.closest(".reply")?.querySelector(":scope > footer [data-reply-to]");
  const isWritingElsewhere = form.elements.parent.value && form.elements.comment.value.trim();
  if (link && !isWritingElsewhere) form.dispatchEvent(new CustomEvent("reply:open", { detail: link }));
  withdraw();
  getSelection().removeAllRanges();
  insert(quotation.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n"));
}

// Where the writer was, else at the end; nothing that is typed goes.
function insert(quotation) {
  const field = form.elements.comment;
  const at = caret ?? field.value.length;
  const before = field.value.slice(0, at).replace(/\n+$/, "");
  const after = field.value.slice(at).replace(/^\n+/, "");
  const written = `${before && `${before}\n\n`}${quotation}\n\n`;
  field.value = written + after;
  field.focus();
  field.setSelectionRange(written.length, written.length);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

function remember({ target }) {
  if (target === form.elements.comment) caret = target.selectionEnd;
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(offer, SETTLED);
}

if (form) {
  document.addEventListener("selectionchange", soon);
  document.addEventListener("pointerdown", (event) => { pointing = event.target !== button && event.pointerType === "mouse"; });
  document.addEventListener("pointerup", () => { pointing = false; soon(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") withdraw(); });
  // Asked later, a field may have forgotten it for the selection outside.
  for (const kind of ["input", "keyup", "pointerup"]) form.addEventListener(kind, remember);
  form.addEventListener("reply:refreshed", () => { caret = null; });
}
