"""What the rich text editor has words for: extensions, tags, attributes. Everything else it must keep."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from blog.admin.editor import editorwords
from blog.admin.editor.figures import FIGURES
from blog.admin.roomwords import COUNTING, LINKS
from blog.rendering import allowlist
from blog.rendering.tree import Element

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Code": True,
    "CodeBlock": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Links": LINKS,
    "Figures": FIGURES,
    "Tables": editorwords.TABLES,
    "TableHeader": True,
    "TableCell": True,
    "Vocabulary": True,
    "KeptParts": {
        "caption": _("HTML, kept as it is"),
        "edit": _("Edit HTML"),
        "done": _("Done"),
    },
    "Document": False,
    "ArticleDocument": True,
    "Blocks": True,
    "Ending": True,
    "Footnotes": editorwords.FOOTNOTES,
    "MediaLinks": editorwords.MEDIA | {"url": reverse_lazy("admin:blog_post_media")},
    "Pasting": {"words": editorwords.PASTING},
    "Menu": False,
    "Toolbar": {"words": editorwords.TOOLS, "characters": editorwords.characters()},
    "Shortcuts": {"words": editorwords.TOOLS, "help": editorwords.HELP},
    "SpecialCharacters": True,
    "History": True,
    "HTML": True,
    "Fullscreen": True,
    "WritingRoom": COUNTING,
    "NoSpellCheck": False,
}

# static/js/admin/vocabulary.js says the same to the editor.
SPOKEN = {"lang", "dir"}
NAMED = SPOKEN | {"id"}
MARKS: dict[str, set[str]] = {
    **dict.fromkeys("strong b em i s sub sup".split(), SPOKEN),
    **dict.fromkeys("cite small mark kbd samp var u span".split(), SPOKEN),
    "q": SPOKEN | {"cite"},
    "abbr": SPOKEN | {"title"},
    "dfn": SPOKEN | {"title"},
    "time": SPOKEN | {"datetime"},
    "a": SPOKEN | {"href", "title", "hreflang"},
}
BLOCKS: dict[str, set[str]] = {
    **dict.fromkeys("p h2 h3 h4 ul li dl dt dd".split(), NAMED),
    "ol": NAMED | {"start", "type"},
    "blockquote": NAMED | {"cite", "class"},
    "figure": NAMED | {"class"},
    "table": NAMED,
    "td": NAMED | {"colspan", "rowspan"},
    "th": NAMED | {"colspan", "rowspan", "scope"},
}
IMAGE = {"class", "lang", "dir", "src", "alt", "title", "width", "height", "loading", "decoding"}
# What renders as nothing of its own, so that losing it loses nothing.
SHELLS = frozenset("div section article main header footer center".split())
# Classes that readers' pages drop, after the rendering has been told something by them.
TELLING = frozenset("wp-caption wp-caption-text media wp-smiley emoji".split())


def keeps(element: Element, attributes: set[str] | None = None) -> bool:
    """Whether the editor keeps all attributes of the element that readers' pages keep.

    `attributes` are those it knows; without them, those of the element's own tag.
    """
    known = (MARKS | BLOCKS).get(element.tag, set()) if attributes is None else attributes
    kept = {name for name, value in element.attrs.items() if matters(element.tag, name, value)}
    return kept <= known and not TELLING & set(element.classes())


def matters(tag: str, name: str, value: str) -> bool:
    """Whether readers' pages keep this attribute."""
    if name == "class":
        return bool(allowlist.kept_classes(value))
    if name == "rel":
        return False
    return name in allowlist.SOURCE_ATTRIBUTES.get(tag, set()) | allowlist.GLOBAL_ATTRIBUTES
