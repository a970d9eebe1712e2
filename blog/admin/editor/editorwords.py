"""What the rich text editor says: names of its buttons and dialogs, in the language of the admin."""

import unicodedata
from typing import Any

from django.utils.translation import gettext_lazy as _

# By the names of the items in static/js/admin/editor-tools.js.
TOOLS: dict[str, Any] = {
    "toolbar": _("Formatting"),
    "style": _("Kind of paragraph"),
    "paragraph": _("Paragraph"),
    "heading2": _("Heading"),
    "heading3": _("Smaller heading"),
    "heading4": _("Smallest heading"),
    "blockquote": _("Quotation"),
    "pullquote": _("Pull quote"),
    "codeBlock": _("Code block"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "bulletList": _("Bulleted list"),
    "orderedList": _("Numbered list"),
    "orderedListProperties": _("Numbering of the list"),
    "figure": _("Picture"),
    "footnote": _("Footnote"),
    "table": _("Table"),
    "horizontalRule": _("Rule"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "more": _("More"),
    "strike": _("Struck out"),
    "superscript": _("Superscript"),
    "subscript": _("Subscript"),
    "code": _("Code in a line"),
    "termList": _("List of terms"),
    "clear": _("Remove the formatting"),
    "html": _("Edit as HTML"),
    "fullscreen": _("Full screen"),
    "characters": _("Special characters"),
    "help": _("Keyboard shortcuts"),
    "tableTools": _("Table"),
    "table:addRowBefore": _("Add a row above"),
    "table:addRowAfter": _("Add a row below"),
    "table:deleteRow": _("Delete the row"),
    "table:addColumnBefore": _("Add a column before"),
    "table:addColumnAfter": _("Add a column after"),
    "table:deleteColumn": _("Delete the column"),
    "table:mergeCells": _("Merge cells"),
    "table:splitCell": _("Split the cell"),
    "table:head": _("First row is the head"),
    "table:toggleHeaderCell": _("Heading cell"),
    "table:caption": _("Caption of the table"),
    "table:deleteTable": _("Delete the table"),
}

# What the help says beyond the tools that have keys of their own.
TYPED: list[tuple[str, Any]] = [
    ("##", _("then a space: a heading; ### a smaller one")),
    ("-", _("then a space: a bulleted list; 1. a numbered one")),
    (">", _("then a space: a quotation")),
    ("```", _("then a space: a code block")),
    ("---", _("a rule")),
    ("**", _("around words: bold; * around words: italic; ` around words: code")),
]
KEYS: list[tuple[str, Any]] = [
    ("Shift+Enter", _("A new line in the same paragraph")),
    ("Enter", _("After the address of a video or a recording on a line of its own: its card")),
    ("Tab", _("In a list: one level deeper; in a table: the next cell")),
    ("Mod+Shift+v", _("Paste without formatting")),
    ("Mod+k", _("A link, or another address for the one under the cursor")),
    ("Mod+Alt+u", _("Upload pictures; they can also be dropped on the text or pasted into it")),
    ("Alt+F10", _("To the buttons, and Escape back to the text")),
]
HELP: dict[str, Any] = {
    "title": _("Keyboard shortcuts"),
    "keysTitle": _("Paragraphs and words"),
    "moreTitle": _("Everything else"),
    "typedTitle": _("Typed"),
    "close": _("Close"),
    "typed": TYPED,
    "keys": KEYS,
}

CHARACTERS = "–—…“”‘’«»„‚‹›·•×÷±−°′″†‡§¶№€£¥¢©®™½¼¾²³←→↑↓≈≠≤≥∞\u00a0\u202f\u00ad"


def characters() -> list[tuple[str, str]]:
    """The special characters that the editor offers, each with its Unicode name."""
    return [(character, unicodedata.name(character).lower()) for character in CHARACTERS]


FOOTNOTES: dict[str, Any] = {"reference": _("Go to the footnote"), "back": _("Back to the text")}
TABLES: dict[str, Any] = {"caption": _("Caption of the table"), "done": _("Done")}
MEDIA: dict[str, Any] = {
    "open": _("Open"),
    "edit": _("Edit"),
    "turn": _("Turn into a link"),
    "remove": _("Remove"),
    "address": _("Address"),
    "title": _("Title; empty for the recording's own"),
    "done": _("Done"),
}
PASTING: dict[str, Any] = {
    "dropped": _("Pictures that lay in the pasted text were left out. Please upload them as files."),
}
