// Whoever has just written a reply in this tab finds at its foot the ways to edit and to withdraw it. The page is
// the same for everybody; whether the reply is theirs, the server asks when they get there.

const KEY = "replies:own";
const MOST = 20;
const section = document.getElementById("replies");

function own() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return []; // readers may forbid it
  }
}

function remember(number) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...new Set([...own(), number])].slice(-MOST)));
  } catch {
    // then the way is “Your own replies”
  }
}

function offer(number) {
  const foot = document.querySelector(`#reply-${CSS.escape(number)} > footer`);
  for (const way of foot ? ["edit", "withdraw"] : []) {
    const link = document.createElement("a");
    Object.assign(link, { href: `/reply/${number}/${way}/`, rel: "nofollow", textContent: section.dataset[way] });
    foot.append(link);
  }
}

document.getElementById("reply-form")?.addEventListener("reply:posted", (event) => {
  const [, number] = /\/reply\/(\d+)\/$/.exec(event.detail ?? "") ?? [];
  if (number) remember(number);
});
for (const form of document.querySelectorAll("form[data-own]")) {
  form.addEventListener("submit", () => remember(form.dataset.own));
}
if (section) own().forEach(offer);
