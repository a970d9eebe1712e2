"""The forms of those who object: readers to a reply, and its writer to its removal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms import PlainField
from comments.models import Report

LONGEST_NOTE, LONGEST_APPEAL = 1000, 3000  # characters


class ObjectionForm(forms.Form):
    """What both have: a field that people do not see, and a list of what is wrong."""

    subject = forms.CharField(label=_("Leave this empty"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "objection_%s", "label_suffix": "", **kwargs})
        self.fields["subject"].widget.attrs.update({"autocomplete": "off", "tabindex": "-1"})
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # browsers cut what is pasted without a word

    @property
    def is_trapped(self) -> bool:
        """A machine has filled in what people do not see."""
        return bool(self.data.get("subject", "").strip())

    @property
    def wrong(self) -> list[Any]:
        """The visible fields that hold errors, for the list above the form."""
        return [field for field in self.visible_fields() if field.errors]


class ReportForm(ObjectionForm):
    """Why a reader reports a reply."""

    why = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Why.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what is wrong with the reply."),
            "invalid_choice": _("Please choose one of these reasons."),
        },
    )
    note = PlainField(
        label=_("In a few words, if you like"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("For the moderators alone."),
        error_messages={
            "max_length": _("This has %(show_value)d characters, and %(limit_value)d are the most.")
        },
    )


class AppealForm(ObjectionForm):
    """What a writer says against the removal of a reply."""

    text = PlainField(
        label=_("Why should it be published?"),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Moderators read this beside your reply. You can appeal once."),
        error_messages={
            "required": _("Please say why you think that the decision is wrong."),
            "max_length": _("This has %(show_value)d characters, and %(limit_value)d are the most."),
        },
    )
