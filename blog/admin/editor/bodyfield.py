"""The field of a text: the rich text editor, what it is given to open, and what is stored."""

import json
import re
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media, static_lazy

from blog.admin.editor import keptparts
from blog.admin.editor.blockmarks import shielded, unshielded
from blog.admin.editor.medianodes import facts_in
from blog.admin.editor.vocabulary import EXTENSIONS
from blog.admin.editor.wrapping import with_frames
from blog.models import Publication
from blog.rendering import allowlist
from blog.rendering.text import RTL_LANGUAGES

# Scripts that other scripts import, as `broadside/…`.
SHARED_SCRIPTS = [
    *["send-file", "upload-row", "held-back", "picture-dialog", "figure-view", "figure-uploads"],
    *["address", "held-place", "link-dialog", "counting"],
    *[
        "editor-footnotes-nodes",
        "editor-footnotes-order",
        "editor-media-lines",
        "editor-menus",
        "editor-tools",
    ],
    *["editor-paste-clean", "editor-paste-pictures", "editor-paste-text"],
    *["editor-paste-players", "editor-paste-word"],
]
STYLES = [
    f"css/admin/{name}.css"
    for name in "figures picture-dialog link-dialog writing-room editor-toolbar editor-blocks".split()
]
BLANK_CAPTION = re.compile(r"<figcaption>\s*</figcaption>")
FAILED = _(
    "The editor could not be loaded, so the text is shown as HTML. Nothing is lost: you can go on writing "
    "here, or reload the page to try again."
)


def plain_source_notice() -> str:
    """Why a text is shown as HTML."""
    return gettext(
        "This text is built in a way that the editor cannot take apart without loss, so it is shown as HTML. "
        "Whatever you do not touch stays as it is."
    )


def safe_source(source: str) -> str:
    """What is stored: well-formed, without anything that runs; frames stay, for the rendering to judge."""
    cleaned = BLANK_CAPTION.sub("", allowlist.clean_source(shielded(source)))
    return unshielded(with_frames(cleaned)).strip()


def one_line_ends(text: str) -> str:
    """Browsers send other line ends than they were given."""
    return text.replace("\r\n", "\n").strip()


class BodyField(forms.CharField):
    """The text of a post. The page holds its HTML, which is what one edits without JavaScript.

    Beside it lies what the editor opens instead (`data-opened`), with previews of the parts it keeps.
    """

    stored = ""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", _("Text"))
        super().__init__(widget=editor_widget(), **options)

    def open(self, stored: str, typed: str | None = None) -> None:
        """Choose the widget that can show the stored text, or what was typed over it."""
        self.stored = stored
        source = stored if typed is None else keptparts.restored(typed)
        if keptparts.can_open(source):
            opened = keptparts.opened(source)
            self.widget.attrs |= told(opened)
        else:
            self.widget = AdminTextareaWidget(
                attrs={"rows": 30, "class": "vLargeTextField source", "dir": "auto"}
            )
            self.help_text = plain_source_notice()

    def prepare_value(self, value: Any) -> Any:
        return keptparts.restored(value or "")

    def clean(self, value: Any) -> str:
        """A text that nobody touched stays as it is, to the letter."""
        written = one_line_ends(super().clean(value))
        if written in {one_line_ends(self.stored), one_line_ends(keptparts.opened(self.stored))}:
            return self.stored
        return safe_source(keptparts.saved(written))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.clean(data) != (initial or "")


def told(opened: str) -> dict[str, Any]:
    """What the scripts read beside the text that they open."""
    return {
        "data-opened": opened,
        "data-shown": json.dumps(keptparts.previews(opened)),
        "data-media": json.dumps(facts_in(opened)),
        "data-failed": FAILED,
    }


class EditorWidget(AdminProseEditorWidget):
    """The editor; its modules find each other by name, whatever their files are called when served."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the publication's language, for texts that have none of their own."""
        spoken = {
            "data-language": Publication.current().language,
            "data-rtl": " ".join(sorted(RTL_LANGUAGES)),
        }
        context: dict[str, Any] = super().get_context(name, value, (attrs or {}) | spoken)
        return context

    @property
    def media(self) -> Media:
        named = {f"broadside/{name}": static_lazy(f"js/admin/{name}.js") for name in SHARED_SCRIPTS}
        found: Media = super().media + Media(importmap=ImportMap(named), css={"all": STYLES})
        return found


def editor_widget() -> EditorWidget:
    """The editor with everything that EXTENSIONS names; our own script starts it, with all of them or not."""
    widget = EditorWidget(attrs={"rows": 25})
    widget.config, widget.preset = {"extensions": EXTENSIONS}, "guarded"
    return widget
