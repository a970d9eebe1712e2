// Plain text as HTML: paragraphs, and what is written as in Markdown. Pure.
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

const INLINE = [
  [/`([^`\n]+)`/g, "<code>$1</code>"],
  [/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2">$1</a>'],
  [/(^|[\s(“"'])\*\*(?=\S)([^*\n]+?\S|\S)\*\*(?=$|[\s.,;:!?)”"'])/g, "$1<strong>$2</strong>"],
  [/(^|[\s(“"'])\*(?=\S)([^*\n]+?\S|\S)\*(?=$|[\s.,;:!?)”"'])/g, "$1<em>$2</em>"],
  [/(^|[\s(“"'])_(?=\S)([^_\n]+?\S|\S)_(?=$|[\s.,;:!?)”"'])/g, "$1<em>$2</em>"],
];

const inline = (text) => INLINE.reduce((html, [pattern, made]) => html.replace(pattern, made), escaped(text));

// Lines that a mail program has broken are one paragraph; short ones (verse, addresses) stay lines.
const WRAPPED = 55;
const joined = (lines, write) => {
  const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= WRAPPED);
  return lines.map((line) => write(line.trim())).join(isWrapped ? " " : "<br>");
};

const ITEM = /^(\s*)(?:([-*•+])|(\d{1,3})[.)])\s+(.*)$/;

function list(lines) {
  const root = { depth: -1, html: "", items: [] };
  const open = [root];
  for (const line of lines) {
    const [, indent, , number, text] = line.match(ITEM);
    const depth = indent.replace(/\t/g, "    ").length;
    while (open.length > 1 && depth < open.at(-1).depth) open.pop();
    if (depth > open.at(-1).depth) {
      const level = { depth, tag: number ? "ol" : "ul", start: number && number !== "1" ? ` start="${number}"` : "", items: [] };
      (open.at(-1).items.at(-1)?.inside ?? root.items).push(level);
      open.push(level);
    }
    open.at(-1).items.push({ text, inside: [] });
  }
  const write = ({ tag, start, items }) => `<${tag}${start}>${items.map(({ text, inside }) => `<li>${inline(text)}${inside.map(write).join("")}</li>`).join("")}</${tag}>`;
  return root.items.map(write).join("");
}

function block(lines) {
  const text = lines.join("\n");
  const heading = lines.length === 1 && text.match(/^(#{1,4})\s+(.+?)\s*#*$/);
  if (heading) return `<h${Math.max(2, heading[1].length)}>${inline(heading[2])}</h${Math.max(2, heading[1].length)}>`;
  if (/^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(text)) return "<hr>";
  if (lines.every((line) => /^>\s?/.test(line))) return `<blockquote><p>${joined(lines.map((line) => line.replace(/^>\s?/, "")), inline)}</p></blockquote>`;
  if (lines.every((line) => ITEM.test(line)) && (lines.length > 1 || !/^\s*\d/.test(text))) return list(lines);
  const [first, ...rest] = lines;
  if (/^#{1,4}\s+\S/.test(first) && rest.length) return block([first]) + block(rest);
  return `<p>${joined(lines, inline)}</p>`;
}

const tidy = (text) => text.replace(/\r\n?/g, "\n").replace(/[\u200b\ufeff]/g, "");

// HTML of a text in which some lines may be meant as headings, lists, quotations, rules and code.
export function htmlOf(text) {
  const parts = tidy(text).split(/^```[\w+-]*\n([\s\S]*?)^```\s*$/m);
  return parts.map((part, index) => (index % 2
    ? `<pre><code>${escaped(part.replace(/\n$/, ""))}</code></pre>`
    : part.split(/\n[ \t]*\n/).map((one) => one.split("\n").filter((line) => line.trim())).filter((lines) => lines.length).map(block).join(""))).join("");
}

// HTML of a text whose signs mean nothing.
export const paragraphsOf = (text) => tidy(text).split(/\n[ \t]*\n/).map((one) => one.split("\n").filter((line) => line.trim()))
  .filter((lines) => lines.length).map((lines) => `<p>${joined(lines, escaped)}</p>`).join("");
