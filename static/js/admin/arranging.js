// Lists that are put in order: buttons answered without leaving the page, arrow keys, dragging.
// The server makes every arrangement; here it is only asked and shown.
const form = document.querySelector("#arrangement_form");
const announcement = document.querySelector("[data-announcement]");
const unsaved = document.querySelector("[data-unsaved]");
let isChanged = false;
let asked = Promise.resolve(); // what was pressed before is answered first
let waiting = 0;
let isPlain = false; // the browser sends the form, where no answer for a script came

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

function plainly(button) {
  isPlain = true;
  isChanged = false;
  form.requestSubmit(button);
}

// The button as it stands now, if the arrangement was drawn again since it was pressed.
function current(button) {
  if (button.isConnected) return button;
  const row = again(mark(button.closest("[data-row]")));
  const known = row ? [...row.querySelectorAll("[data-move]")] : [...form.querySelectorAll("[data-key]")];
  return known.find(({ dataset }) => dataset.move === button.dataset.move && dataset.key === button.dataset.key);
}

function soon(pressed, returnTo) {
  waiting += 1;
  asked = asked.then(() => {
    const button = current(pressed);
    return button && !button.disabled ? ask(button, returnTo ?? button).catch(() => plainly(button)) : null;
  }).finally(() => { waiting -= 1; });
}

async function ask(button, returnTo) {
  const data = new FormData(form);
  data.set("do", button.value);
  const held = mark(button.closest("[data-row]"));
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || answer.redirected) return plainly(button);
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
  if (isPlain || button?.name !== "do") return;
  if (button.value !== "save") {
    event.preventDefault();
    soon(button);
  } else if (waiting) {
    event.preventDefault();
    asked.then(() => form.requestSubmit(button));
  } else isChanged = false;
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
  if (button) soon(button, grip);
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
  const order = { value: "order", dataset: {}, isConnected: true, closest: () => grip.closest("[data-row]") };
  soon(order, grip);
});

ready();
