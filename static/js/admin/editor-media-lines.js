// Lines of the text that hold an address and nothing else: where they are, and how one becomes a card.
import { pm } from "django-prose-editor/editor";

const { closeHistory } = pm.history;
export const ADDRESS = /^https?:\/\/[^\s<>"]+$/;

const addressIn = (node) => (node.type.name === "paragraph" && ADDRESS.test(node.textContent.trim()) ? node.textContent.trim() : "");

// The paragraph of the text itself that holds this address and nothing else, nearest to where it was.
function lineOf(doc, address, index) {
  const found = [];
  doc.forEach((node, position, place) => {
    if (addressIn(node) === address) found.push({ node, position, away: Math.abs(place - index) });
  });
  return found.sort((one, other) => one.away - other.away)[0] ?? null;
}

// `ask(address)` says what the server knows of it; what it does not know stays a line.
export async function turnIntoCard(view, ask, address, index) {
  const media = await ask(address);
  const line = media && !view.isDestroyed && lineOf(view.state.doc, address, index);
  if (!line) return;
  const { nodes } = view.state.schema;
  const isLast = line.position + line.node.nodeSize === view.state.doc.content.size;
  const made = [nodes.mediaLink.create({ address }), ...(isLast ? [nodes.paragraph.create()] : [])];
  const tr = closeHistory(view.state.tr).replaceWith(line.position, line.position + line.node.nodeSize, made);
  if (isLast) tr.setSelection(pm.state.TextSelection.create(tr.doc, line.position + 2));
  view.dispatch(tr.scrollIntoView());
}

// Which lines a paste has brought that are an address alone, as `{address, index}`.
export function pastedLines(tr) {
  const found = [];
  if (!tr.getMeta("paste")) return found;
  const ends = [];
  tr.mapping.maps.forEach((map, number) => map.forEach((_from, _to, from, to) => {
    const rest = tr.mapping.slice(number + 1);
    ends.push(rest.map(from, -1), rest.map(to, 1));
  }));
  tr.doc.forEach((node, position, index) => {
    const isInside = position + node.nodeSize > Math.min(...ends) && position < Math.max(...ends);
    if (isInside && addressIn(node)) found.push({ address: addressIn(node), index });
  });
  return found;
}
