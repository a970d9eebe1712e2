// The point of a picture that stays in sight where a page crops it: pressed on the picture, or moved by keys.
const frame = document.querySelector("[data-focus-on]");
const fields = ["x", "y"].map((name) => document.querySelector(`[data-focus="${name}"]`));
const STEPS = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] };

const within = (value) => Math.min(1, Math.max(0, value));
const read = () => fields.map((field) => within(Number.parseFloat(field.value) || 0));

function show(cross, crops) {
  const [left, top] = read().map((value) => `${(value * 100).toFixed(1)}%`);
  cross.style.left = left;
  cross.style.top = top;
  cross.setAttribute("aria-label", `${fields[0].labels[0]?.textContent ?? ""} ${left} ${fields[1].labels[0]?.textContent ?? ""} ${top}`);
  for (const crop of crops) crop.style.objectPosition = `${left} ${top}`;
}

function set(values) {
  fields.forEach((field, place) => {
    field.value = within(values[place]).toFixed(2);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

if (frame && fields.every(Boolean)) {
  const cross = document.createElement("button");
  cross.type = "button";
  cross.className = "cross";
  frame.append(cross);
  frame.classList.add("chosen");
  const crops = document.querySelector("[data-crops]");
  for (const element of [crops, document.querySelector("[data-focus-help]")]) element.hidden = false;
  const draw = () => show(cross, crops.children);
  frame.addEventListener("click", (event) => {
    if (!event.detail) return; // Enter on the cross itself
    const box = frame.querySelector("img").getBoundingClientRect();
    set([(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]);
    cross.focus();
  });
  cross.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    set(read().map((value, place) => value + step[place]));
  });
  for (const field of fields) field.addEventListener("input", draw);
  draw();
}
