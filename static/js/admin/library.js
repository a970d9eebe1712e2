// The media library: many files at once, by the button or dropped on the page, each with its own progress.
import { send } from "./send-file.js";

const form = document.querySelector(".library-send");
const AT_ONCE = 2;

function line(list, name) {
  const item = document.createElement("li");
  const [title, bar, said] = ["span", "progress", "span"].map((tag) => item.appendChild(document.createElement(tag)));
  title.textContent = name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  list.append(item);
  return { bar, said };
}

async function one(file, list, kept) {
  const { bar, said } = line(list, file.name);
  const { upload, sent, failed, unreachable, loggedOut } = form.dataset;
  try {
    const words = { failed, unreachable, loggedOut };
    const answer = await send(upload, { file }, { words, onProgress: (part) => { bar.value = part; } });
    bar.value = 1;
    said.textContent = sent;
    kept.push(`${answer.kind === "image" ? "image" : "file"}=${answer.id}`);
  } catch (problem) {
    bar.remove();
    said.textContent = problem.message;
    said.className = "wrong";
  }
}

async function all(files) {
  const list = form.querySelector(".sending");
  const kept = form.kept ??= [];
  list.hidden = false;
  const waiting = [...files];
  const worker = async () => {
    while (waiting.length) await one(waiting.shift(), list, kept);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (!kept.length) return;
  const after = form.querySelector(".describe");
  after.hidden = false;
  after.querySelector("a").href = `${form.dataset.words}?${kept.join("&")}`;
  after.querySelector("a").focus();
}

if (form) {
  const field = form.elements.files;
  form.querySelector("[type=submit]").hidden = true;
  field.addEventListener("change", () => {
    if (field.files.length) all(field.files).then(() => { field.value = ""; });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
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
    all(event.dataTransfer.files);
  });
}
