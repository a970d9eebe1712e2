"""Times as editors type them, on the publication's clock: also in the nights when that clock is changed."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


class MomentField(forms.SplitDateTimeField):
    """A date and a time on the publication's clock.

    An hour that the clock skips is refused in words. Of an hour that it shows twice the first is meant,
    unless the field held the second one and was left alone.
    """

    widget = AdminSplitDateTime

    def compress(self, data_list: Any) -> datetime | None:
        """The moment, aware. Raises ValidationError for a time that does not exist there."""
        if not data_list:
            return None
        day, hour = data_list
        if day in self.empty_values or hour in self.empty_values:
            return super().compress(data_list)  # says which of the two is missing
        wall = datetime.combine(day, hour)
        moment = timezone.make_aware(wall)
        if is_skipped(moment):
            raise ValidationError(skipped(moment), code="skipped")
        return moment


def is_skipped(moment: datetime) -> bool:
    """Whether the clock jumps over this local time (PEP 495: a gap does not survive the way to UTC)."""
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None) != moment.replace(tzinfo=None)


def skipped(moment: datetime) -> str:
    """What is wrong, and the time that is probably meant."""
    shifted = moment.astimezone(UTC).astimezone(moment.tzinfo)
    said = {"time": date_format(moment, "H:i"), "day": date_format(moment, "j F Y")}
    text = _("On %(day)s the clocks are put forward: there is no %(time)s. Perhaps %(later)s?")
    return text % {**said, "later": date_format(shifted, "H:i")}


def unless_untouched(moment: datetime | None, held: datetime | None) -> datetime | None:
    """What the field held if its text says the same to the second: a second 02:30 in the night, say."""
    if moment is None or held is None:
        return moment
    same = timezone.make_naive(moment) == timezone.make_naive(held).replace(microsecond=0)
    return held if same else moment
