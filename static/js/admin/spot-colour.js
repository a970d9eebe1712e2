// The spot colours: a swatch to choose from beside each field, and what the server says of the contrast.
const verdicts = document.querySelector("[data-verdicts]");
const fields = [...document.querySelectorAll(".spot-colour")];
let waiting = 0;

async function judge() {
  const [light, dark] = fields.map((field) => field.value);
  const answer = await fetch(`${verdicts.dataset.verdicts}?${new URLSearchParams({ light, dark })}`);
  if (!answer.ok || answer.redirected) return;
  verdicts.innerHTML = await answer.text();
}

for (const field of fields) {
  const swatch = document.createElement("input");
  swatch.type = "color";
  const follow = () => { swatch.value = /^#[0-9a-f]{6}$/i.test(field.value) ? field.value : field.dataset.house; };
  swatch.setAttribute("aria-label", field.labels[0]?.textContent.replace(/:\s*$/, "") ?? field.name);
  field.after(swatch);
  follow();
  swatch.addEventListener("input", () => {
    field.value = swatch.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  field.addEventListener("input", follow);
}

verdicts?.addEventListener("click", (event) => {
  const { take, colour } = event.target.closest("[data-take]")?.dataset ?? {};
  const field = fields.find((each) => each.name === take);
  if (!field) return;
  field.value = colour;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

verdicts?.closest("form").addEventListener("input", (event) => {
  if (!fields.includes(event.target)) return;
  clearTimeout(waiting);
  waiting = setTimeout(judge, 250);
});
