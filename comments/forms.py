"""The reply form."""

import re
import unicodedata
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.models import User
from comments.models import DebateRules

LONGEST_NAME = 100
LONGEST_COMPOSED = 100_000  # characters; a longer text is refused anyway
LARGEST_NUMBER = 10**15
# Controls but for line ends and tabs, halves of characters, and what forces letters into another direction.
UNTYPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
MOST_MARKS = 30  # on one letter: the Stream-Safe Text Format's limit, https://www.unicode.org/reports/tr15/
# Letters that fonts draw as nothing: Hangul fillers, the empty Braille pattern.
BLANK = "\u115f\u1160\u3164\uffa0\u2800"
# What turns the direction of the text around it.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def plain(text: str) -> str:
    """Typed text without what no keyboard means."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return composed(UNTYPABLE.sub("", text))


def composed(text: str) -> str:
    """In NFC; towers of marks stay, since composing takes time that grows with the square of their height."""
    if text.isascii() or len(text) > LONGEST_COMPOSED:
        return text
    if not any(map(unicodedata.combining, set(text))):
        return unicodedata.normalize("NFC", text)
    runs = groupby(text, lambda char: bool(unicodedata.combining(char)))
    highest = max((sum(1 for _ in run) for is_mark, run in runs if is_mark), default=0)
    return unicodedata.normalize("NFC", text) if highest <= MOST_MARKS else text


def says_nothing(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return all(char in BLANK or unicodedata.category(char)[0] in "CMZ" for char in set(text))


def grouped(number: int) -> str:
    """20,000 as the publication's language writes it."""
    return number_format(number, use_l10n=True, force_grouping=True)


class PlainField(forms.CharField):
    """Text as typed, less what cannot be seen; what cannot be seen at all counts as empty."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(plain(str(value))) if value is not None else ""
        return "" if text is None or says_nothing(text) else text


class NameField(PlainField):
    """One line that cannot turn the line it stands in."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).translate(TURNS).split())


class AddressField(PlainField, forms.EmailField):
    pass


class WebsiteField(PlainField, forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]

    def to_python(self, value: Any) -> str:
        text = PlainField.to_python(self, value)
        return forms.URLField.to_python(self, text) or "" if text else ""


class ReplyForm(forms.Form):
    """What a reader writes. Whoever is logged in as staff is known already and asked for the text alone."""

    comment = PlainField(
        label=_("Your reply"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Please write something.")},
    )
    name = NameField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Please give a name to stand over your reply.")},
    )
    email = AddressField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Never shown. We send a link there, to make sure that it is yours."),
        error_messages={
            "required": _("Please give your e-mail address; it is never shown."),
            "invalid": _("This is no e-mail address: it should look like name@example.org."),
            "max_length": _("This is too long for an e-mail address."),
        },
    )
    url = WebsiteField(
        label=_("Website, if you like"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
        error_messages={
            "invalid": _("This is no web address: it should look like https://example.org."),
            "max_length": _("This web address is too long: 500 characters at most."),
        },
    )
    followup = forms.BooleanField(label=_("Tell me by e-mail when somebody answers"), required=False)
    parent = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput()
    )
    subject = forms.CharField(label=_("Leave this empty"), required=False, widget=forms.TextInput())

    def __init__(self, *args: Any, staff: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "reply_%s", "label_suffix": "", **kwargs})
        # The web browser must not complete the trap; without a scheme people's own spelling is fine.
        self.fields["subject"].widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})
        self.fields["url"].widget.input_type = "text"
        self.fields["url"].widget.attrs["inputmode"] = "url"
        self.staff = staff
        if staff:
            for name in ("name", "email", "url"):
                del self.fields[name]
        self.fields["comment"].help_text = " ".join(self.limits())

    def limits(self) -> list[str]:
        """What may be written, and how much of it."""
        said = [gettext("Paragraphs, *emphasis*, links, lists, `code` and > quotes work.")]
        most = settings.REPLY_MAX_CHARACTERS
        said.append(gettext("At most %(most)s characters.") % {"most": grouped(most)})
        if not self.staff:
            links = DebateRules.for_pages().most_links
            held = ngettext(
                "With more than %(links)d link it is read by a moderator first.",
                "With more than %(links)d links it is read by a moderator first.",
                links,
            )
            said.append(held % {"links": links})
        return said

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if len(name) > LONGEST_NAME:
            raise forms.ValidationError(
                _("This name is too long: %(most)d characters at most."), params={"most": LONGEST_NAME}
            )
        return str(name)

    def clean_comment(self) -> str:
        text, most = self.cleaned_data["comment"], settings.REPLY_MAX_CHARACTERS
        if len(text) > most:
            raise forms.ValidationError(
                _("Your reply has %(length)s characters, and %(most)s are the most. It is all still here."),
                params={"length": grouped(len(text)), "most": grouped(most)},
            )
        return str(text)

    def judged_text(self) -> str:
        """The text as it would be posted, empty if that is wrong; whatever else is wrong is not said yet."""
        for name in set(self.errors) - {"comment"}:
            del self.errors[name]
        return str(self.cleaned_data.get("comment", ""))

    @property
    def most_characters(self) -> int:
        return int(settings.REPLY_MAX_CHARACTERS)

    @property
    def is_trapped(self) -> bool:
        """A machine has filled in what people do not see."""
        return bool(self.data.get("subject", "").strip())

    @property
    def wrong(self) -> list[Any]:
        """The visible fields that hold errors, for the list above the form."""
        return [field for field in self.visible_fields() if field.errors]
