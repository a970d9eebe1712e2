// The search of a copy of the site that no server answers for: narrows the list on the page to what is asked for.
const list = document.getElementById("copy-index");
const field = document.querySelector('input[name="q"]');

const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function show(asked) {
  const wanted = folded(asked);
  let found = 0;
  for (const item of list.children) {
    if (item.classList.contains("nothing")) continue;
    const words = folded(item.dataset.words);
    item.hidden = !wanted.every((part) => words.some((word) => word.startsWith(part)));
    found += !item.hidden;
  }
  list.querySelector(".nothing").hidden = found > 0;
}

if (list && field) {
  const nothing = Object.assign(document.createElement("li"), { className: "nothing", textContent: list.dataset.nothing });
  nothing.setAttribute("role", "status");
  list.append(nothing);
  field.value ||= new URLSearchParams(location.search).get("q") ?? ""; // what was typed before this came stays
  field.addEventListener("input", () => show(field.value));
  show(field.value);
}
