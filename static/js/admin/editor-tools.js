// What the toolbar offers: for each tool its icon, its command, its keys and whether it is on.
import { pm } from "django-prose-editor/editor";

const on = (name, attributes) => (editor) => editor.isActive(name, attributes);
const run = (command, ...values) => (editor) => editor.chain().focus()[command](...values).run();
const can = (command) => (editor) => editor.can()[command]();
const inTable = (editor) => editor.isActive("table");
const plainQuotation = (editor) => editor.isActive("blockquote") && !isPulled(editor);
const isPulled = (editor) => (editor.getAttributes("blockquote").class ?? "").split(" ").includes("pullquote");
const lifted = (editor) => editor.chain().focus().clearNodes().setParagraph().run();

const headed = (level) => (editor) => editor.chain().focus().clearNodes().setHeading({ level }).run();

function quote(name) {
  return (editor) => {
    const isOn = name ? isPulled(editor) : plainQuotation(editor);
    if (isOn) editor.chain().focus().lift("blockquote").run();
    else editor.chain().focus().setQuotation(name).run();
  };
}

// Kinds of paragraph, in the menu that names the one at the cursor.
export const STYLES = [
  { name: "paragraph", command: lifted, active: (editor) => editor.isActive("paragraph") && !editor.isActive("blockquote"), keys: "Mod+Alt+0" },
  ...[2, 3, 4].map((level) => ({ name: `heading${level}`, command: headed(level), active: on("heading", { level }), keys: `Mod+Alt+${level}` })),
  { name: "blockquote", command: quote(null), active: plainQuotation, keys: "Mod+Shift+b" },
  { name: "pullquote", command: quote("pullquote"), active: isPulled, keys: "Mod+Alt+q" },
  { name: "codeBlock", command: run("toggleCodeBlock"), active: on("codeBlock"), keys: "Mod+Alt+c" },
];

// In groups, in the order of the bar. Tools of other modules join by the names of their groups.
export const GROUPS = [
  ["marks", "link"],
  ["lists"],
  ["nodes", "figures", "table"],
  ["history"],
  ["utility"],
];

export const TOOLS = [
  { name: "bold", groups: "marks", icon: "format_bold", command: run("toggleBold"), active: on("bold"), keys: "Mod+b" },
  { name: "italic", groups: "marks", icon: "format_italic", command: run("toggleItalic"), active: on("italic"), keys: "Mod+i" },
  { name: "bulletList", groups: "lists", icon: "format_list_bulleted", command: run("toggleBulletList"), active: on("bulletList"), keys: "Mod+Shift+8" },
  { name: "orderedList", groups: "lists", icon: "format_list_numbered", command: run("toggleOrderedList"), active: on("orderedList"), keys: "Mod+Shift+7" },
  { name: "orderedListProperties", groups: "lists", icon: "tune", command: run("updateListAttributes"), hidden: (editor) => !editor.isActive("orderedList") },
  { name: "figure", groups: "nodes", icon: "image", command: run("insertFigure"), active: on("figure"), keys: "Mod+Alt+p" },
  { name: "footnote", groups: "nodes", text: "a¹", command: run("addFootnote"), active: on("footnote"), enabled: can("addFootnote"), keys: "Mod+Alt+f" },
  { name: "table", groups: "table", icon: "grid_on", command: run("insertArticleTable"), active: inTable, enabled: (editor) => !inTable(editor) },
  { name: "horizontalRule", groups: "nodes", icon: "horizontal_rule", command: run("setHorizontalRule") },
  { name: "history:undo", groups: "history", icon: "undo", command: (editor) => editor.commands.undo(), enabled: can("undo"), keys: "Mod+z" },
  { name: "history:redo", groups: "history", icon: "redo", command: (editor) => editor.commands.redo(), enabled: can("redo"), keys: "Mod+Shift+z" },
  { name: "fullscreen", groups: "utility", icon: "fullscreen", command: (editor) => editor.commands.toggleFullscreen(), active: (editor) => Boolean(editor.storage.fullscreen?.fullscreen), keys: "F11" },
];

export const MORE = [
  { name: "strike", command: run("toggleStrike"), active: on("strike"), keys: "Mod+Shift+s" },
  { name: "superscript", command: run("toggleSuperscript"), active: on("superscript"), keys: "Mod+." },
  { name: "subscript", command: run("toggleSubscript"), active: on("subscript"), keys: "Mod+," },
  { name: "code", command: run("toggleCode"), active: on("code"), keys: "Mod+e" },
  { name: "termList", command: run("insertTermList"), active: on("termList") },
  { name: "clear", command: run("unsetAllMarks"), keys: "Mod+\\" },
  { name: "html", command: (editor) => editor.commands.editHTML() },
  { name: "help", command: (editor) => editor.commands.showShortcuts(), keys: "Mod+/" },
];

const inTables = (name, command, active) => ({ name: `table:${name}`, command: run(command), enabled: can(command), ...(active && { active }) });
const { selectedRect, isInTable } = pm.tables;
const hasHead = (editor) => isInTable(editor.state) && selectedRect(editor.state).table.firstChild.attrs.part === "thead";

export const TABLE = [
  inTables("addRowBefore", "addRowBefore"),
  inTables("addRowAfter", "addRowAfter"),
  inTables("deleteRow", "deleteRow"),
  inTables("addColumnBefore", "addColumnBefore"),
  inTables("addColumnAfter", "addColumnAfter"),
  inTables("deleteColumn", "deleteColumn"),
  inTables("mergeCells", "mergeCells"),
  inTables("splitCell", "splitCell"),
  inTables("head", "toggleTableHead", hasHead),
  inTables("toggleHeaderCell", "toggleHeaderCell", on("tableHeader")),
  { name: "table:caption", command: (editor) => editor.commands.editTableCaption() },
  inTables("deleteTable", "deleteTable"),
];
