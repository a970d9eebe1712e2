// Lines of the form that have a place (authors, media links, pictures) are put in order with buttons or by
// dragging; the field of the place follows and is not shown.
const groups = [...document.querySelectorAll(".js-inline-admin-formset")].filter((group) => group.querySelector("[name$='-position']"));
const LABELS = document.querySelector(".columns")?.dataset ?? {};
const status = Object.assign(document.createElement("p"), { className: "visually-hidden", role: "status" });

const placeOf = (row) => row.querySelector(":scope [name$='-position']");
const rows = (group) => [...group.querySelectorAll(".dynamic-" + group.dataset.inlineType + "-x, .has_original, .dynamic-form, [class*='dynamic-']")]
  .filter((row) => placeOf(row) && !row.classList.contains("empty-form") && !row.parentElement.closest("[class*='dynamic-']"));

function number(group) {
  const all = rows(group);
  all.forEach((row, index) => {
    const field = placeOf(row);
    if (field.value !== String(index)) {
      field.value = index;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    row.querySelector("[data-move=up]").disabled = index === 0;
    row.querySelector("[data-move=down]").disabled = index === all.length - 1;
  });
}

function move(group, row, step) {
  const all = rows(group);
  const other = all[all.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  number(group);
  status.textContent = `${rows(group).indexOf(row) + 1} / ${all.length}`;
}

function equip(group, row) {
  const field = placeOf(row);
  if (!field || row.querySelector(".order-buttons")) return;
  const cell = field.closest("td, .fieldBox, .form-row > div") ?? field.parentElement;
  const buttons = Object.assign(document.createElement("span"), { className: "order-buttons" });
  for (const [way, step, sign] of [["up", -1, "↑"], ["down", 1, "↓"]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign, ariaLabel: LABELS[way] });
    button.dataset.move = way;
    button.addEventListener("click", () => {
      move(group, row, step);
      (button.disabled ? button.parentElement.querySelector("button:not(:disabled)") : button)?.focus();
    });
    buttons.append(button);
  }
  field.hidden = true;
  for (const label of cell.querySelectorAll("label")) label.hidden = true;
  cell.append(buttons);
  const grip = Object.assign(document.createElement("span"), { className: "order-grip", textContent: "⠿", draggable: true, ariaHidden: true });
  grip.addEventListener("dragstart", (event) => {
    row.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  grip.addEventListener("dragend", () => { row.classList.remove("is-dragged"); number(group); });
  buttons.prepend(grip);
}

function over(group, event) {
  const dragged = group.querySelector(".is-dragged");
  const row = rows(group).find((each) => each.contains(event.target));
  if (!dragged || !row) return;
  event.preventDefault();
  const { top, height } = row.getBoundingClientRect();
  if (row !== dragged) row[event.clientY < top + height / 2 ? "before" : "after"](dragged);
}

for (const group of groups) {
  const refresh = () => { rows(group).forEach((row) => equip(group, row)); number(group); };
  group.addEventListener("dragover", (event) => over(group, event));
  group.addEventListener("formset:added", () => setTimeout(refresh));
  group.addEventListener("formset:removed", () => setTimeout(refresh));
  // After Django's own script has made the lines what they are.
  window.django?.jQuery(() => setTimeout(refresh));
}
document.body.append(status);
