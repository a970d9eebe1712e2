// Which references and notes a document has, and how they are brought into step. Knows no page.

// References of the text, in its order; those inside notes are not counted.
export function referencesOf(doc) {
  const found = [];
  doc.descendants((node, position) => {
    if (node.type.name === "footnotes") return false;
    if (node.type.name === "footnoteReference") found.push({ node, position });
    return true;
  });
  return found;
}

// The list and where it stands, or null.
export function listOf(doc) {
  const node = doc.lastChild;
  return node?.type.name === "footnotes" ? { node, position: doc.content.size - node.nodeSize } : null;
}

// The notes by key.
export function entriesOf(doc) {
  const list = listOf(doc);
  const found = new Map();
  list?.node.forEach((node, offset) => found.set(node.attrs.note, { node, position: list.position + 1 + offset }));
  return found;
}

// A key that nothing in the document uses, parts that are kept as HTML included.
export function freshKey(doc, more = []) {
  const numbers = [0];
  const read = (text) => { for (const [, number] of text.matchAll(/fn(?:ref)?-?(\d{1,6})/g)) numbers.push(Number(number)); };
  more.forEach(read);
  doc.descendants((node) => {
    for (const value of [node.attrs.note, node.attrs.html, node.attrs.id]) if (typeof value === "string") read(value);
  });
  return `fn-${Math.max(...numbers) + 1}`;
}

// What has to change so that every reference has one note, in order; null if nothing has.
// `memory` holds the notes that went with their references, for when these are pasted elsewhere.
export function tidied(before, after, memory) {
  const { nodes } = after.schema;
  const known = new Set(referencesOf(before.doc).map(({ node }) => node.attrs.note));
  const entries = entriesOf(after.doc);
  for (const [key, { node }] of entriesOf(before.doc)) memory.set(key, node);
  const tr = after.tr;
  const wanted = [];
  const taken = new Set();
  for (const { node, position } of referencesOf(after.doc)) {
    let key = node.attrs.note;
    let note = entries.get(key)?.node ?? (known.has(key) ? null : memory.get(key) ?? null);
    if (taken.has(key)) {
      const copied = note;
      key = freshKey(after.doc, [...taken]);
      note = nodes.footnote.create({ note: key }, copied?.content ?? nodes.paragraph.create());
      tr.setNodeMarkup(tr.mapping.map(position), null, { note: key, html: "" });
    } else if (!note) {
      const at = tr.mapping.map(position);
      tr.delete(at, at + 1);
      continue;
    }
    taken.add(key);
    wanted.push(note);
  }
  const list = listOf(after.doc);
  const present = [];
  list?.node.forEach((node) => present.push(node));
  const isSame = present.length === wanted.length && present.every((node, index) => node === wanted[index]);
  if (!isSame) replaceList(tr, list, wanted, nodes);
  return tr.docChanged ? tr : null;
}

function replaceList(tr, list, wanted, nodes) {
  if (list && wanted.length) {
    const from = tr.mapping.map(list.position);
    tr.replaceWith(from, from + list.node.nodeSize, nodes.footnotes.create(list.node.attrs, wanted));
  } else if (list) {
    const from = tr.mapping.map(list.position);
    tr.delete(from, from + list.node.nodeSize);
  } else if (wanted.length) {
    tr.insert(tr.doc.content.size, nodes.footnotes.create(null, wanted));
  }
}
