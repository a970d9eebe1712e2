"""The forms of following: for what and how often, and changing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from comments.forms import AddressField
from comments.mail import following, leaving
from comments.mail.leaving import Person
from comments.models import Cadence, Follow
from comments.moderating.objections import ObjectionForm

HERE, EVERYWHERE = "article", "all"
OFTEN = [(Cadence.AT_ONCE, _("at once, each by itself")), (Cadence.DAILY, _("once a day, in the morning"))]
STOPPABLE = [*OFTEN, (Cadence.NEVER, _("no more"))]


class FollowForm(ObjectionForm):
    """Where mail goes, about what, and how often."""

    email = AddressField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Never shown. Each mail has a link that ends them."),
        error_messages={
            "required": _("Please give the address to which mail is to go."),
            "invalid": _("This is no e-mail address: it should look like name@example.org."),
            "max_length": _("This is too long for an e-mail address."),
        },
    )
    about = forms.ChoiceField(
        label=_("New replies"),
        choices=[(HERE, _("to this article")), (EVERYWHERE, _("to every article"))],
        initial=HERE,
        widget=forms.RadioSelect,
    )
    cadence = forms.ChoiceField(
        label=_("How often"), choices=OFTEN, initial=Cadence.AT_ONCE, widget=forms.RadioSelect
    )


class ManageForm(forms.Form):
    """All that an address follows, each with how often; for the publication's people also their own mail."""

    articles = forms.ChoiceField(label=_("Replies to your own articles"), choices=STOPPABLE)
    queue = forms.BooleanField(label=_("Tell me when replies wait for a moderator"), required=False)

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "follow_%s", "label_suffix": "", **kwargs})
        self.person, self.rows = person, list(person.follows())
        wishes = leaving.staff_mail(person)
        for name in ("articles", "queue"):
            if name in wishes:
                self.fields[name].initial = wishes[name]
            else:
                del self.fields[name]
        for follow in self.rows:
            self.fields[f"follow-{follow.pk}"] = forms.ChoiceField(
                label=label(follow), choices=STOPPABLE, initial=follow.cadence, required=False
            )

    def save(self) -> None:
        """Keep what was chosen; a follow that was not on the form stays."""
        for follow in self.rows:
            if chosen := self.cleaned_data.get(f"follow-{follow.pk}"):
                following.change(follow, chosen)
        wishes = {name: self.cleaned_data[name] for name in ("articles", "queue") if name in self.fields}
        if wishes:
            leaving.set_staff_mail(self.person, **wishes)


def label(follow: Follow) -> str:
    """What is followed, in words."""
    if follow.reply:
        return _("Answers to your reply on “%(title)s”") % {"title": follow.reply.post.title}
    if follow.post:
        return _("Replies to “%(title)s”") % {"title": follow.post.title}
    return str(_("Replies to every article"))
