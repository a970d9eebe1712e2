// The checklist beside the form: looks at what is in the form now, leads to each spot, and asks before a text
// goes out with remarks. It never stands in the way: where it cannot ask, the form is simply sent.
import { lead } from "./spots.js";

const PAUSE = 1500;
const AGAIN = 20_000;
const list = document.querySelector("[data-check]");
const form = list?.closest("form");
let waiting = 0;
let asking = null;

async function look() {
  asking?.abort();
  asking = new AbortController();
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  const answer = await fetch(list.dataset.check, { method: "POST", body: typed, signal: asking.signal });
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error(`${answer.status}`);
  const said = await answer.json();
  const told = new DOMParser().parseFromString(said.html, "text/html").body;
  if (told.textContent.trim() !== list.textContent.trim()) list.replaceChildren(...told.childNodes);
  return said;
}

function soon(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(() => look().then(({ unknown }) => unknown && soon(AGAIN), () => {}), pause);
}

const goesOut = (button) => {
  const [state, box] = [form.querySelector("#id_status")?.value, form.querySelector("[data-publish-box]")];
  if (button?.name === "_publish") return true;
  return button?.name === "_save" && !box?.hasAttribute("data-is-out") && ["published", "scheduled"].includes(state);
};

function ask(button) {
  const dialog = document.createElement("dialog");
  dialog.className = "before-publishing";
  const heading = Object.assign(document.createElement("h2"), { textContent: list.dataset.title, id: "before-title" });
  dialog.setAttribute("aria-labelledby", heading.id);
  const remarks = list.cloneNode(true);
  remarks.removeAttribute("data-check");
  remarks.querySelector("[role=status]")?.removeAttribute("role");
  const choice = (text, className, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className });
    made.addEventListener("click", () => { dialog.close(); act(); });
    return made;
  };
  const buttons = Object.assign(document.createElement("p"), { className: "before-buttons" });
  const first = list.querySelector("a[data-spot]");
  buttons.append(
    choice(list.dataset.look, "button default", () => lead(first)),
    choice(button.value === button.closest("[data-publish-box]")?.dataset.scheduled ? list.dataset.later : list.dataset.anyway, "quiet-button", () => send(button)),
  );
  dialog.append(heading, remarks, buttons);
  dialog.addEventListener("click", (event) => { if (event.target.closest("a[data-spot]")) dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.addEventListener("click", follow);
  dialog.showModal();
}

function send(button) {
  button.dataset.asked = "yes";
  form.requestSubmit(button);
}

async function beforeSending(event) {
  const button = event.submitter;
  if (!goesOut(button) || button.dataset.asked || !form.checkValidity()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const late = new Promise((resolve) => { setTimeout(resolve, 4000, { number: 0 }); });
  const said = await Promise.race([look().catch(() => ({ number: 0 })), late]);
  if (said.number) ask(button);
  else send(button);
}

function follow(event) {
  const link = event.target.closest("a[data-spot]");
  if (!link) return;
  event.preventDefault();
  setTimeout(lead, 0, link);
}

if (form) {
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => soon(PAUSE));
  list.addEventListener("click", follow);
  window.addEventListener("submit", beforeSending, { capture: true });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) for (const button of form.querySelectorAll("[data-asked]")) delete button.dataset.asked;
  });
  soon(600);
}
