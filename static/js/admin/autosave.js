// Asks before a page with unsaved words is left.
const form = document.querySelector("#post_form, #page_form");
let isChanged = Boolean(document.querySelector(".errornote"));

form?.addEventListener("input", () => { isChanged = true; });
form?.addEventListener("change", () => { isChanged = true; });
form?.addEventListener("submit", () => { isChanged = false; });
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
