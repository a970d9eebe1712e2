// Ticking replies to decide about many: one box for all on the page, `x` for the reply that has the focus, and
// `m` from anywhere to the decision. The switch for single keys counts here, too.
const every = document.querySelector("[data-every]");
const many = document.querySelector("details.many");
const keysOn = document.querySelector("[data-keys-on]");

function askMany() {
  many.open = true;
  many.querySelector("[name=to]").focus();
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keysOn.checked) return;
  if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "x") event.target.closest("[data-row]")?.querySelector("input[name=chosen]")?.click();
  else if (event.key === "m") askMany();
  else return;
  event.preventDefault();
}

if (every) {
  every.hidden = false;
  every.querySelector("input").addEventListener("change", ({ target }) => {
    for (const box of document.querySelectorAll("input[name=chosen]")) box.checked = target.checked;
  });
  document.addEventListener("keydown", press);
}
