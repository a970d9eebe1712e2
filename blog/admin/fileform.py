"""The form of one file of the media library."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from blog.files.filetypes import TYPES
from blog.files.images import FORMATS

ACCEPTED_PICTURES = ",".join(mime_type for mime_type, _extension in FORMATS.values())
ACCEPTED_FILES = ",".join([ACCEPTED_PICTURES, *dict.fromkeys(each.extension for each in TYPES)])
# Offered; anything else may be written. Names as https://creativecommons.org gives them.
LICENCES = (
    "CC0 1.0",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-ND 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-SA 4.0",
    "CC BY-NC-ND 4.0",
    _("Public domain"),
    _("All rights reserved"),
    _("Used with permission"),
)


class FileForm(forms.ModelForm[Any]):
    """A file and its words. The model's field looks at whatever is sent before it is kept."""

    class Meta:
        widgets = {name: AdminTextareaWidget(attrs={"rows": 2}) for name in ("alt", "caption", "description")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "licence" in self.fields:
            self.fields["licence"].widget.attrs["list"] = "licences"
        if "file" in self.fields:
            self.fields["file"].required = not self.instance.pk or bool(self.instance.file)
            self.fields["file"].widget.is_required = self.fields["file"].required
            self.fields["file"].widget.attrs["accept"] = self.accepted

    accepted = ACCEPTED_FILES
    trouble = ""  # why a file could not be stored: said on the form, so that its words stay

    def clean(self) -> dict[str, Any] | None:
        """Refuses with the trouble of a first try."""
        if self.trouble:
            raise forms.ValidationError(self.trouble, code="trouble")
        return super().clean()


class PictureForm(FileForm):
    """A picture's: with the point that stays in sight where a page crops it."""

    accepted = ACCEPTED_PICTURES
    focus_x = forms.FloatField(
        label=_("Focal point, from the left"), min_value=0, max_value=1, required=False, initial=0.5,
        widget=forms.NumberInput(attrs={"step": "0.01", "data-focus": "x"}),
    )  # fmt: skip
    focus_y = forms.FloatField(
        label=_("Focal point, from the top"), min_value=0, max_value=1, required=False, initial=0.5,
        help_text=_("From 0 to 1. Where a page crops the picture, this point stays in sight."),
        widget=forms.NumberInput(attrs={"step": "0.01", "data-focus": "y"}),
    )  # fmt: skip

    def clean_focus_x(self) -> float:
        """Where it was, if nothing is typed."""
        value = self.cleaned_data["focus_x"]
        return float(self.instance.focus_x if value is None else value)

    def clean_focus_y(self) -> float:
        """Where it was, if nothing is typed."""
        value = self.cleaned_data["focus_y"]
        return float(self.instance.focus_y if value is None else value)
