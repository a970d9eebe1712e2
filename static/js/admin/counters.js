// Says how long a field is that is better short, once somebody is in it or it has become long.
for (const field of document.querySelectorAll("[data-counter]")) {
  const most = Number(field.dataset.counter);
  const counter = Object.assign(document.createElement("span"), { className: "counter" });
  const count = () => {
    const length = [...field.value.trim()].length;
    counter.textContent = `${length} / ${most}`;
    counter.classList.toggle("is-over", length > most);
    counter.hidden = length <= most && document.activeElement !== field;
  };
  for (const kind of ["input", "focus", "blur"]) field.addEventListener(kind, count);
  field.after(counter);
  count();
}
