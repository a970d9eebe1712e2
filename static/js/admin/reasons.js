// In the list of reasons a digit chooses and removes, Enter removes for what is chosen; Escape goes back
// from there and from the note, whose words stay.
// static/js/admin/queue.js opens it and sends what it submits; its switch for single keys counts here, too.
const keysOn = document.querySelector("[data-keys-on]");

function choose(event) {
  const select = event.target;
  if (!select.matches("[data-remove] :is(select, textarea)") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    select.closest("details").open = false;
    select.closest("[data-row]").focus();
  } else if (select.matches("textarea")) {
    return;
  } else if (/^[0-9]$/.test(event.key) && keysOn.checked) {
    event.preventDefault();
    select.selectedIndex = Number(event.key) || 10;
    send(select);
  } else if (event.key === "Enter" && select.value) {
    event.preventDefault();
    send(select);
  }
}

const send = (select) => select.form.requestSubmit(select.form.querySelector("button[name=decision]"));

if (keysOn) document.addEventListener("keydown", choose);
