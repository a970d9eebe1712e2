// The boxes of the form stay folded or unfolded as their writer left them. One with a mistake stands open.
const KEY = "broadside-boxes";

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function remember({ target }) {
  const left = { ...remembered(), [target.dataset.box]: target.open };
  try {
    localStorage.setItem(KEY, JSON.stringify(left));
  } catch {
    // A browser that keeps nothing shows every box as it comes.
  }
}

const left = remembered();
for (const box of document.querySelectorAll("details[data-box]")) {
  const isOpen = left[box.dataset.box] ?? box.open;
  box.open = isOpen || Boolean(box.querySelector(".errors, .errorlist"));
  // The first event tells of what was just set.
  requestAnimationFrame(() => box.addEventListener("toggle", remember));
}
