// Replying without leaving the page: the form opens under the reply that it answers, is sent in place, and what
// was typed survives a closed tab. Without this script each link leads to the form's own page.

const form = document.getElementById("reply-form");
const TYPED = ["comment", "name", "email", "url"];
const DRAFT = form && `reply:${new URL(form.action).pathname}`;
let home = null; // where the form stands when it answers nobody, while it is elsewhere
let opener = null; // the link that opened it

function field(name) {
  return form.elements.namedItem(name);
}

// Opening and closing

function openUnder(link) {
  if (!home) {
    home = document.createComment("reply form");
    form.before(home);
  }
  opener = link;
  field("parent").value = link.dataset.replyTo;
  link.closest("footer").after(form);
  dress();
}

function close() {
  if (!home) return;
  field("parent").value = "";
  home.replaceWith(form);
  home = null;
  dress();
  keep();
  opener?.focus();
}

// The heading says whom it answers, and only an opened form can be cancelled.
function dress() {
  const { heading, answering, cancel } = form.dataset;
  const title = form.querySelector(".title");
  if (opener && home) title.textContent = answering.replace("%name%", opener.dataset.name);
  else if (opener) title.textContent = heading;
  form.querySelector(".cancel")?.remove();
  if (!home) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "cancel", textContent: cancel });
  button.addEventListener("click", close);
  form.querySelector(".button").after(button);
}

// Keeping what was typed, in this tab alone

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null; // readers may forbid it
  }
}

function keep() {
  const draft = { parent: field("parent").value };
  for (const name of TYPED) if (field(name)) draft[name] = field(name).value;
  try {
    storage()?.setItem(DRAFT, JSON.stringify(draft));
  } catch {
    // full: the text is still in the form
  }
}

function restore() {
  const draft = JSON.parse(storage()?.getItem(DRAFT) ?? "null");
  if (!draft || form.querySelector(".problems")) return;
  for (const name of TYPED) if (field(name) && draft[name] && !field(name).value) field(name).value = draft[name];
  const link = draft.parent && document.querySelector(`[data-reply-to="${CSS.escape(draft.parent)}"]`);
  if (link && draft.comment) openUnder(link);
}

// Sending

async function send(event) {
  event.preventDefault();
  const button = form.querySelector(".button");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Requested-With": "fetch" },
    });
    if (answer.status === 201) {
      storage()?.removeItem(DRAFT);
      location.assign(answer.headers.get("Location"));
      return;
    }
    showAnswer(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    complain(form.dataset.offline);
  }
  button.disabled = false;
}

// The page that came back holds the same form with what is wrong, or says why nobody can reply.
function showAnswer(page) {
  const fresh = page.getElementById("reply-form");
  if (!fresh) return complain(page.querySelector(".notice p")?.textContent ?? form.dataset.offline);
  form.replaceChildren(...fresh.childNodes);
  if (home && !field("parent").value) close();
  dress();
  form.querySelector(".problems")?.focus();
}

function complain(sentence) {
  form.querySelector(".problems")?.remove();
  const box = document.createElement("div");
  Object.assign(box, { className: "problems", role: "alert", tabIndex: -1, textContent: sentence });
  form.querySelector(".title").after(box);
  box.focus();
}

function follow(event) {
  const link = event.target.closest("[data-reply-to]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openUnder(link);
  field("comment").focus();
}

if (form) {
  document.addEventListener("click", follow);
  form.addEventListener("submit", send);
  form.addEventListener("input", keep);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });
  restore();
}
