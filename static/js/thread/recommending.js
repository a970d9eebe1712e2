// Recommending in place. Without this script the link leads to a page with the button. What one has recommended
// oneself is kept in this browser alone, so that the page is the same for everybody.

const KEY = "recommended";
const token = () => document.querySelector("#reply-form [name=csrfmiddlewaretoken]")?.value ?? "";

function mine() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set(); // readers may forbid it
  }
}

function keep(number, isMine) {
  const numbers = mine();
  if (isMine) numbers.add(number);
  else numbers.delete(number);
  try {
    localStorage.setItem(KEY, JSON.stringify([...numbers].slice(-2000)));
  } catch {
    // full or forbidden: the button shows it until the page is left
  }
}

// A link leads somewhere, and this acts: so it becomes a button, which says whether it is pressed.
function buttonFor(link, isMine) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.recommend = link.dataset.recommend;
  button.dataset.page = link.href;
  button.append(...link.childNodes);
  button.setAttribute("aria-pressed", String(isMine));
  button.addEventListener("click", () => press(button));
  link.replaceWith(button);
}

function show(button, { mine: isMine, recommended }) {
  button.setAttribute("aria-pressed", String(isMine));
  button.querySelector(".number")?.remove();
  if (!recommended) return;
  button.append(" ", Object.assign(document.createElement("span"), { className: "number", textContent: recommended }));
}

async function press(button) {
  if (button.ariaBusy === "true") return;
  button.ariaBusy = "true";
  const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
  if (button.getAttribute("aria-pressed") === "true") body.set("take_back", "1");
  try {
    const answer = await fetch(button.dataset.page, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    const found = await answer.json();
    if (found.ask) throw new Error("not known here");
    show(button, found);
    keep(button.dataset.recommend, found.mine);
  } catch {
    location.assign(button.dataset.page); // which asks for an address, or says what is wrong
  }
  button.ariaBusy = "false";
}

const numbers = mine();
for (const link of document.querySelectorAll("a[data-recommend]")) buttonFor(link, numbers.has(link.dataset.recommend));
