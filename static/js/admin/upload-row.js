// A file on its way to the media library: its name, how much has arrived, a way to stop it. If it failed, the
// row says why and offers to try again; the file is kept until then.
import { send } from "broadside/send-file";

const AT_ONCE = 2;
const waiting = [];
let running = 0;

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    waiting.shift()().finally(() => { running -= 1; next(); });
  }
}

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// `onKept(picture)` is called with the server's answer, `onGone()` when the row was given up.
export function uploadRow(file, { address, words, onKept, onGone, onChange = () => {} }) {
  const bar = element("progress", { max: 1, value: 0, ariaLabel: words.sending.replace("%s", file.name) });
  const said = element("p", { className: "upload-said" });
  said.setAttribute("role", "status");
  const again = element("button", { type: "button", textContent: words.again, hidden: true });
  const stop = element("button", { type: "button", textContent: words.cancel });
  const dom = element("div", { className: "upload-row" }, [element("strong", { textContent: file.name }), bar, said, again, stop]);
  const row = { dom, file, state: "" };
  let controller;

  function show(state, sentence) {
    row.state = state;
    dom.dataset.state = state;
    said.textContent = sentence;
    again.hidden = state !== "failed";
    bar.hidden = state === "failed";
    stop.textContent = state === "failed" ? words.giveUp : words.cancel;
    onChange(row);
  }

  async function attempt() {
    if (row.state === "gone") return;
    show("sending", "");
    try {
      const onProgress = (part) => {
        bar.value = part;
        said.textContent = part < 1 ? `${Math.round(part * 100)} %` : words.checking;
      };
      const picture = await send(address, { file }, { words, signal: controller.signal, onProgress });
      row.state = "kept";
      onKept(picture);
      onChange(row);
    } catch (error) {
      if (error.name === "AbortError") giveUp();
      else show("failed", error.message);
    }
  }

  function start() {
    controller = new AbortController();
    bar.value = 0;
    show("waiting", words.waiting);
    waiting.push(attempt);
    next();
  }

  function giveUp() {
    if (row.state === "gone") return;
    row.state = "gone";
    onGone();
    onChange(row);
  }

  again.addEventListener("click", start);
  stop.addEventListener("click", () => (row.state === "sending" ? controller.abort() : giveUp()));
  return Object.assign(row, { start });
}
