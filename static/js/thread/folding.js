// Branches fold by themselves (a details element and a line of CSS). This remembers which, in this browser, and
// opens what an address points into.

const KEY = `folded:${location.pathname}`;
const folds = document.querySelectorAll("details.fold");

function folded() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set(); // readers may forbid it
  }
}

function remember({ target }) {
  const numbers = folded();
  if (target.open) numbers.delete(target.dataset.fold);
  else numbers.add(target.dataset.fold);
  try {
    if (numbers.size) localStorage.setItem(KEY, JSON.stringify([...numbers]));
    else localStorage.removeItem(KEY);
  } catch {
    // full or forbidden: it stays as it is until the page is left
  }
}

function openTo(hash) {
  const reply = /^#reply-\d+$/.test(hash) && document.getElementById(hash.slice(1));
  if (!reply) return;
  for (let list = reply.closest("ol.thread"); list; list = list.parentElement.closest("ol.thread")) {
    const fold = list.previousElementSibling;
    if (fold?.matches("details.fold")) fold.open = true;
  }
  reply.scrollIntoView();
}

const numbers = folded();
for (const fold of folds) {
  if (numbers.has(fold.dataset.fold)) fold.open = false;
  fold.addEventListener("toggle", remember);
}
openTo(location.hash);
addEventListener("hashchange", () => openTo(location.hash));
