// One box ticks all replies of the page.
const every = document.querySelector("[data-every]");

if (every) {
  every.hidden = false;
  every.querySelector("input").addEventListener("change", ({ target }) => {
    for (const box of document.querySelectorAll("input[name=chosen]")) box.checked = target.checked;
  });
}
