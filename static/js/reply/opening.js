// The form opens under the reply that it answers. Without this script each link leads to the form's own page.
// Other scripts of the form ask for it by the event "reply:open" and hear of it by "reply:moved".

const form = document.getElementById("reply-form");
let home = null; // where the form stands when it answers nobody, while it is elsewhere
let opener = null; // the link that opened it

function openUnder(link) {
  if (!home) {
    home = document.createComment("reply form");
    form.before(home);
  }
  opener = link;
  form.elements.parent.value = link.dataset.replyTo;
  link.closest("footer").after(form);
  moved();
}

function close() {
  if (!home) return;
  form.elements.parent.value = "";
  home.replaceWith(form);
  home = null;
  moved();
  opener?.focus();
}

function moved() {
  dress();
  form.dispatchEvent(new CustomEvent("reply:moved"));
}

// The heading says whom it answers, and only a form that was opened can be closed.
function dress() {
  const { heading, answering, cancel, quoteReply } = form.dataset;
  const title = form.querySelector(".title");
  if (opener && home) title.textContent = answering.replace("%name%", opener.dataset.name);
  else if (opener) title.textContent = heading;
  if (opener) form.querySelector("button[name=quote]")?.remove();
  form.querySelector(".cancel")?.remove();
  if (!home) return;
  const quote = button("button plain", quoteReply);
  Object.assign(quote, { type: "submit", name: "quote", value: "1", formNoValidate: true });
  const closing = button("cancel", cancel);
  closing.addEventListener("click", close);
  form.querySelector(".actions").append(quote, closing);
}

function button(className, textContent) {
  return Object.assign(document.createElement("button"), { type: "button", className, textContent });
}

function follow(event) {
  const link = event.target.closest("[data-reply-to]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  openUnder(link);
  form.elements.comment.focus();
}

if (form) {
  document.addEventListener("click", follow);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) close();
  });
  form.addEventListener("reply:open", (event) => openUnder(event.detail));
  form.addEventListener("reply:refreshed", () => {
    if (home && !form.elements.parent.value) close();
    else dress();
  });
}
