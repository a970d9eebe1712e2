// Words and reading time, counted as blog/rendering/text.py counts them.
const BREAKS = new Set("P DIV H1 H2 H3 H4 H5 H6 UL OL LI DL DT DD BLOCKQUOTE PRE FIGURE FIGCAPTION TABLE CAPTION TR TD TH HR BR DETAILS SUMMARY SECTION ARTICLE".split(" "));
const SILENT = new Set("SCRIPT STYLE TEMPLATE BUTTON TITLE".split(" "));
// Han, kana and hangul are written with few spaces or none: they are counted by characters.
const CJK = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3134f}]/gu;
const WORDS_A_MINUTE = 230;
const CJK_A_MINUTE = 500;

const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.tagName)) return "";
  const inside = node.dataset.html && node.tagName === "DIV"
    ? words(parsed(node.dataset.html))
    : [...node.childNodes].map(words).join("");
  return BREAKS.has(node.tagName) ? `\n${inside}\n` : inside;
}

// The text of HTML as the editor writes it; a part that it keeps as it is counts with what it holds.
export const textOf = (html) => words(parsed(html));

export function counted(text) {
  const characters = text.match(CJK)?.length ?? 0;
  const others = text.replace(CJK, " ").match(/\S+/g)?.length ?? 0;
  const minutes = Math.max(1, Math.ceil(others / WORDS_A_MINUTE + characters / CJK_A_MINUTE - 0.25));
  return { words: others + characters, minutes };
}
