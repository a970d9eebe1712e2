// Gives a name to what other scripts draw without one: the editor's text, and choices that are searched.
const label = (id) => document.querySelector(`label[for="${id}"]`)?.textContent.trim().replace(/:$/, "") ?? "";

// The text is read out, spell-checked and laid out in its own language; each paragraph finds its direction.
function nameText(text, textarea) {
  const choice = document.querySelector("#id_language");
  const rightToLeft = (textarea.dataset.rtl ?? "").split(" ");
  const speak = () => {
    const language = choice?.value || textarea.dataset.language || "";
    const dir = rightToLeft.includes(language.toLowerCase().split("-")[0]) ? "rtl" : "ltr";
    text.view.setProps({
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label(textarea.id), dir, ...(language && { lang: language }) },
    });
  };
  speak();
  choice?.addEventListener("change", speak);
}

function nameChoices() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const drawn = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") ?? [];
    for (const part of drawn) part.setAttribute("aria-label", select.getAttribute("aria-label") ?? label(select.id));
  }
}

// Django gives the search of a list a picture for a label, and the boxes that delete a line none at all.
function namePlain() {
  const search = document.querySelector("#searchbar");
  search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
  for (const box of document.querySelectorAll(".tabular td.delete input[type=checkbox]")) {
    const headings = box.closest("table").tHead.rows[0].cells;
    box.setAttribute("aria-label", headings[headings.length - 1].textContent.trim().replace(/\?$/, ""));
  }
  // The head of a column that holds the rows' names, and is no heading of anything.
  for (const empty of document.querySelectorAll("th.original:empty")) {
    const cell = document.createElement("td");
    cell.className = "original";
    empty.replaceWith(cell);
  }
}

namePlain();
// The editor may stand already when this module comes.
for (const drawn of document.querySelectorAll(".prose-editor .ProseMirror[contenteditable]")) {
  if (drawn.editor) nameText(drawn.editor, drawn.closest(".prose-editor").querySelector("textarea"));
}
document.addEventListener("prose-editor:ready", ({ detail }) => nameText(detail.editor, detail.textarea));
// jQuery's own queue: after the callback that draws the choices.
window.django?.jQuery(nameChoices);
document.addEventListener("formset:added", () => setTimeout(nameChoices));
