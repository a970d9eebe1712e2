// Sends what is typed every 20 seconds and on leaving, and says in words under the buttons where it is kept.
const place = document.getElementById("keeping");
const form = place?.closest("form");
const line = form?.querySelector("[data-keeping]");

const EVERY = 20_000;
const AGAIN = 5_000;
const STILL_HERE = 30_000;
const MOST_ON_LEAVING = 60_000; // bytes; browsers send no more than 64 KB from a page that is gone

let address = place?.dataset.address;
let typedAt = 0; // when the last letter came
let sentAt = 0; // of which moment the server has, or is being sent, the words
let keptAt = 0; // of which moment it has said that it keeps them
let sending = null;
let waiting = 0;
let isOver = false; // it makes no sense to send again
let isLeaving = false; // the form itself is being sent

const words = () => {
  const count = form.elements.form_count;
  count.value = Number(count.value) + 1;
  return new FormData(form);
};

const size = (data) => [...data].reduce((sum, [name, value]) => sum + new Blob([name, value]).size + 150, 0);

function tell(text, { link = "", isTrouble = false } = {}) {
  line.replaceChildren(text);
  if (link) line.append(" ", Object.assign(document.createElement("a"), { href: link, target: "_blank", textContent: place.dataset.logIn }));
  line.classList.toggle("is-trouble", isTrouble);
}

function later(milliseconds) {
  clearTimeout(waiting);
  waiting = setTimeout(send, milliseconds);
}

async function post(data, options = {}) {
  const response = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" }, ...options });
  return response.json();
}

async function send() {
  waiting = 0;
  if (sending || isOver || isLeaving || typedAt <= keptAt) return;
  sending = new AbortController();
  sentAt = performance.now();
  const at = sentAt;
  tell(place.dataset.saving);
  try {
    const data = words();
    heard(await post(data, { signal: sending.signal, keepalive: size(data) < MOST_ON_LEAVING }), at);
  } catch (error) {
    if (error.name !== "AbortError") silent();
  } finally {
    sending = null;
  }
}

// What the server said of words of that moment.
function heard(said, at) {
  const reactions = { saved: () => saved(said, at), login: () => loggedOut(said), token: renew, refused: () => over(said.said) };
  if (reactions[said.state]) return reactions[said.state]();
  tell(said.said, { isTrouble: true });
  later(EVERY);
}

function saved(said, at) {
  keptAt = at;
  address = said.autosave;
  tell([said.said, said.warning].filter(Boolean).join(". "), { isTrouble: Boolean(said.warning) });
  if (place.dataset.key.endsWith(":new")) history.replaceState(history.state, "", said.address);
  document.dispatchEvent(new CustomEvent("broadside:saved", { detail: { ...said, at } }));
  if (typedAt > at) later(EVERY);
}

function silent() {
  const isKept = form.dataset.keptHere !== "no";
  tell(isKept ? place.dataset.silent : place.dataset.silentLost, { isTrouble: true });
  later(AGAIN);
}

function over(text) {
  isOver = true;
  tell(text, { isTrouble: true });
}

function loggedOut(said) {
  tell(said.said, { link: place.dataset.login, isTrouble: true });
  clearTimeout(waiting);
  waiting = setTimeout(renew, AGAIN);
}

// A login, here or in another window, brings a new token: the form goes on with it.
async function renew() {
  try {
    const response = await fetch(place.dataset.tokenAddress, { headers: { Accept: "application/json" } });
    const said = await response.json();
    if (said.state !== "token") return heard(said, 0);
    if (String(said.user) !== place.dataset.user) return over(place.dataset.otherPerson);
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = said.token;
    later(0);
  } catch {
    silent();
  }
}

function typed() {
  typedAt = performance.now();
  if (!sending && !line.classList.contains("is-trouble")) tell(place.dataset.unsaved);
  if (!waiting) waiting = setTimeout(send, EVERY);
}

// A page that goes away cannot wait for an answer.
function leave() {
  if (isLeaving || isOver || typedAt <= keptAt || typedAt <= sentAt) return;
  const data = words();
  sentAt = performance.now();
  const at = sentAt;
  const keepalive = size(data) < MOST_ON_LEAVING;
  if (keepalive || document.visibilityState === "hidden") {
    post(data, { keepalive }).then((said) => heard(said, at)).catch(() => { sentAt = keptAt; });
  }
}

function submitted(event) {
  words(); // the save bears a higher number than whatever is still under way
  if (event.submitter?.formTarget === "_blank") return; // a preview
  isLeaving = true;
  setTimeout(() => {
    if (event.defaultPrevented) isLeaving = false;
    else sending?.abort();
  });
  setTimeout(() => { isLeaving = false; }, STILL_HERE);
}

if (form && line) {
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : typedAt > keptAt && later(0)));
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    const isSafe = form.dataset.keptHere !== "no" || typedAt <= keptAt || size(new FormData(form)) < MOST_ON_LEAVING;
    if (!isSafe && !isLeaving) event.preventDefault();
  });
}
