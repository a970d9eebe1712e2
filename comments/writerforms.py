"""What writers are asked about themselves, apart from the reply form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms import AddressField


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
