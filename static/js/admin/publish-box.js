// The first button says what it will do: its words follow the chosen state and time.
const box = document.querySelector("[data-publish-box]");
const state = document.querySelector("#id_status");
const save = box?.querySelector("input[name=_save]");
const day = document.querySelector("#id_publish_at_0");
const hour = document.querySelector("#id_publish_at_1");

// A text that stays in its state is only saved.
const before = { state: state?.value, words: save?.value };

// The date stands there as the language writes it, and date and time are the publication's, not the browser's:
// Django's own scripts are told of both. A date that cannot be read is the server's to refuse.
const PARTS = { "%d": "(?<day>\\d{1,2})", "%m": "(?<month>\\d{1,2})", "%Y": "(?<year>\\d{4})" };

function midnight(text, format) {
  const pattern = format.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%[dmY]/g, (part) => PARTS[part]);
  const { year, month, day: number } = text.trim().match(new RegExp(`^${pattern}$`))?.groups ?? {};
  return year && month && number ? Date.UTC(year, month - 1, number) : null;
}

function isToCome() {
  const formats = day?.value ? window.get_format?.("DATE_INPUT_FORMATS") ?? [] : [];
  const start = formats.map((format) => midnight(day.value, format)).find((found) => found !== null);
  const [hours, minutes = 0, seconds = 0] = (hour?.value || "0").split(":").map(Number);
  const offset = Number(document.body.dataset.adminUtcOffset ?? 0);
  return start !== undefined && start + (hours * 3600 + minutes * 60 + seconds - offset) * 1000 > Date.now();
}

function relabel() {
  const publish = box.querySelector("input[name=_publish]");
  const goesOut = ["published", "scheduled"].includes(state.value);
  const isSame = state.value === before.state && !goesOut;
  const isLater = isToCome() || (state.value === "scheduled" && !day?.value);
  const step = goesOut ? (isLater ? "scheduled" : "published") : state.value;
  save.value = isSame ? before.words : box.dataset[step] ?? save.value;
  if (publish) {
    publish.hidden = goesOut;
    publish.value = isToCome() ? box.dataset.scheduled : box.dataset.published;
  }
}

if (box && state && save) {
  for (const field of [state, day, hour]) field?.addEventListener("change", relabel);
  relabel();
}
