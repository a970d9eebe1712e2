// Lists that are put in order: buttons answered without leaving the page, arrow keys, dragging.
// The server makes every arrangement; here it is only asked and shown.
const form = document.querySelector("#arrangement_form");
const announcement = document.querySelector("[data-announcement]");
const unsaved = document.querySelector("[data-unsaved]");
let isChanged = false;

const rows = () => [...form.querySelectorAll("[data-row]")];
const depth = (row) => Number(row.dataset.depth ?? 0);

function changed() {
  isChanged = true;
  unsaved.hidden = false;
}

function ready() {
  for (const grip of form.querySelectorAll("[data-grip]")) grip.hidden = false;
}

// The row that the button moved, found again by what it holds.
const mark = (row) => row && [...row.querySelectorAll("input[type=hidden]")].map((input) => input.value)[0];
const again = (held) => rows().find((row) => mark(row) === held);

function focusAgain(button, row) {
  const same = row
    ? row.querySelector(button.dataset.move ? `[data-move="${button.dataset.move}"]:not(:disabled)` : "[data-grip]")
      ?? row.querySelector("[data-move]:not(:disabled)")
    : [...form.querySelectorAll("[data-key]")].find((each) => each.dataset.key === button.dataset.key);
  (same ?? rows().at(-1)?.querySelector("[data-move]:not(:disabled)") ?? form.querySelector("#words"))?.focus();
}

async function ask(button, returnTo = button) {
  const data = new FormData(form);
  data.set("do", button.value);
  const held = mark(button.closest("[data-row]"));
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return form.requestSubmit(button);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.querySelector("[data-arrangement]").replaceWith(page.querySelector("[data-arrangement]"));
  ready();
  const row = held && again(held);
  focusAgain(returnTo, row);
  if (row) announcement.textContent = `${rows().indexOf(row) + 1} / ${rows().length}`;
  if (button.value !== "find") form.dispatchEvent(new Event("input"));
}

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.name === "do" && button.value !== "save") {
    event.preventDefault();
    ask(button);
  } else if (button?.value === "save") isChanged = false;
});
form.addEventListener("input", (event) => {
  if (event.target === form || event.target.closest("[data-row]")) changed();
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

// Arrow keys on the grip press the button that does the same.
form.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-grip]");
  if (!grip) return;
  const inwards = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const verb = { ArrowUp: "up", ArrowDown: "down" }[event.key]
    ?? (/^Arrow/.test(event.key) ? (event.key === inwards ? "in" : "out") : "");
  const button = verb && grip.closest("[data-row]").querySelector(`[data-move="${verb}"]:not(:disabled)`);
  if (!verb) return;
  event.preventDefault();
  if (button) ask(button, grip);
});

// Dragging: a row goes with what stands under it.
let dragged = [];
form.addEventListener("dragstart", (event) => {
  const row = event.target.closest("[data-grip]")?.closest("[data-row]");
  if (!row) return;
  const all = rows();
  const at = all.indexOf(row);
  const end = all.findIndex((each, place) => place > at && depth(each) <= depth(row));
  dragged = all.slice(at, end < 0 ? undefined : end);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
  event.dataTransfer.setDragImage(row, 0, 0);
  for (const each of dragged) each.classList.add("is-dragged");
});
form.addEventListener("dragover", (event) => {
  const over = event.target.closest?.("[data-row]");
  if (!dragged.length || !over) return;
  event.preventDefault();
  if (dragged.includes(over)) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(...dragged);
  else over.after(...dragged);
});
form.addEventListener("drop", (event) => event.preventDefault());
form.addEventListener("dragend", () => {
  if (!dragged.length) return;
  for (const each of dragged) each.classList.remove("is-dragged");
  const grip = dragged[0].querySelector("[data-grip]");
  dragged = [];
  ask({ value: "order", dataset: {}, closest: () => grip.closest("[data-row]") }, grip);
});

ready();
