// Where a link leads: one field takes an address or words of a title, and offers what the site has.
import { addressIn } from "broadside/address";

let opened = 0;

function element(tag, properties = {}, children = []) {
  const { role, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  if (role) made.setAttribute("role", role);
  made.append(...children);
  return made;
}

function build({ words, href, needsText }) {
  const id = `link-${opened += 1}`;
  const input = element("input", { type: "text", id, value: href, role: "combobox", autocomplete: "off", spellcheck: false });
  const list = element("ul", { id: `${id}-list`, role: "listbox", ariaLabel: words.found, hidden: true });
  const problem = element("p", { id: `${id}-problem`, className: "link-problem", role: "alert" });
  const text = element("input", { type: "text", dir: "auto" });
  for (const [name, value] of [["aria-controls", list.id], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-describedby", problem.id]]) input.setAttribute(name, value);
  const buttons = [element("button", { type: "submit", textContent: words.apply })];
  if (href) buttons.push(element("button", { type: "button", className: "link-remove", textContent: words.remove }));
  buttons.push(element("button", { type: "button", className: "link-cancel", textContent: words.cancel }));
  const form = element("form", { noValidate: true }, [
    element("h2", { textContent: words.title }),
    element("label", { htmlFor: id, textContent: words.address }), input, problem, list,
    ...(needsText ? [element("label", { className: "link-text" }, [words.text, text])] : []),
    element("div", { className: "link-buttons" }, buttons),
  ]);
  return { dialog: element("dialog", { className: "link-dialog", ariaLabel: words.title }, [form]), form, input, list, problem, text };
}

function option(found, id) {
  const { title, url, kind, detail } = found;
  const remark = element("span", { className: "link-detail", textContent: [kind, detail].filter(Boolean).join(" · ") });
  const made = element("li", { id, role: "option", ariaSelected: "false" }, [element("span", { textContent: title, dir: "auto" }), " ", remark]);
  return Object.assign(made, { found, target: { href: url, title } });
}

// The list under the field: asked for while one types, walked with the arrows, and never in the way of an address.
function offer({ input, list, problem }, { find, words }) {
  let active = null;
  let asked;

  function mark(next) {
    active?.setAttribute("aria-selected", "false");
    active = next;
    active?.setAttribute("aria-selected", "true");
    active?.scrollIntoView({ block: "nearest" });
    if (active) input.setAttribute("aria-activedescendant", active.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(results) {
    mark(null);
    list.replaceChildren(...results.map((each, index) => option(each, `${list.id}-${index}`)));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    asked?.abort();
    const typed = input.value.trim();
    if (addressIn(typed)) return show([]);
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`${find}?q=${encodeURIComponent(typed)}`, { signal });
      if (answer.redirected) {
        problem.textContent = words.loggedOut;
        return;
      }
      const { results } = await answer.json();
      show(results);
      if (typed && !results.length) problem.textContent = words.none;
    } catch (error) {
      if (error.name !== "AbortError") problem.textContent = words.unreachable;
    }
  }

  // Until the answer is there, only what still fits is offered.
  function narrow() {
    asked?.abort();
    problem.textContent = "";
    const typed = input.value.toLocaleLowerCase().trim().split(/\s+/);
    show([...list.children].map((row) => row.found).filter(({ title }) => typed.every((word) => title.toLocaleLowerCase().includes(word))));
  }

  let waiting;
  input.addEventListener("input", () => { clearTimeout(waiting); narrow(); waiting = setTimeout(ask, 200); });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || list.hidden) return;
    event.preventDefault();
    const all = [...list.children];
    const place = active ? all.indexOf(active) + step : step > 0 ? 0 : all.length - 1;
    mark(all[(place + all.length) % all.length]);
  });
  ask();
  return { chosen: () => active?.target };
}

// Resolves with `{href, text}`, with `{href: ""}` to remove the link, or with null.
export function askForLink(options) {
  return new Promise((resolve) => {
    const parts = build(options);
    const { dialog, form, input, list, problem, text } = parts;
    let answer = null;
    const done = (said) => { answer = said; dialog.close(); };
    const pick = ({ href, title }) => done({ href, text: text.value.trim() || title });

    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
    input.select();
    const offered = offer(parts, options);
    list.addEventListener("click", ({ target }) => { const row = target.closest("[role=option]"); if (row) pick(row.target); });
    form.querySelector(".link-remove")?.addEventListener("click", () => done({ href: "" }));
    form.querySelector(".link-cancel").addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (offered.chosen()) return pick(offered.chosen());
      const { href, problem: name } = addressIn(input.value) ?? { problem: input.value.trim() ? "choose" : "empty" };
      if (href) return done({ href, text: text.value.trim() || href });
      problem.textContent = options.words[name];
      input.focus();
    });
  });
}
