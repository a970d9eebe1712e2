// A figure as its writer sees it: the picture, the caption below it, and small fields for its other words.
import { crel } from "django-prose-editor/editor";
import { send } from "broadside/send-file";

const PLACES = ["", "alignleft", "aligncenter", "alignright", "alignwide"];
// `alignleft` means the side where lines begin, as on readers' pages: what that is called depends on the text.
const MIRRORED = { alignleft: "alignright", alignright: "alignleft" };
const isPlace = (name) => name.startsWith("align");
const placeOf = (node) => [node, node.firstChild].flatMap((each) => each.attrs.class?.split(/\s+/) ?? []).find(isPlace) ?? "";
const without = (names) => (names ?? "").split(/\s+/).filter((name) => name && !isPlace(name));

// The credit is the marked text in the caption: from where to where, counted from the caption's start.
function creditIn(caption) {
  let from = null;
  let to = null;
  caption.forEach((child, offset) => {
    if (!child.marks.some((mark) => mark.type.name === "credit")) return;
    from ??= offset;
    to = offset + child.nodeSize;
  });
  return from === null ? null : { from, to, text: caption.textBetween(from, to) };
}

export function figureView({ node, editor, getPos }, { words, describe }) {
  let shown = node;
  const content = crel("div", { className: "figure-content", "data-hint": words.captionHint });
  const alt = crel("textarea", { rows: 1, placeholder: words.altHint, className: "figure-alt" });
  const credit = crel("input", { type: "text", dir: "auto" });
  alt.dir = "auto";
  const places = PLACES.map((name) => crel("button", { type: "button", "data-place": name }));
  const remove = crel("button", { type: "button", className: "figure-remove", textContent: words.remove });
  const group = crel("div", { className: "figure-places", role: "group", "aria-label": words.place }, [...places, remove]);
  const tools = crel("div", { className: "figure-tools", contentEditable: "false" }, [
    crel("label", { className: "figure-alt-label" }, [crel("span", { textContent: words.alt }), alt]),
    crel("label", { className: "figure-credit-label" }, [crel("span", { textContent: words.credit }), credit]),
    group,
  ]);
  const dom = crel("figure", {}, [content, tools]);

  const change = (make) => editor.view.dispatch(make(editor.state.tr, getPos()));

  alt.addEventListener("input", () => change((tr, at) => tr.setNodeAttribute(at + 1, "alt", alt.value.replaceAll("\n", " "))));
  // The library learns what a picture shows from the first article that says it.
  alt.addEventListener("change", () => {
    const { file, alt: said } = shown.firstChild.attrs;
    if (file && said) send(describe.replace("/0/", `/${file}/`), { alt: said }, { words }).catch(() => {});
  });
  alt.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    editor.commands.setTextSelection(getPos() + 3);
    editor.view.focus();
  });
  // One history for the text and these fields: a field of its own would undo what the text does not know of.
  tools.addEventListener("keydown", (event) => {
    const key = event.ctrlKey || event.metaKey ? event.key.toLowerCase() : "";
    if (!["y", "z"].includes(key) || event.altKey) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) editor.commands.redo();
    else editor.commands.undo();
  });
  credit.addEventListener("input", () => change((tr, at) => {
    const caption = shown.lastChild;
    const start = at + 1 + shown.firstChild.nodeSize + 1;
    const old = creditIn(caption) ?? { from: caption.content.size, to: caption.content.size };
    const before = caption.textBetween(0, old.from);
    const { schema } = editor.state;
    const marked = credit.value && schema.text(credit.value, [schema.marks.credit.create()]);
    const space = marked && before && !/\s$/.test(before) ? [schema.text(" ")] : [];
    const from = marked ? old.from : before.trimEnd().length === before.length ? old.from : old.from - 1;
    return tr.replaceWith(start + from, start + old.to, marked ? [...space, marked] : []);
  }));
  places.forEach((button, index) => button.addEventListener("click", () => change((tr, at) => {
    const names = [...without(shown.attrs.class), PLACES[index]].filter(Boolean).join(" ");
    const own = without(shown.firstChild.attrs.class).join(" ");
    return tr.setNodeAttribute(at, "class", names || null).setNodeAttribute(at + 1, "class", own || null);
  })));
  remove.addEventListener("click", () => {
    change((tr, at) => tr.delete(at, at + shown.nodeSize));
    editor.commands.focus();
  });
  content.addEventListener("click", ({ target }) => {
    if (target.tagName === "IMG") editor.chain().setNodeSelection(getPos()).focus().run();
  });

  function show(next) {
    shown = next;
    const place = placeOf(next);
    dom.dataset.place = place;
    dom.classList.toggle("lacks-alt", !next.firstChild.attrs.alt);
    dom.classList.toggle("lacks-caption", !next.lastChild.content.size);
    for (const name of ["lang", "dir"]) next.attrs[name] ? dom.setAttribute(name, next.attrs[name]) : dom.removeAttribute(name);
    const isMirrored = dom.isConnected && getComputedStyle(dom).direction === "rtl";
    places.forEach((button, index) => {
      button.textContent = words.places[(isMirrored && MIRRORED[PLACES[index]]) || PLACES[index]];
      button.setAttribute("aria-pressed", String(PLACES[index] === place));
    });
    const said = next.firstChild.attrs.alt ?? "";
    if (alt.value !== said) alt.value = said;
    const by = creditIn(next.lastChild)?.text ?? "";
    if (credit.value !== by) credit.value = by;
  }
  show(node);
  requestAnimationFrame(() => show(shown)); // now it stands in the text and knows its direction

  return {
    dom,
    contentDOM: content,
    update(next) {
      if (next.type !== shown.type) return false;
      show(next);
      return true;
    },
    selectNode: () => dom.classList.add("ProseMirror-selectednode"),
    deselectNode: () => dom.classList.remove("ProseMirror-selectednode"),
    stopEvent: ({ target }) => tools.contains(target),
    ignoreMutation: ({ target }) => target === dom || tools.contains(target),
    // Undone while one of its fields is written in: who goes on typing types into the text, not into nothing.
    destroy() {
      if (tools.contains(document.activeElement)) queueMicrotask(() => { if (!editor.isDestroyed) editor.view.focus(); });
    },
  };
}

// Where the picture at `position` is described, for whoever has just put it there.
export function askForAlt(editor, position) {
  editor.view.nodeDOM(position)?.querySelector?.(".figure-alt")?.focus();
}
