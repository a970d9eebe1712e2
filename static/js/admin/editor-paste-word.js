// Lists and footnotes as word processors put them on the clipboard, into lists and footnotes. Pure.
const MARKED = /mso-list:\s*l(\d+)\s+level(\d+)/i;
const ORDERED = /^[([]?(?:(\d{1,4})|([ivxlc]{1,6})|([a-z])|([IVXLC]{1,6})|([A-Z]))[.)\]]/;

// Word's lists are paragraphs that carry their level in a style and their bullet as words.
export function settleWord(body) {
  for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    const found = paragraph.getAttribute("style")?.match(MARKED);
    if (found && !paragraph.dataset.level) describe(paragraph, found);
    if (/^MsoTitle/.test(paragraph.className) && paragraph.localName === "p") paragraph.replaceWith(heading(paragraph));
    if (/^Mso(Intense)?Quote/.test(paragraph.className)) quoted(paragraph);
  }
  for (const first of body.querySelectorAll("[data-level]")) if (!isListed(first.previousElementSibling)) gather(first);
}

function heading(paragraph) {
  const made = paragraph.ownerDocument.createElement("h2");
  made.append(...paragraph.childNodes);
  return made;
}

function quoted(paragraph) {
  const made = paragraph.ownerDocument.createElement("blockquote");
  paragraph.replaceWith(made);
  made.append(paragraph);
}

function describe(paragraph, [, list, level]) {
  const mark = [...paragraph.querySelectorAll("[style]")].find((element) => /mso-list:\s*ignore/i.test(element.getAttribute("style")));
  const sign = mark?.textContent.replace(/[\s\u00a0]+/g, "") ?? "";
  mark?.remove();
  const [, number, roman, letter, ROMAN, LETTER] = sign.match(ORDERED) ?? [];
  const type = roman ? "i" : letter ? "a" : ROMAN ? "I" : LETTER ? "A" : "";
  Object.assign(paragraph.dataset, { list, level, tag: number || type ? "ol" : "ul", type, start: number ?? "" });
}

const isListed = (element) => Boolean(element?.dataset.level);

// The paragraphs from the first on, one below the other, into nested lists.
function gather(first) {
  const lines = [];
  for (let next = first; isListed(next); next = next.nextElementSibling) lines.push(next);
  const holder = first.ownerDocument.createDocumentFragment();
  const open = [];
  for (const line of lines) {
    const level = Number(line.dataset.level);
    const { tag } = line.dataset;
    while (open.length && (open.at(-1).level > level || (open.at(-1).level === level && open.at(-1).list.localName !== tag))) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = begun(line);
      (open.at(-1)?.list.lastElementChild ?? holder).append(list);
      open.push({ level, list });
    }
    const item = first.ownerDocument.createElement("li");
    item.append(...line.childNodes);
    open.at(-1).list.append(item);
  }
  first.before(holder);
  for (const line of lines) line.remove();
}

function begun({ dataset, ownerDocument }) {
  const list = ownerDocument.createElement(dataset.tag);
  if (dataset.type) list.setAttribute("type", dataset.type);
  if (dataset.start && dataset.start !== "1") list.setAttribute("start", dataset.start);
  return list;
}

// A list that stands beside the entries instead of inside one belongs to the entry before it.
export function settleLists(body) {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
    else list.replaceWith(...list.children);
  }
  for (const item of body.querySelectorAll("li")) {
    if (!item.parentNode.matches("ul, ol")) item.replaceWith(...item.childNodes);
  }
}

const named = (body, name) => [...body.querySelectorAll("[id], a[name]")].find((element) => element.id === name || element.getAttribute("name") === name);
const aimOf = (link) => decodeURIComponent(link.getAttribute("href").slice(1));

// A raised number that leads to a place from which a link leads back is a footnote.
export function settleFootnotes(body) {
  const notes = [];
  for (const link of body.querySelectorAll("a[href^='#']")) {
    if (!/^\W{0,2}(\d{1,3}|[*†‡])\W{0,2}$/.test(link.textContent.trim())) continue;
    const target = named(body, aimOf(link));
    if (!target || target.contains(link) || !(link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
    const holder = target.closest("li, [style*='mso-element:footnote'], [style*='mso-element:endnote'], div[id^='sdfootnote'], div[id^='sdendnote'], aside") ?? target.closest("p, div");
    if (!holder || holder.contains(link)) continue;
    notes.push({ link, holder, backs: [...holder.querySelectorAll("a[href^='#']")] });
  }
  if (notes.length) gatherNotes(body, notes);
}

function gatherNotes(body, notes) {
  const list = body.ownerDocument.createElement("ol");
  list.dataset.notes = "";
  notes.forEach(({ link, holder, backs }, index) => {
    const key = `pasted-${index + 1}`;
    const reference = body.ownerDocument.createElement("sup");
    reference.dataset.note = key;
    reference.textContent = String(index + 1);
    const raised = link.closest("sup");
    (raised && raised.textContent.trim() === link.textContent.trim() ? raised : link).replaceWith(reference);
    for (const back of backs) (back.closest("sup") ?? back).remove();
    const item = body.ownerDocument.createElement("li");
    item.dataset.note = key;
    item.append(...(holder.matches("p") ? [holder] : holder.childNodes));
    if (!holder.matches("p")) holder.remove();
    list.append(item);
  });
  for (const rest of body.querySelectorAll("[style*='footnote-list'], [style*='endnote-list'], section.footnotes, div.footnotes, ol")) if (!rest.textContent.trim()) rest.remove();
  body.append(list);
  dropRuleAbove(list);
}

// Documents draw a rule between the text and its notes; readers' pages have their own.
function dropRuleAbove(list) {
  const rule = [...list.ownerDocument.querySelectorAll("hr")].at(-1);
  if (!rule) return;
  const between = list.ownerDocument.createRange();
  between.setStartAfter(rule);
  between.setEndBefore(list);
  if (!between.toString().trim()) rule.remove();
}
