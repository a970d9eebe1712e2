"""The reply form."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from blog.models import User

LONGEST_NAME = 100
LARGEST_NUMBER = 10**15
KEPT = "\n\t"
# Letters that fonts draw as nothing: Hangul fillers, the empty Braille pattern.
BLANK = "\u115f\u1160\u3164\uffa0\u2800"
# What turns the direction of the text around it.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def plain(text: str) -> str:
    """Typed text without what no keyboard means: control characters, halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (char for char in text if char in KEPT or unicodedata.category(char) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", "".join(kept))


def says_nothing(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return all(char in BLANK or unicodedata.category(char)[0] in "CMZ" for char in text)


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
        help_text=_("Paragraphs, *emphasis*, links, lists and > quotes work."),
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
        help_text=_("Never shown. A first reply is read by a moderator."),
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
                params={
                    "length": number_format(len(text), use_l10n=True, force_grouping=True),
                    "most": number_format(most, use_l10n=True, force_grouping=True),
                },
            )
        return str(text)

    @property
    def is_trapped(self) -> bool:
        """A machine has filled in what people do not see."""
        return bool(self.data.get("subject", "").strip())

    @property
    def wrong(self) -> list[Any]:
        """The visible fields that hold errors, for the list above the form."""
        return [field for field in self.visible_fields() if field.errors]
