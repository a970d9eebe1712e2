// Moderates with single keys, real focus and fetch. Without this module the same forms work by themselves.
const queue = document.querySelector("[data-queue]");
const said = document.querySelector("[data-said]");
const tab = document.querySelector(".tabs [aria-current] .number");
const nothing = document.querySelector("[data-nothing]");
const keys = document.querySelector("[data-keys]");
const keysOn = keys?.querySelector("[data-keys-on]");
const undoForm = document.querySelector("#undo");
const FEW = 8;
const made = []; // what can be undone: the decision's number, and the row that came after
const gone = new Set(); // a page that was asked for before a decision still holds its row
let [isBusy, isFetching] = [false, false];

const rows = () => [...queue.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest("[data-row]");

const prepare = (row) => { row.tabIndex = -1; row.setAttribute("aria-keyshortcuts", "j k n p a s r u x m"); };

function focus(row) {
  for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
  if (!row) nothing.hidden = false;
  (row ?? nothing).focus();
  row?.scrollIntoView({ block: "nearest" });
}

function step(distance) {
  const all = rows();
  const place = all.indexOf(current());
  focus(place < 0 ? queue.querySelector("[data-row][tabindex='0']") : all[Math.max(0, Math.min(all.length - 1, place + distance))]);
}

async function post(form, button) {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok || answer.status === 409) return { ok: answer.ok, ...(await answer.json()) };
  return { ok: false, said: answer.status === 403 || answer.redirected ? queue.dataset.shut : queue.dataset.failed };
}

// One thing at a time: a key that is pressed while the last decision travels would hit a row not yet read.
async function send(form, button) {
  if (isBusy) return null;
  isBusy = true;
  queue.setAttribute("aria-busy", "true");
  try {
    return await post(form, button);
  } catch {
    return { ok: false, said: queue.dataset.failed };
  } finally {
    isBusy = false;
    queue.removeAttribute("aria-busy");
  }
}

async function decide(row, form, button) {
  const answer = await send(form, button);
  if (!answer) return;
  if (!answer.ok) return complain(row, answer.said);
  const after = row.nextElementSibling;
  made.push({ number: answer.undo, after });
  const next = after ?? row.previousElementSibling;
  gone.add(row.id);
  row.remove();
  announce(answer);
  focus(next);
  if (rows().length < FEW && !isFetching) await fetchMore();
}

function announce(answer) {
  said.textContent = answer.said;
  if (tab && "left" in answer) tab.textContent = answer.left;
}

const complain = (row, textContent) => Object.assign(row.querySelector("[data-conflict]"), { hidden: false, textContent });

async function undo() {
  const last = isBusy ? null : made.at(-1);
  if (!last) return;
  const button = Object.assign(document.createElement("button"), { name: "decision", value: last.number, hidden: true });
  undoForm.append(button);
  const answer = await send(undoForm, button);
  button.remove();
  made.pop();
  announce(answer);
  if (!answer.ok) return;
  const row = document.createRange().createContextualFragment(answer.row).firstElementChild;
  prepare(row);
  gone.delete(row.id);
  queue.insertBefore(row, last.after?.isConnected ? last.after : null);
  nothing.hidden = true;
  focus(row);
}

// What was decided has left the view, so its first page now holds those that come next.
async function fetchMore() {
  isFetching = true;
  const answer = await fetch(location.href).catch(() => null);
  const html = answer?.ok ? await answer.text() : "";
  isFetching = false;
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const row of page.querySelectorAll("[data-row]")) {
    if (gone.has(row.id) || document.getElementById(row.id)) continue;
    prepare(row);
    queue.append(row);
  }
  if (document.activeElement === nothing && rows().length) focus(rows()[0]);
  nothing.hidden = rows().length > 0;
}

function askReason(row) {
  const details = row.querySelector("[data-remove]");
  if (!details) return;
  details.open = true;
  details.querySelector("select").focus();
}

const isTyping = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !keysOn?.checked) return;
  if (isTyping(event.target)) return;
  const row = current();
  const button = row?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!row && "asr".includes(event.key)) step(1); // first the reply is shown, then it is decided
  else if (button) decide(row, button.form, button);
  else if (event.key === "j" || event.key === "n") step(1);
  else if (event.key === "k" || event.key === "p") step(-1);
  else if (event.key === "r" && row) askReason(row);
  else if (event.key === "u") undo();
  else if (event.key === "?") keys.open = !keys.open;
  else return;
  event.preventDefault();
}

if (queue && keys) {
  rows().forEach(prepare);
  if (rows()[0]) rows()[0].tabIndex = 0;
  keys.hidden = false;
  keysOn.checked = localStorage.getItem("queue-keys") !== "off";
  keysOn.addEventListener("change", () => localStorage.setItem("queue-keys", keysOn.checked ? "on" : "off"));
  document.addEventListener("keydown", press);
  queue.addEventListener("focusin", ({ target }) => {
    for (const each of rows()) each.tabIndex = each.contains(target) ? 0 : -1;
  });
  queue.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-decide]")) return;
    event.preventDefault();
    decide(event.target.closest("[data-row]"), event.target, event.submitter);
  });
  document.querySelector("[data-row]:target")?.focus();
}
