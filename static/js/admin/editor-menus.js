// Menus of the toolbar: a button, and a list that opens below it.
import { crel } from "django-prose-editor/editor";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const MAC = { Mod: "⌘", Alt: "⌥", Shift: "⇧" };

// Keys as the reader's keyboard names them.
export function shownKeys(keys) {
  const names = keys.split("+").map((key) => (isMac ? MAC[key] ?? key : key.replace("Mod", "Ctrl")));
  return names.map((name) => (name.length === 1 ? name.toUpperCase() : name)).join(isMac ? "" : "+");
}

export const spoken = (label, keys) => (keys ? `${label} (${shownKeys(keys)})` : label);

function entry(tool, label, isGrid) {
  const children = isGrid ? [tool.text] : [crel("span", { textContent: label }), ...(tool.keys ? [crel("kbd", { textContent: shownKeys(tool.keys) })] : [])];
  const button = crel("button", { type: "button", className: "prose-menubar__entry", tabIndex: -1, "data-tool": tool.name, role: "menuitem" }, children);
  if (isGrid) Object.assign(button, { title: label }).setAttribute("aria-label", label);
  return button;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

function arrows(list, trigger, isGrid) {
  list.addEventListener("keydown", (event) => {
    const entries = [...list.querySelectorAll("button:not([aria-disabled=true])")];
    const at = entries.indexOf(document.activeElement);
    const step = STEPS[event.key] ?? 0;
    const size = isGrid && /Up|Down/.test(event.key) ? 8 : 1;
    const next = event.key === "Home" ? 0 : event.key === "End" ? entries.length - 1 : step ? (at + step * size + entries.length) % entries.length : -1;
    if (event.key === "Escape" || event.key === "Tab") { list.hidePopover(); trigger.focus(); event.preventDefault(); }
    if (next < 0) return;
    event.preventDefault();
    entries[next]?.focus();
  });
}

function place(list, trigger) {
  const box = trigger.getBoundingClientRect();
  const isRtl = getComputedStyle(trigger).direction === "rtl";
  const wanted = isRtl ? box.right - list.offsetWidth : box.left;
  list.style.insetInlineStart = "auto";
  list.style.left = `${Math.max(8, Math.min(wanted, document.documentElement.clientWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${box.bottom + 2}px`;
  list.style.maxHeight = `${Math.max(160, window.innerHeight - box.bottom - 16)}px`;
}

// Draws trigger and list; `shows` gathers what is done after every change of the text.
export function dropdown(editor, name, tools, words, shows, { icon, text, showsActive = false, isGrid = false } = {}) {
  const label = words[name];
  const shown = crel("span", { className: icon ? "material-icons" : "", textContent: icon ?? text ?? label, "aria-hidden": "true" });
  const trigger = crel("button", { type: "button", className: `prose-menubar__button prose-menubar__trigger${showsActive ? " is-wide" : ""}`, title: label, "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false" }, [shown]);
  const list = crel("div", { className: `prose-menubar__list${isGrid ? " is-grid" : ""}`, role: "menu", "aria-label": label, popover: "auto" });
  for (const tool of tools) {
    const button = entry(tool, tool.label ?? words[tool.name] ?? tool.name, isGrid);
    if (tool.active) {
      button.setAttribute("role", "menuitemcheckbox");
      button.setAttribute("aria-checked", "false");
    }
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      list.hidePopover();
      tool.command(editor);
    });
    list.append(button);
    shows.push(() => {
      if (!list.matches(":popover-open")) return;
      if (tool.active) button.setAttribute("aria-checked", String(Boolean(tool.active(editor))));
      if (tool.enabled) button.setAttribute("aria-disabled", String(!tool.enabled(editor)));
    });
  }
  if (showsActive) {
    shows.push(() => {
      const current = words[tools.find((tool) => tool.active(editor))?.name] ?? label;
      shown.textContent = current;
      trigger.setAttribute("aria-label", current === label ? label : `${label}: ${current}`);
    });
  }
  trigger.addEventListener("click", () => {
    list.togglePopover();
    if (!list.matches(":popover-open")) return;
    shows.forEach((one) => one());
    place(list, trigger);
    (list.querySelector("[aria-checked=true]") ?? list.querySelector("button:not([aria-disabled=true])"))?.focus();
  });
  trigger.addEventListener("keydown", (event) => { if (event.key === "ArrowDown") { event.preventDefault(); trigger.click(); } });
  list.addEventListener("toggle", ({ newState }) => trigger.setAttribute("aria-expanded", String(newState === "open")));
  arrows(list, trigger, isGrid);
  return crel("span", { className: "prose-menubar__menu" }, [trigger, list]);
}
