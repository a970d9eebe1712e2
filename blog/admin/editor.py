"""The rich text editor: what it can write, which texts it can open without loss, and what is stored."""

import re
from html.parser import HTMLParser
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from blog.rendering import allowlist

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
    "Link": {"enableTarget": False, "autolink": True},
    "Figure": {"pickerUrl": reverse_lazy("admin:blog_image_choose")},
    "Image": True,
    "Caption": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "SpecialCharacters": True,
    "History": True,
    "HTML": True,
    "Fullscreen": True,
    "NoSpellCheck": False,
}

WRITES = frozenset(
    "p h2 h3 h4 ul ol li blockquote pre code hr br a strong b em i s sub sup"
    " figure img figcaption table tbody thead tr th td".split()
)
KEEPS = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "srcset", "sizes", "loading", "decoding"},
    "figure": {"class"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What renders as nothing of its own, so that losing it loses nothing.
SHELLS = frozenset("div span section article main header footer center font".split())


def plain_source_notice() -> str:
    """Why a text is shown as HTML."""
    return gettext(
        "This text holds parts that the editor cannot show without losing them, so it is shown as HTML. "
        "Whatever you do not touch stays as it is."
    )


def fits_editor(source: str) -> bool:
    """Whether the editor can open and save `source` without losing anything that readers see."""
    reader = Fit()
    reader.feed(source)
    reader.close()
    return reader.fits


class Fit(HTMLParser):
    """Looks for the first thing that the editor has no words for."""

    def __init__(self) -> None:
        super().__init__()
        self.fits = True
        self.figure: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name for name, value in attrs if matters(tag, name, value or "")}
        known = tag in WRITES or tag in SHELLS or tag not in allowlist.SOURCE_TAGS | {"iframe"}
        self.fits &= known and kept <= KEEPS.get(tag, set())
        if tag == "figure":
            self.figure = []
        elif self.figure is not None and tag in {"a", "table", "blockquote", "pre", "p"}:
            self.fits = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self.figure = None


def matters(tag: str, name: str, value: str) -> bool:
    """Whether readers' pages keep this attribute."""
    if name == "class":
        return bool(allowlist.kept_classes(value))
    if name == "rel":
        return False
    return name in allowlist.SOURCE_ATTRIBUTES.get(tag, set()) | allowlist.GLOBAL_ATTRIBUTES


def safe_source(source: str) -> str:
    """What is stored: well-formed, without anything that runs; frames stay, for the rendering to judge."""
    cleaned = allowlist.clean_source(source)
    return re.sub(rf"(</?){allowlist.FRAME}(?![\w-])", r"\1iframe", cleaned).strip()


class BodyField(forms.CharField):
    """The text of a post. Without JavaScript, and where the editor would lose something, HTML."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", _("Text"))
        super().__init__(widget=editor_widget(), **options)

    def open(self, source: str) -> None:
        """Choose the widget that can show `source`."""
        if not fits_editor(source):
            self.widget = AdminTextareaWidget(
                attrs={"rows": 30, "class": "vLargeTextField source", "dir": "auto"}
            )
            self.help_text = plain_source_notice()

    def clean(self, value: Any) -> str:
        return safe_source(super().clean(value))


def editor_widget() -> AdminProseEditorWidget:
    """The editor with everything that EXTENSIONS names."""
    widget = AdminProseEditorWidget(attrs={"rows": 25})
    widget.config, widget.preset = {"extensions": EXTENSIONS}, "configurable"
    return widget
