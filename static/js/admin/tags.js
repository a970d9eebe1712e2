// Completes the last of several tags: a datalist alone completes only the whole field.
for (const field of document.querySelectorAll("input[data-tags]")) {
  const list = document.getElementById(field.getAttribute("list"));
  const known = [...list.options].map((option) => option.value);

  field.addEventListener("input", () => {
    const written = field.value.split(",");
    const last = written.pop().trim().toLowerCase();
    const before = written.map((name) => name.trim()).filter(Boolean);
    const taken = new Set(before.map((name) => name.toLowerCase()));
    const fitting = known.filter((name) => name.toLowerCase().includes(last) && !taken.has(name.toLowerCase()));
    list.replaceChildren(...fitting.slice(0, 20).map((name) => {
      const option = document.createElement("option");
      option.value = [...before, name].join(", ");
      return option;
    }));
  });
}
