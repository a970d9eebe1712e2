// The list of keys, in a dialog.
import { Extension, crel } from "django-prose-editor/editor";
import { shownKeys } from "broadside/editor-menus";
import { MORE, STYLES, TOOLS } from "broadside/editor-tools";

const line = ([keys, meaning]) => crel("tr", {}, [crel("th", { scope: "row" }, [crel("kbd", { textContent: keys })]), crel("td", { textContent: meaning })]);
const table = (title, lines) => crel("table", {}, [crel("caption", { textContent: title }), crel("tbody", {}, lines.map(line))]);

function dialog({ help, words }) {
  const named = (tools) => tools.filter(({ keys, name }) => keys && words[name]).map((tool) => [shownKeys(tool.keys), words[tool.name]]);
  const others = help.keys.map(([pressed, meaning]) => [shownKeys(pressed), meaning]);
  const lists = [table(help.keysTitle, named([...STYLES, ...MORE])), table(help.moreTitle, [...named(TOOLS), ...others]), table(help.typedTitle, help.typed)];
  const close = crel("button", { type: "submit", textContent: help.close });
  const drawn = crel("dialog", { className: "prose-editor-dialog shortcuts" }, [
    crel("form", { method: "dialog" }, [crel("h3", { className: "prose-editor-dialog-title", textContent: help.title, id: "shortcuts-title", tabIndex: -1, autofocus: true }), crel("div", { className: "shortcuts-lists" }, lists), close]),
  ]);
  drawn.setAttribute("aria-labelledby", "shortcuts-title");
  return drawn;
}

export const Shortcuts = Extension.create({
  name: "shortcuts",
  addOptions: () => ({ help: {}, words: {} }),
  addCommands() {
    return {
      showShortcuts: () => ({ editor }) => {
        const drawn = dialog(this.options);
        // Outside the form of the text, in which no other form can stand.
        document.body.append(drawn);
        drawn.addEventListener("close", () => { drawn.remove(); editor.commands.focus(); });
        drawn.showModal();
        return true;
      },
    };
  },
  addKeyboardShortcuts() {
    return { "Mod-/": () => this.editor.commands.showShortcuts() };
  },
});
