"""What writers are asked about themselves, apart from the reply form."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from comments.forms import LARGEST_NUMBER, AddressField, ReplyForm
from comments.models import Cadence, Writer, writer_key


class AddressForm(forms.Form):
    """An e-mail address, to which something is then sent."""

    email = AddressField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please give your e-mail address."),
            "invalid": _("This is no e-mail address: it should look like name@example.org."),
            "max_length": _("This is too long for an e-mail address."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "your_%s", "label_suffix": "", **kwargs})


class EditForm(ReplyForm):
    """The words of a reply once more, and which edition of them the writer has seen."""

    edition = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "edit_%s", **kwargs})
        for name in set(self.fields) - {"comment", "edition"}:
            del self.fields[name]
        self.fields["comment"].widget.attrs["rows"] = 12


class EraseForm(AddressForm):
    """The address once more, so that nobody erases by a slip of the hand, and what becomes of the words."""

    class Words(TextChoices):
        KEEP = "keep", _("Leave what is published, under no name")
        TAKE = "take", _("Take the words away, too")

    words = forms.ChoiceField(
        label=_("What becomes of your replies?"),
        choices=Words.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what becomes of your replies."),
            "invalid_choice": _("Please choose one of the two."),
        },
    )

    def __init__(self, *args: Any, writer: Writer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writer = writer

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if writer_key(email) != self.writer.key:
            raise forms.ValidationError(_("This is not the address of this page."))
        return email


class MailForm(forms.Form):
    """How often an address wants mail about replies."""

    mail = forms.ChoiceField(
        label=_("Mail about replies"),
        choices=Cadence.choices,
        help_text=_("You are told in any case when a moderator removes a reply of yours."),
    )
