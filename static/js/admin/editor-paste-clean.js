// HTML of the clipboard into the plain HTML of an article. Pure: reads and gives strings, asks nobody.
import { settlePictures } from "broadside/editor-paste-pictures";
import { settlePlayers } from "broadside/editor-paste-players";
import { settleFootnotes, settleLists, settleWord } from "broadside/editor-paste-word";

const GONE = "style, script, meta, link, title, xml, noscript, template, button, input, select, textarea, svg, object, embed, iframe, canvas, hr.pb, [aria-hidden=true], o\\:p, w\\:sdtpr";
const KEPT = { a: ["href"], img: ["src", "alt"], td: ["colspan", "rowspan"], th: ["colspan", "rowspan", "scope"], ol: ["start", "type", "data-notes"], li: ["data-note"], sup: ["data-note"], abbr: ["title"], time: ["datetime"] };
const RENAMED = { summary: "p", b: "strong", i: "em", h1: "h2", h5: "h4", h6: "h4", strike: "s", del: "s", tt: "code", acronym: "abbr" };
const TAGS = new Set("p h2 h3 h4 ul ol li blockquote pre code table caption thead tbody tfoot tr td th hr br a strong em s sub sup img abbr cite q kbd samp var mark small time dl dt dd figure figcaption".split(" "));
const BLOCKS = "p, h2, h3, h4, ul, ol, blockquote, pre, table, hr, dl, figure, div, section, article";
const FULL = "img, br, hr, td, th, [data-note]";

const unwrap = (element) => element.replaceWith(...element.childNodes);

function renamed(element, tag) {
  const made = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) made.setAttribute(name, value);
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

function wrapInside(element, tag) {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.append(made);
}

// What a style says with an element of its own; headings are bold anyway.
function speakStyles(root) {
  for (const element of root.querySelectorAll("[style]")) {
    const { style } = element;
    const weight = style.fontWeight;
    if (element.matches("b, strong") && /^(normal|[1-4]00)$/.test(weight)) { unwrap(element); continue; }
    if (element.matches("i, em") && style.fontStyle === "normal") { unwrap(element); continue; }
    if (!element.matches("span, font, a") || !element.textContent.trim()) continue;
    const isInHeading = element.closest("h1, h2, h3, h4, h5, h6, th");
    if (/^(bold|bolder|[6-9]00)$/.test(weight) && !isInHeading) wrapInside(element, "strong");
    if (/italic|oblique/.test(style.fontStyle)) wrapInside(element, "em");
    if (/line-through/.test(style.textDecoration + style.textDecorationLine)) wrapInside(element, "s");
    if (style.verticalAlign === "super" && !element.querySelector("sup")) wrapInside(element, "sup");
    if (style.verticalAlign === "sub") wrapInside(element, "sub");
    if (/mono|courier|consolas|menlo/i.test(style.fontFamily) && !element.closest("pre, code")) wrapInside(element, "code");
  }
}

function settleLinks(root) {
  for (const link of root.querySelectorAll("a")) {
    const href = link.getAttribute("href")?.trim() ?? "";
    const led = /^https:\/\/www\.google\.[\w.]+\/url\?/.test(href) ? new URL(href).searchParams.get("q") : "";
    if (led) link.setAttribute("href", led);
    else if (!/^(https?:|mailto:|tel:|\/(?!\/))/i.test(href) && !link.querySelector("[data-note]")) unwrap(link);
  }
}

// Spaces of layout become one; those that French sentences and numbers need stay.
const NEEDED = /(\d)\u00a0(?=[\d%€$£\p{L}])|\u00a0(?=[;:!?»])|(?<=«)\u00a0/gu;
export function plainSpaces(text) {
  const kept = text.replace(/[\u200b\ufeff]/g, "").replace(/[ \u00a0\t\n]{2,}/g, " ").replace(NEEDED, (found) => found.replace("\u00a0", "\ue000"));
  return kept.replace(/[\u00a0\n\t]/g, " ").replaceAll("\ue000", "\u00a0");
}

function settleSpaces(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentNode.closest("pre")) walker.currentNode.data = plainSpaces(walker.currentNode.data);
}

// Only tags and attributes of articles; a wrapper with nothing but words is a paragraph.
function settleTags(root) {
  for (const element of [...root.querySelectorAll("*")].reverse()) {
    const tag = RENAMED[element.localName] ?? element.localName;
    if (/^(div|details|section|article|center|address|header|footer|main|aside|nav|form|fieldset|body)$/.test(tag)) {
      if (element.querySelector(BLOCKS) || element.closest("li, td, th, dd, p, h2, h3") || !element.textContent.trim()) unwrap(element);
      else renamed(element, "p");
    } else if (!TAGS.has(tag)) unwrap(element);
    else if (tag !== element.localName) renamed(element, tag);
  }
  for (const element of root.querySelectorAll("*")) {
    const kept = KEPT[element.localName] ?? [];
    const isRight = element.getAttribute("dir") === "rtl" && element.matches(BLOCKS);
    for (const { name } of [...element.attributes]) if (!kept.includes(name) && !(name === "dir" && isRight)) element.removeAttribute(name);
  }
}

const isEmpty = (element) => !element.textContent.replace(/[\s\u00a0]/g, "") && !element.querySelector(FULL) && !element.matches(FULL);

function settleShapes(root) {
  for (const image of root.querySelectorAll("figure")) if (!image.querySelector("img")) unwrap(image);
  for (const caption of root.querySelectorAll("figcaption")) if (!caption.closest("figure")) renamed(caption, "p");
  // Two line breaks are the end of a paragraph.
  for (const paragraph of root.querySelectorAll("p")) if (/(<br>\s*){2,}/.test(paragraph.innerHTML)) paragraph.outerHTML = paragraph.innerHTML.split(/(?:<br>\s*){2,}/).map((part) => `<p>${part}</p>`).join("");
  for (const line of root.querySelectorAll("br")) if (!line.nextSibling && line.parentNode !== root || line.parentNode === root) line.remove();
  for (const element of [...root.querySelectorAll("*")].reverse()) if (!element.matches("tr, thead, tbody, tfoot, table, pre") && isEmpty(element)) element.replaceWith(...(element.textContent ? [" "] : []));
  for (const paragraph of root.querySelectorAll("li > p:only-of-type, td > p:only-child, th > p:only-child, dd > p:only-child")) {
    if (!paragraph.previousElementSibling) unwrap(paragraph);
  }
}

// A browser reports handlers as soon as it reads them.
const withoutHandlers = (html) => html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ""));

// The plain HTML, and the pictures that lay in it: files, or the beginning of an address nobody can read.
export function cleaned(html) {
  const pictures = [];
  if (/data-pm-slice/.test(html)) return { html, pictures };
  const { body } = new DOMParser().parseFromString(withoutHandlers(html), "text/html");
  settleWord(body);
  settlePlayers(body);
  for (const element of body.querySelectorAll(GONE)) element.remove();
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  settleFootnotes(body);
  settlePictures(body, pictures);
  speakStyles(body);
  settleLinks(body);
  settleLists(body);
  settleTags(body);
  settleSpaces(body);
  settleShapes(body);
  body.normalize();
  return { html: body.innerHTML.trim(), pictures };
}
