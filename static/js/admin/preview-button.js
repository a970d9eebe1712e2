// “Preview” keeps what stands in the form, unsaved as it is, and shows it in another window; the form stays open.
const button = document.querySelector("button[data-preview]");

async function show() {
  const { form } = button;
  const seen = window.open("", `preview-${form.elements.form_token?.value ?? ""}`);
  const count = form.elements.form_count;
  if (count) count.value = Number(count.value) + 1; // so that nothing sent before comes after it
  const body = new FormData(form);
  const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  const said = answer?.ok && !answer.redirected ? await answer.json() : null;
  if (said && seen) seen.location.replace(said.preview);
  else seen?.close();
  if (!said) form.requestSubmit(button); // the server says itself what is wrong
}

button?.addEventListener("click", (event) => {
  if (!event.isTrusted) return;
  event.preventDefault();
  show();
});
