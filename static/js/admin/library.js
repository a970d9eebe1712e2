// The media library: many files at once, by the button or dropped on the page, each with its own progress.
import { send } from "./send-file.js";

const form = document.querySelector(".library-send");
const AT_ONCE = 2;
const kept = [];
const waiting = [];
const counts = { all: 0, here: 0, wrong: 0 };
let running = 0;

const filled = (pattern, values) => pattern.replace(/%(\w+)/g, (_all, name) => values[name]);

function tell() {
  const { summary, summaryWrong } = form.dataset;
  form.querySelector(".sent").textContent = filled(summary, counts) + (counts.wrong ? ` ${filled(summaryWrong, counts)}` : "");
  if (running || waiting.length || !kept.length) return;
  const after = form.querySelector(".describe");
  const link = after.querySelector("a");
  link.href = `${form.dataset.words}?${kept.join("&")}`;
  after.hidden = false;
  if (document.activeElement === document.body || form.contains(document.activeElement)) link.focus();
}

function line(file) {
  const item = document.createElement("li");
  const [title, bar, said] = ["span", "progress", "span"].map((tag) => item.appendChild(document.createElement(tag)));
  title.textContent = file.name;
  bar.max = 1;
  bar.setAttribute("aria-label", file.name);
  form.querySelector(".sending").append(item);
  return { file, item, bar, said };
}

// What the server has refused it refuses again; anything else can be tried once more.
function failed({ bar, said, item, file }, words, again) {
  bar.hidden = true;
  item.className = said.className = "wrong";
  said.textContent = words;
  counts.wrong += 1;
  if (!again) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: form.dataset.again });
  button.setAttribute("aria-label", `${form.dataset.again}: ${file.name}`);
  button.addEventListener("click", () => {
    counts.wrong -= 1;
    counts.all -= 1;
    item.remove();
    add([file]);
  });
  item.append(button);
}

async function one(row) {
  const { upload, sent, failed: broken, unreachable, loggedOut } = form.dataset;
  const onProgress = (part) => { row.bar.value = part; };
  try {
    const answer = await send(upload, { file: row.file }, { words: { failed: broken, unreachable, loggedOut }, onProgress });
    row.bar.value = 1;
    row.said.textContent = sent;
    counts.here += 1;
    kept.push(`${answer.kind === "image" ? "image" : "file"}=${answer.id}`);
  } catch (problem) {
    failed(row, problem.message, problem.status !== 422);
  }
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    one(waiting.shift()).finally(() => { running -= 1; next(); tell(); });
  }
}

function add(files) {
  form.querySelector(".sending").hidden = false;
  for (const file of files) {
    counts.all += 1;
    const row = line(file);
    if (file.size > Number(form.dataset.most)) failed(row, form.dataset.tooLarge, false);
    else waiting.push(row);
  }
  next();
  tell();
}

if (form) {
  const field = form.elements.files;
  form.querySelector("[type=submit]").hidden = true;
  field.addEventListener("change", () => {
    add([...field.files]);
    field.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
}
