// A picture of the library as a field: chosen in the library's dialog, shown, removed.
// A name of the page's import map: written out in the import, collecting static files would look for a file.
const DIALOG = "broadside/picture-dialog";

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function build(place) {
  const field = place.querySelector("input");
  const options = JSON.parse(place.querySelector("script").textContent);
  const [shown, words, warning] = [".thumbnail", ".picture-words", ".picture-warning"].map((part) => place.querySelector(part));
  const choose = make("button", { type: "button", className: "button" });
  const remove = make("button", { type: "button", className: "quiet-button", textContent: place.dataset.removeWords });
  const line = make("p", { className: "picture-buttons" });
  line.append(choose, remove);

  const label = () => {
    choose.textContent = field.value ? place.dataset.otherWords : place.dataset.chooseWords;
    remove.hidden = !field.value;
  };
  const put = (picture) => {
    field.value = picture?.id ?? "";
    shown.hidden = !picture;
    if (picture) [shown.src, shown.alt] = [picture.small ?? picture.url, picture.alt];
    words.hidden = !picture;
    words.querySelector("[data-title]").textContent = picture?.title ?? "";
    words.querySelector("[data-change]").href = place.dataset.edit.replace("/0/", `/${picture?.id}/`);
    warning.textContent = picture && !picture.alt ? warning.dataset.missing : "";
    label();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  choose.addEventListener("click", async () => {
    const { choosePicture } = await import(DIALOG);
    const picture = await choosePicture(options);
    if (picture) put(picture);
    choose.focus();
  });
  remove.addEventListener("click", () => { put(null); choose.focus(); });
  place.querySelector(".picture-number").hidden = true;
  place.append(line);
  label();
}

document.querySelectorAll("[data-picture-field]").forEach(build);
