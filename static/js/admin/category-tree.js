// The tree of categories: found by a part of a name, added without leaving the form; the main category is one of
// those that are chosen.
const place = document.querySelector("[data-categories]");
const tree = place?.querySelector("ul");
const main = document.querySelector("#id_primary_category");
const lines = () => [...tree.querySelectorAll("li[data-depth]")];
const depth = (line) => Number(line.dataset.depth);
const MANY = 10;

function narrow(words) {
  const wanted = words.trim().toLocaleLowerCase();
  const all = lines();
  for (const line of all) line.hidden = Boolean(wanted) && !line.textContent.toLocaleLowerCase().includes(wanted);
  // What stands above a found one says where it is.
  for (let index = all.length - 1, level = 0; wanted && index >= 0; index -= 1) {
    if (all[index].hidden && depth(all[index]) >= level) continue;
    level = all[index].hidden || depth(all[index]) < level ? depth(all[index]) : Math.max(depth(all[index]), 0);
    all[index].hidden = false;
  }
}

function offerSearch() {
  if (lines().length <= MANY || place.querySelector("[type=search]")) return;
  const words = tree.dataset.filterWords;
  const search = Object.assign(document.createElement("input"), { type: "search", placeholder: words, ariaLabel: words, className: "tree-search" });
  search.addEventListener("input", (event) => { event.stopPropagation(); narrow(search.value); });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  tree.before(search);
}

function offerMain() {
  if (!main) return;
  const chosen = new Set(lines().map((line) => line.querySelector("input")).filter((box) => box.checked).map((box) => box.value));
  for (const option of main.options) option.hidden = option.disabled = Boolean(option.value) && !chosen.has(option.value);
  if (main.selectedOptions[0]?.disabled) main.value = "";
  main.closest(".form-row").hidden = chosen.size < 2;
}

function insert({ id, name, parent }) {
  const above = parent && tree.querySelector(`input[value="${parent}"]`)?.closest("li");
  const level = above ? depth(above) + 1 : 0;
  const number = `${tree.id}_new_${id}`;
  const line = document.createElement("li");
  line.className = `depth-${Math.min(level, 9)}`;
  line.dataset.depth = level;
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "categories", value: id, checked: true, id: number });
  const label = Object.assign(document.createElement("label"), { htmlFor: number });
  label.append(box, ` ${name}`);
  line.append(label);
  const all = lines();
  const after = above ? all.slice(all.indexOf(above) + 1).find((each) => depth(each) <= depth(above)) : null;
  if (after) after.before(line);
  else tree.append(line);
  tree.querySelector("li.quiet")?.remove();
  main?.append(new Option(name, id));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  line.scrollIntoView({ block: "nearest" });
  return box;
}

function offerAdding() {
  const link = place.querySelector("[data-quick-add]");
  const form = place.querySelector(".quick-add-form");
  if (!link) return;
  const [name, parent, error] = ["name", "parent", "error"].map((part) => form.querySelector(`[data-new-${part}]`));
  const open = (isOpen) => {
    form.hidden = !isOpen;
    link.parentElement.hidden = isOpen;
    (isOpen ? name : link).focus();
  };
  const add = async () => {
    const typed = new FormData();
    typed.set("name", name.value);
    typed.set("parent", parent.value);
    const headers = { "X-CSRFToken": place.closest("form").querySelector("[name=csrfmiddlewaretoken]").value };
    const answer = await fetch(place.dataset.add, { method: "POST", body: typed, headers });
    const said = await answer.json();
    error.hidden = answer.ok;
    error.textContent = said.error ?? "";
    if (!answer.ok) return name.focus();
    name.value = "";
    open(false);
    return insert(said).focus();
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const offered = lines().map((line) => new Option(`${"\u2003".repeat(depth(line))}${line.textContent.trim()}`, line.querySelector("input").value));
    parent.replaceChildren(parent.options[0], ...offered);
    open(true);
  });
  form.querySelector("[data-new-add]").addEventListener("click", () => add().catch(() => window.open(link.href)));
  form.querySelector("[data-new-cancel]").addEventListener("click", () => open(false));
  form.addEventListener("input", (event) => event.stopPropagation());
  form.addEventListener("change", (event) => event.stopPropagation());
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") open(false);
    if (event.key !== "Enter" || event.target.type === "button") return;
    event.preventDefault();
    if (event.target === name) add().catch(() => window.open(link.href));
  });
}

if (tree) {
  tree.addEventListener("change", offerMain);
  offerSearch();
  offerMain();
  offerAdding();
}
