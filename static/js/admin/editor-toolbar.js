// The bar above the text: one stop for the Tab key, arrows between the tools, menus for what has no room.
import { Menu, crel } from "django-prose-editor/editor";
import { GROUPS, MORE, STYLES, TABLE, TOOLS } from "broadside/editor-tools";
import { dropdown, spoken } from "broadside/editor-menus";

const DEFAULTS = { enabled: () => true, active: () => false, hidden: () => false, update: () => {} };

const optionsOf = (editor) => editor.extensionManager.extensions.find(({ name }) => name === "menu").options;

function press(editor, tool, button) {
  if (button.getAttribute("aria-disabled") !== "true") tool.command(editor);
}

// A button of our own, or the one that another module drew.
function drawn(tool, words) {
  const { text, icon } = tool;
  const button = tool.button ?? crel("button", { type: "button", textContent: text ?? icon });
  const label = words[tool.name] ?? button.getAttribute("aria-label") ?? tool.name;
  const isIcon = text === undefined && (icon !== undefined || button.classList.contains("material-icons"));
  button.className = `prose-menubar__button${isIcon ? " material-icons" : ""}`;
  button.setAttribute("aria-label", label);
  button.title = spoken(label, tool.keys);
  return button;
}

function show(editor, tool, button) {
  const [isOn, isOff, isHidden] = [tool.active(editor), !tool.enabled(editor), tool.hidden(editor)].map(Boolean);
  if (tool.active !== DEFAULTS.active) button.setAttribute("aria-pressed", String(isOn));
  button.setAttribute("aria-disabled", String(isOff));
  button.classList.toggle("active", isOn);
  button.classList.toggle("disabled", isOff);
  button.hidden = isHidden;
  tool.update(editor);
}

function simple(editor, defined, words, shows) {
  const tool = { ...DEFAULTS, ...defined };
  const button = drawn(tool, words);
  button.addEventListener("click", (event) => { event.preventDefault(); press(editor, tool, button); });
  shows.push(() => show(editor, tool, button));
  return button;
}

// The tools of a group: ours in our order, then those that other modules have defined.
function inGroup(names, others) {
  const ours = TOOLS.filter(({ groups }) => names.includes(groups));
  const known = new Set([...STYLES, ...TOOLS, ...MORE, ...TABLE].map(({ name }) => name));
  const theirs = Object.values(others).filter(({ name, groups, button }) => button && !known.has(name) && [...groups].some((group) => names.includes(group)));
  return [...ours, ...theirs.sort((one, other) => other.priority - one.priority)];
}

function parts(editor) {
  const { words, characters } = optionsOf(editor);
  const others = editor.storage.menu._definedItems;
  // Another module may do better what a tool of ours does: its command comes first.
  for (const tool of TOOLS) if (others[tool.name]?.command) Object.assign(tool, { command: others[tool.name].command });
  const shows = [];
  const group = (children, label = "") => crel("div", { className: "prose-menubar__group", ...(label && { role: "group", "aria-label": label }) }, children);
  const menu = (name, tools, more) => dropdown(editor, name, tools, words, shows, more);
  const tableGroup = group([menu("tableTools", TABLE, { icon: "view_column" })]);
  shows.push(() => { tableGroup.hidden = !editor.isActive("table"); });
  const rows = GROUPS.map((names) => group(inGroup(names, others).map((tool) => simple(editor, tool, words, shows))));
  rows.unshift(group([menu("style", STYLES, { showsActive: true })]));
  rows.splice(4, 0, tableGroup, group([
    menu("characters", characters.map(([character, label]) => ({ name: character, label, text: /[\s\u00ad]/.test(character) ? "␣" : character, command: () => editor.chain().focus().insertContent({ type: "text", text: character }).run() })), { text: "Ω", isGrid: true }),
    menu("more", MORE, { icon: "more_horiz" }),
  ]));
  editor.on("transaction", () => shows.forEach((one) => one()));
  return rows.filter((row) => row.childNodes.length);
}

const controlsOf = (bar) => [...bar.querySelectorAll(".prose-menubar__group:not([hidden]) > button:not([hidden]), .prose-menubar__group:not([hidden]) > span > button")];

function rove(bar, editor) {
  const stop = (chosen) => { for (const control of bar.querySelectorAll("button")) if (!control.closest("[popover]")) control.tabIndex = control === chosen ? 0 : -1; };
  stop(controlsOf(bar)[0]);
  bar.addEventListener("focusin", ({ target }) => { if (controlsOf(bar).includes(target)) stop(target); });
  // The text keeps its selection while a tool is pressed with the mouse.
  bar.addEventListener("mousedown", (event) => { if (!event.target.closest("input, select")) event.preventDefault(); });
  bar.addEventListener("keydown", (event) => {
    const controls = controlsOf(bar);
    const at = controls.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Escape") { editor.commands.focus(); return; }
    const back = getComputedStyle(bar).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const step = { ArrowLeft: 1, ArrowRight: 1 }[event.key] && (event.key === back ? -1 : 1);
    const next = event.key === "Home" ? 0 : event.key === "End" ? controls.length - 1 : step ? (at + step + controls.length) % controls.length : -1;
    if (next < 0) return;
    event.preventDefault();
    controls[next].focus();
  });
}

export const Toolbar = Menu.extend({
  addOptions() {
    return { ...this.parent?.(), defaultItems: false, items: ({ editor }) => parts(editor), words: {}, characters: [] };
  },
  onCreate(event) {
    this.parent?.(event);
    const bar = this.storage.dom;
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", this.options.words.toolbar);
    rove(bar, this.editor);
  },
  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => { controlsOf(this.storage.dom).find(({ tabIndex }) => tabIndex === 0)?.focus(); return true; },
      "Mod-Alt-q": () => { STYLES.find(({ name }) => name === "pullquote").command(this.editor); return true; },
      "Mod-\\": () => this.editor.commands.unsetAllMarks(),
    };
  },
});
