// The first button says what it will do: its words follow the chosen state and time.
const box = document.querySelector("[data-publish-box]");
const state = document.querySelector("#id_status");
const save = box?.querySelector("input[name=_save]");
const day = document.querySelector("#id_publish_at_0");
const hour = document.querySelector("#id_publish_at_1");

const isToCome = () => Boolean(day?.value) && new Date(`${day.value}T${hour?.value || "00:00"}`) > new Date();

function relabel() {
  const publish = box.querySelector("input[name=_publish]");
  const goesOut = ["published", "scheduled"].includes(state.value);
  save.value = box.dataset[goesOut && isToCome() ? "scheduled" : state.value] ?? save.value;
  if (publish) {
    publish.hidden = goesOut;
    publish.value = isToCome() ? box.dataset.scheduled : box.dataset.published;
  }
}

if (box && state && save) {
  for (const field of [state, day, hour]) field?.addEventListener("change", relabel);
  relabel();
}
