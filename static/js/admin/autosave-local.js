// A copy of what is typed in this browser, every two seconds, until the server has it. What is found here on
// opening a form is brought to the server first: it knows whether that was saved, or is newer than what it has.
import * as store from "./words-store.js";

const place = document.getElementById("keeping");
const form = place?.closest("form");

const EVERY = 2_000;
const LONGEST = 90 * 24 * 3600 * 1000; // milliseconds

let key = place?.dataset.key;
let typedAt = 0;
let copiedAt = 0;

const prefix = () => `broadside:words:${place.dataset.user}:${key}:`;
const name = () => prefix() + form.elements.form_token.value;

function copy() {
  if (typedAt <= copiedAt) return;
  copiedAt = performance.now();
  const count = form.elements.form_count;
  count.value = Number(count.value) + 1;
  const fields = [...new FormData(form)].filter(([field, value]) => typeof value === "string" && field !== "csrfmiddlewaretoken");
  if (store.keep(name(), { at: Date.now(), fields })) delete form.dataset.keptHere;
  else form.dataset.keptHere = "no"; // then leaving asks first
}

async function bring(entry, { at, fields }) {
  if (Date.now() - at > LONGEST) return store.forget(entry);
  const data = new FormData();
  for (const [field, value] of fields) data.append(field, value);
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const response = await fetch(place.dataset.address, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const said = await response.json();
  if (said.state !== "saved") return;
  store.forget(entry);
  if (said.revision) offer(at, said);
}

function offer(at, said) {
  const link = Object.assign(document.createElement("a"), { href: `${said.address}?words=${said.revision}`, textContent: place.dataset.localShow });
  const note = Object.assign(document.createElement("p"), { className: "words-note" });
  note.setAttribute("role", "status");
  note.append(place.dataset.local.replace("%s", new Date(at).toLocaleString(document.documentElement.lang)), " ", link);
  place.before(note);
}

if (form) {
  store.found(prefix()).then((kept) => kept.forEach(([entry, value]) => bring(entry, value).catch(() => {}))).catch(() => { form.dataset.keptHere = "no"; });
  for (const happening of ["input", "change"]) form.addEventListener(happening, () => { typedAt = performance.now(); });
  setInterval(copy, EVERY);
  window.addEventListener("pagehide", copy);
  form.addEventListener("submit", copy);
  document.addEventListener("broadside:saved", ({ detail }) => {
    if (!detail.at) return;
    if (typedAt <= detail.at) store.forget(name());
    const known = place.dataset.key.replace(/:new$/, `:${detail.post}`);
    if (known === key) return;
    store.forget(name());
    key = known;
    if (typedAt > detail.at) copiedAt = 0;
  });
}
