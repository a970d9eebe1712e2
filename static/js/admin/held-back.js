// Saving waits for files that are on their way, once: pressed again, the text is saved without them. And a file
// that misses the text by an inch does not take the place of the whole page.
export function holdBack(form, words, rows) {
  const notice = Object.assign(document.createElement("p"), { className: "held-back", hidden: true });
  notice.setAttribute("role", "status");
  document.body.append(notice);
  let pressed = null;

  const unfinished = () => rows().filter(({ state }) => ["waiting", "sending", "failed"].includes(state));
  const going = () => unfinished().some(({ state }) => state !== "failed");

  function say(sentence) {
    notice.textContent = sentence;
    notice.hidden = !sentence;
  }

  form?.addEventListener("submit", (event) => {
    if (pressed || !unfinished().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { submitter: event.submitter };
    say(going() ? words.heldBack : words.leftOut);
  }, { capture: true });

  window.addEventListener("beforeunload", (event) => {
    if (unfinished().length && !pressed) event.preventDefault();
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.defaultPrevented && event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
  }

  return {
    show() {
      if (!pressed || going()) return;
      if (unfinished().length) return say(words.leftOut);
      say("");
      form.requestSubmit(pressed.submitter);
    },
  };
}
