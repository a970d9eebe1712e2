// What was typed survives a closed page: it is kept in this tab of this browser alone, until it is posted.

const form = document.getElementById("reply-form");
const TYPED = ["comment", "name", "email", "url"];
const DRAFT = form && `reply:${new URL(form.action).pathname}`;

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null; // readers may forbid it
  }
}

function keep() {
  const draft = { parent: form.elements.parent.value };
  for (const name of TYPED) if (form.elements[name]) draft[name] = form.elements[name].value;
  try {
    storage()?.setItem(DRAFT, JSON.stringify(draft));
  } catch {
    // full: the text is still in the form
  }
}

function restore() {
  const draft = JSON.parse(storage()?.getItem(DRAFT) ?? "null");
  if (!draft || form.querySelector(".problems") || document.getElementById("reply-preview")) return;
  for (const name of TYPED) if (form.elements[name]) form.elements[name].value ||= draft[name] ?? "";
  const text = form.elements.comment;
  // The page may bring words of its own: a quotation.
  if (draft.comment && !draft.comment.includes(text.value.trim())) text.value = `${draft.comment.trimEnd()}\n\n${text.value}`;
  else if (draft.comment) text.value = draft.comment;
  const link = draft.parent && document.querySelector(`[data-reply-to="${CSS.escape(draft.parent)}"]`);
  if (link && draft.comment) form.dispatchEvent(new CustomEvent("reply:open", { detail: link }));
}

if (form) {
  form.addEventListener("input", keep);
  form.addEventListener("reply:moved", keep);
  form.addEventListener("reply:refreshed", keep);
  form.addEventListener("reply:posted", () => storage()?.removeItem(DRAFT));
  restore();
}
