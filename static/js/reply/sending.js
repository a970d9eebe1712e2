// The form is sent in place, by each of its buttons: posted, shown as a preview, given a quotation.

const form = document.getElementById("reply-form");
const TYPED = ["comment", "name", "email", "url"];
const typed = () => Object.fromEntries(TYPED.map((name) => [name, form.elements[name]?.value]));

async function send(event) {
  event.preventDefault();
  if (form.ariaBusy) return;
  form.ariaBusy = "true";
  const { name = "", value = "" } = event.submitter ?? {};
  const sent = typed();
  const body = new URLSearchParams(new FormData(form));
  if (name) body.append(name, value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (answer.status === 201) {
      form.dispatchEvent(new CustomEvent("reply:posted", { detail: answer.headers.get("Location") }));
      form.elements.comment.value = ""; // whoever comes back to this page finds it ready for another
      location.assign(answer.headers.get("Location"));
      return;
    }
    show(new DOMParser().parseFromString(await answer.text(), "text/html"), name, sent);
  } catch {
    complain(form.dataset.offline);
  }
  form.ariaBusy = null;
}

// The page that came back holds the same form, with what is wrong or what was asked for, or says why it has none.
function show(page, asked, sent) {
  const fresh = page.getElementById("reply-form");
  if (!fresh) return complain(page.querySelector(".notice p, .standfirst")?.textContent ?? form.dataset.offline);
  const preview = page.getElementById("reply-preview");
  for (const name of TYPED) if (fresh.elements[name]) fresh.elements[name].value = merged(name, fresh, sent);
  document.getElementById("reply-preview")?.remove();
  form.replaceChildren(...fresh.childNodes);
  if (preview) form.querySelector(".title").after(preview);
  form.dispatchEvent(new CustomEvent("reply:refreshed"));
  if (asked === "quote") atEnd(form.elements.comment);
  else (form.querySelector(".problems") ?? preview)?.focus();
}

// What was typed while the answer was on its way stays, followed by what the server has added.
function merged(name, fresh, sent) {
  const now = form.elements[name]?.value ?? "";
  const came = fresh.elements[name].value;
  if (now === sent[name]) return came;
  return came.startsWith(sent[name]) ? now + came.slice(sent[name].length) : now;
}

function atEnd(field) {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function complain(sentence) {
  form.querySelector(".problems")?.remove();
  const box = document.createElement("div");
  Object.assign(box, { className: "problems", role: "alert", tabIndex: -1, textContent: sentence });
  form.querySelector(".title").after(box);
  box.focus();
}

form?.addEventListener("submit", send);
window.addEventListener("pageshow", () => { if (form) form.ariaBusy = null; });
