// The talk about a text, in its box: notes are sent alone, and the form around the box never hears of them.
const box = document.querySelector("[data-notes]");
const part = (name) => box.querySelector(`[data-${name}]`);
const key = box && `broadside:note:${box.dataset.notes}`;
const LONGEST = 600;

let passage = "";

function about(words) {
  passage = words.trim().slice(0, LONGEST);
  part("quoted").textContent = passage.length > 160 ? `${passage.slice(0, 160)}…` : passage;
  part("about").hidden = !passage;
}

function listen() {
  const selection = getSelection();
  const node = selection.anchorNode;
  const place = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".ProseMirror");
  if (place && !selection.isCollapsed) about(selection.toString());
}

async function send(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  body.append("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.said);
    part("talk").innerHTML = said.html;
    part("said").textContent = "";
    dress();
    return true;
  } catch (error) {
    part("said").textContent = error instanceof SyntaxError || !error.message ? box.dataset.failed : `${box.dataset.failed} ${error.message}`;
    return false;
  }
}

async function add() {
  const field = box.querySelector("textarea");
  if (!field.value.trim()) return field.focus();
  part("add").disabled = true;
  if (await send(box.dataset.notes, { text: field.value, passage })) {
    field.value = "";
    remember("");
    about("");
  }
  part("add").disabled = false;
}

function remember(words) {
  try {
    if (words) localStorage.setItem(key, words);
    else localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here.
  }
}

// A passage may run over several pieces of the text: its beginning is enough to find it by.
function find(words) {
  const first = words.replace(/…$/, "").trim().split("\n")[0];
  for (const length of [first.length, 40, 16]) {
    const wanted = first.slice(0, length);
    const walker = document.createTreeWalker(document.querySelector(".ProseMirror") ?? box, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = box.contains(node) ? -1 : node.data.indexOf(wanted);
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: "center" });
      getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
  }
  part("said").textContent = box.dataset.foundNot;
}

function dress() {
  for (const button of box.querySelectorAll("[data-send]")) {
    button.hidden = false;
    button.addEventListener("click", () => send(button.dataset.send, { [button.dataset.name]: "1" }));
  }
  for (const quoted of box.querySelectorAll("[data-passage]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: quoted.textContent });
    button.addEventListener("click", () => find(button.textContent));
    quoted.replaceChildren(button);
  }
}

if (box) {
  const field = box.querySelector("textarea");
  part("new").hidden = false;
  part("plain").hidden = true;
  try {
    field.value = localStorage.getItem(key) ?? "";
  } catch {
    // Nothing was kept here.
  }
  for (const name of ["input", "change"]) box.addEventListener(name, (event) => event.stopPropagation());
  field.addEventListener("input", () => remember(field.value));
  part("add").addEventListener("click", add);
  part("forget").addEventListener("click", () => about(""));
  document.addEventListener("selectionchange", listen);
  dress();
}
