// The slug as part of the whole address. It is edited on purpose; where readers know it, what follows is said.
const field = document.querySelector("#id_slug[data-before]");

function whole(parents, parent) {
  const { before, after } = field.dataset;
  if (!parents || !parent) return [before, after];
  const root = new URL(before).origin;
  return [`${root}/${parent.value ? `${parents[parent.value] ?? "…"}/` : ""}`, after];
}

function build() {
  const { edit, done, warning, label, parents } = field.dataset;
  const parent = document.querySelector("#id_parent");
  const known = field.defaultValue;
  const line = Object.assign(document.createElement("p"), { className: "permalink", dir: "ltr" });
  const shown = document.createElement("bdi");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet-button", textContent: edit });
  button.setAttribute("aria-expanded", "false");
  const notice = Object.assign(document.createElement("p"), { className: "permalink-notice" });
  notice.setAttribute("role", "status");
  const help = document.getElementById("id_slug_helptext");
  line.append(`${label}: `, shown, " ", button);

  const show = () => {
    const [before, after] = whole(parents && JSON.parse(parents), parent);
    const slug = Object.assign(document.createElement("b"), { textContent: field.value || "…" });
    shown.replaceChildren(before, slug, after);
    notice.textContent = warning && known && field.value !== known ? warning : "";
  };
  const open = (isOpen) => {
    field.hidden = !isOpen;
    button.textContent = isOpen ? done : edit;
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) field.focus();
  };
  button.addEventListener("click", () => { open(field.hidden); show(); });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    open(false);
    button.focus();
    show();
  });
  for (const kind of ["input", "change", "keyup", "focusout"]) field.form.addEventListener(kind, () => setTimeout(show));
  field.closest(".form-row").querySelector("label").hidden = true;
  field.setAttribute("aria-label", label);
  if (help) help.hidden = true;
  field.before(line);
  field.after(notice);
  open(Boolean(field.closest(".form-row.errors")));
  show();
}

if (field) build();
