// The lists under the lines of the menu: Escape and a press elsewhere close the one that is open.
const opened = () => document.querySelector(".sections details[open]");

document.addEventListener("keydown", (event) => {
  const details = opened();
  if (event.key !== "Escape" || !details) return;
  const isInside = details.contains(document.activeElement);
  details.open = false;
  if (isInside) details.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  const details = opened();
  if (details && !details.contains(event.target)) details.open = false;
});
