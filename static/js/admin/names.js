// Gives a name to what other scripts draw without one: the editor's text, and choices that are searched.
const label = (id) => document.querySelector(`label[for="${id}"]`)?.textContent.trim().replace(/:$/, "");

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const language = document.querySelector("#id_language")?.value;
  editor.view.setProps({
    attributes: { "aria-label": label(textarea.id) ?? "", dir: "auto", ...(language && { lang: language }) },
  });
});

function nameChoices() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const name = select.getAttribute("aria-label") ?? label(select.id);
    const drawn = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") ?? [];
    for (const part of drawn) part.setAttribute("aria-label", name ?? "");
  }
}

window.addEventListener("load", nameChoices);
document.addEventListener("formset:added", nameChoices);
