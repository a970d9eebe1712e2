// The preview of a search result and of a shared card follows what is typed.
const preview = document.querySelector("[data-sharing]");
const form = preview?.closest("form");
const value = (name) => form.querySelector(`#id_${name}`)?.value.trim() ?? "";
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);

function beginning() {
  const text = form.querySelector(".prose-editor .ProseMirror[contenteditable]");
  return [...(text?.querySelectorAll(":scope > p") ?? [])].map((each) => each.textContent.trim()).join(" ").slice(0, 400);
}

function show() {
  const said = {
    title: cut(value("seo_title") || value("title"), 70),
    words: cut(value("seo_description") || value("standfirst") || beginning() || preview.dataset.excerpt, 160),
    address: form.querySelector(".permalink bdi")?.textContent ?? "",
  };
  for (const part of preview.querySelectorAll("[data-shown]")) {
    const words = said[part.dataset.shown];
    if (words && part.textContent !== words) part.textContent = words;
  }
  const chosen = form.querySelector(".field-featured_image .thumbnail");
  const picture = preview.querySelector("[data-shown=picture]");
  const isChosen = Boolean(chosen?.src) && !chosen.hidden;
  if (isChosen && picture.src !== chosen.src) picture.src = chosen.src;
  picture.hidden = !isChosen;
}

if (form) {
  let waiting;
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => { clearTimeout(waiting); waiting = setTimeout(show, 150); });
  }
  setTimeout(show);
}
