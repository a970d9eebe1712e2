// Tags as a row of names: completed while one types, added with Enter or a comma, removed with a press or with
// Backspace. What is sent is still the one field with commas.
const TYPED = /\s*"([^"]*)"\s*|([^,]+)/g;
const SEPARATORS = /[,،、，;\n]/;
let number = 0;

const names = (text) => [...text.matchAll(TYPED)].map(([, quoted, plain]) => (quoted ?? plain).trim().replace(/\s+/g, " ")).filter(Boolean);
const written = (all) => all.map((name) => (name.includes(",") ? `"${name}"` : name)).join(", ");
const same = (one, other) => one.toLocaleLowerCase() === other.toLocaleLowerCase();
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

class Tags {
  constructor(place) {
    this.words = place.dataset;
    this.field = place.querySelector("input");
    this.all = names(this.field.value);
    number += 1;
    this.list = make("ul", { className: "tag-offers", id: `tag-offers-${number}`, role: "listbox", hidden: true, ariaLabel: this.words.fieldWords });
    this.chips = make("ul", { className: "tag-chips" });
    this.input = make("input", { type: "text", autocomplete: "off", dir: "auto", ariaLabel: this.words.fieldWords, placeholder: this.words.fieldWords, role: "combobox" });
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.status = make("p", { className: "visually-hidden", role: "status" });
    this.most = make("p", { className: "tag-most", hidden: true });
    this.field.type = "hidden";
    place.append(this.chips, this.input, this.list, this.most, this.status);
    this.listen();
    this.show();
    this.active = -1;
  }

  listen() {
    let waiting;
    this.input.addEventListener("input", (event) => {
      event.stopPropagation();
      clearTimeout(waiting);
      if (SEPARATORS.test(this.input.value) && !this.input.value.startsWith('"')) this.take(this.input.value.split(SEPARATORS));
      else waiting = setTimeout(() => this.ask(), 120);
    });
    this.input.addEventListener("change", (event) => event.stopPropagation());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("focus", () => this.showMost());
    this.input.addEventListener("blur", () => setTimeout(() => { this.take([this.input.value]); }, 150));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const offer = event.target.closest("[role=option]");
      if (offer) this.take([offer.textContent]);
    });
    this.input.form.addEventListener("submit", () => this.take([this.input.value]), { capture: true });
  }

  async asked(words) {
    const answer = await fetch(`${this.words.complete}?q=${encodeURIComponent(words)}`);
    return answer.ok ? (await answer.json()).names.filter((name) => !this.all.some((each) => same(each, name))) : [];
  }

  async ask() {
    const words = this.input.value.trim();
    const found = words ? await this.asked(words).catch(() => []) : [];
    if (words === this.input.value.trim()) this.offer(found);
  }

  offer(found) {
    this.active = -1;
    this.list.replaceChildren(...found.map((name, index) => make("li", { role: "option", id: `${this.list.id}-${index}`, textContent: name, dir: "auto" })));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.input.removeAttribute("aria-activedescendant");
  }

  async showMost() {
    if (this.most.dataset.asked) return;
    this.most.dataset.asked = "yes";
    const found = await this.asked("").catch(() => []);
    const buttons = found.map((name) => make("button", { type: "button", className: "quiet-button", textContent: name, dir: "auto" }));
    this.most.append(`${this.words.mostWords}: `, ...buttons.flatMap((button) => [button, " "]));
    this.most.hidden = !buttons.length;
    this.most.addEventListener("click", ({ target }) => {
      if (target.type !== "button") return;
      this.take([target.textContent]);
      target.remove();
      this.input.focus();
    });
  }

  press(event) {
    const offers = [...this.list.children];
    if (["ArrowDown", "ArrowUp"].includes(event.key) && offers.length) {
      event.preventDefault();
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : -1) + offers.length + (this.active < 0 && event.key === "ArrowUp" ? 1 : 0)) % offers.length;
      offers.forEach((offer, index) => offer.setAttribute("aria-selected", String(index === this.active)));
      offers[this.active].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", offers[this.active].id);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.take([offers[this.active]?.textContent ?? this.input.value]);
    } else if (event.key === "Escape") {
      this.offer([]);
    } else if (event.key === "Backspace" && !this.input.value && this.all.length) {
      event.preventDefault();
      this.input.value = this.all.at(-1);
      this.change(this.all.slice(0, -1));
    }
  }

  take(typed) {
    const fresh = typed.flatMap(names).filter((name, index, all) => all.findIndex((each) => same(each, name)) === index)
      .filter((name) => !this.all.some((each) => same(each, name)));
    this.input.value = "";
    this.offer([]);
    if (!fresh.length) return;
    this.change([...this.all, ...fresh]);
    this.status.textContent = `${this.words.addedWords} ${fresh.join(", ")}`;
  }

  change(all) {
    this.all = all;
    this.field.value = written(all);
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.show();
  }

  show() {
    this.chips.replaceChildren(...this.all.map((name) => {
      const chip = make("li", { dir: "auto", textContent: `${name} ` });
      const button = make("button", { type: "button", textContent: "×", ariaLabel: `${this.words.removeWords}: ${name}` });
      button.addEventListener("click", () => { this.change(this.all.filter((each) => each !== name)); this.input.focus(); });
      chip.append(button);
      return chip;
    }));
    this.chips.hidden = !this.all.length;
  }
}

for (const place of document.querySelectorAll(".tags[data-complete]")) new Tags(place);
