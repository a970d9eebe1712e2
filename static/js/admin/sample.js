// The frame that shows a page as it would be: fresh after each change, on light or dark paper, wide or narrow.
const sample = document.querySelector("[data-sample]");
const frame = sample?.querySelector("iframe");
let button = sample?.querySelector("[data-show]");
let waiting = 0;
let was = 0;

// Asks for the page that was looked at last, a moment after the last change.
function askForSample() {
  if (!button) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => button.form.requestSubmit(button), 400);
}

sample?.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-show]");
  if (!pressed) return;
  button = pressed;
  clearTimeout(waiting);
});
sample?.closest("form").addEventListener("input", (event) => {
  if (!event.target.matches("[data-narrow], [type=search]")) askForSample();
});
sample?.addEventListener("change", (event) => {
  if (event.target.matches("[data-narrow]")) frame.classList.toggle("narrow", event.target.checked);
});

// The reader's place in the page stays where it was.
frame?.addEventListener("load", () => {
  const shown = frame.contentWindow;
  shown.scrollTo(0, was);
  shown.addEventListener("scroll", () => { was = shown.scrollY; });
});

askForSample();
