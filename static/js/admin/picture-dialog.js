// Choosing a picture of the media library. The server draws the dialog; here it is searched, filled by uploads,
// and walked with the arrow keys. Resolves with the picture as the server describes it, or with null.
import { uploadRow } from "broadside/upload-row";

const FORWARD = { ArrowRight: 1, ArrowLeft: -1 };

async function read(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(answer.redirected ? "loggedOut" : "unreachable");
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const reason = ({ message }, { words }) => words[message] ?? words.unreachable;

function openDialog(title) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "picture-dialog", ariaLabel: title });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const cards = (dialog) => [...dialog.querySelectorAll(".choose button")];

// Left and right follow the reading direction; up and down keep to the column as it is seen.
function neighbour(all, current, key) {
  const index = all.indexOf(current);
  const turn = getComputedStyle(current).direction === "rtl" ? -1 : 1;
  if (FORWARD[key]) return all[index + FORWARD[key] * turn];
  const { left, top } = current.getBoundingClientRect();
  const column = all.filter((each) => Math.abs(each.getBoundingClientRect().left - left) < 2);
  const beyond = column.filter((each) => (key === "ArrowDown" ? each.getBoundingClientRect().top > top : each.getBoundingClientRect().top < top));
  return key === "ArrowDown" ? beyond[0] : beyond.at(-1);
}

function walk(dialog, event) {
  if (!event.key.startsWith("Arrow")) return;
  const card = event.target.closest(".choose button");
  const isSearch = event.target.type === "search" && event.key === "ArrowDown";
  if (!card && !isSearch) return;
  const next = card ? neighbour(cards(dialog), card, event.key) : cards(dialog)[0];
  if (!next && event.key === "ArrowUp") dialog.querySelector("[type=search]").focus();
  next?.focus();
  event.preventDefault();
}

function fill(dialog, found, { more = false } = {}) {
  const list = dialog.querySelector(".choose");
  const focused = more ? cards(dialog).length : 0;
  if (!more) list.replaceChildren();
  list.append(...found.querySelector(".choose").children);
  dialog.querySelector(".choose-more").replaceChildren(...found.querySelector(".choose-more").childNodes);
  dialog.querySelector(".choose-count").textContent = found.querySelector(".choose-count").textContent;
  if (more) cards(dialog)[focused]?.focus();
}

function takeFiles(dialog, files, { upload, choose, words }) {
  const list = dialog.querySelector(".choose-uploads");
  for (const file of files) {
    const row = uploadRow(file, {
      address: upload,
      words,
      onGone: () => row.dom.remove(),
      onKept: async () => {
        row.dom.remove();
        fill(dialog, await read(choose));
        cards(dialog)[0]?.focus();
      },
    });
    list.append(row.dom);
    row.start();
  }
}

function listen(dialog, options) {
  const search = dialog.querySelector("[type=search]");
  const browse = dialog.querySelector("[type=file]");
  const fail = (error) => { dialog.querySelector(".choose-count").textContent = reason(error, options); };
  let typed;
  const find = () => read(`${options.choose}?q=${encodeURIComponent(search.value.trim())}`).then((found) => fill(dialog, found), fail);

  search.addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(find, 250); });
  dialog.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); find(); });
  browse?.addEventListener("change", () => takeFiles(dialog, browse.files, options));
  dialog.addEventListener("keydown", (event) => walk(dialog, event));
  dialog.addEventListener("dragover", (event) => event.preventDefault());
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    if (browse) takeFiles(dialog, event.dataTransfer.files, options);
  });
  dialog.querySelector(".choose-more").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    read(link.href).then((found) => fill(dialog, found, { more: true }), fail);
  });
}

// `options`: addresses `choose` and `upload`, and `words` as in blog/admin/editor/figures.py.
export function choosePicture(options) {
  return new Promise((resolve) => {
    const dialog = openDialog(options.words.choose);
    let picked = null;
    dialog.addEventListener("close", () => { dialog.remove(); resolve(picked); });
    dialog.addEventListener("click", ({ target }) => {
      const card = target.closest("[data-picture]");
      if (card) picked = JSON.parse(card.dataset.picture);
      if (card || target.closest(".choose-close")) dialog.close();
    });
    read(options.choose).then((page) => {
      dialog.replaceChildren(...page.querySelector(".choose-room").childNodes);
      listen(dialog, options);
      dialog.querySelector("[type=search]").focus();
    }, (error) => {
      dialog.textContent = reason(error, options);
      dialog.append(Object.assign(document.createElement("button"), { type: "button", className: "choose-close", textContent: options.words.cancel }));
    });
  });
}
