"""What happened, on the dashboard: publications, and what people did in the admin, day by day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog import permissions
from blog.admin.places import Event, happenings
from blog.models import Post

SHOWN = 20
LOOKED_AT = 100  # lines of the log, of which those about one thing become one
OWN = 50  # of one's own articles, whose changes by others one is told of


@dataclass(frozen=True)
class Day:
    """The events of one day, the newest first."""

    name: str
    events: list[Event]


def days(request: HttpRequest) -> list[Day]:
    """The newest events that the user may know of, from whoever has registered some."""
    events = [event for read in happenings for event in read(request, SHOWN)]
    newest = sorted(events, key=lambda event: event.moment, reverse=True)[:SHOWN]
    by_day = groupby(newest, key=lambda event: timezone.localdate(event.moment))
    return [Day(name_of(day), list(events)) for day, events in by_day]


def name_of(day: date) -> str:
    """“Today”, “Yesterday”, “14 March 2026”."""
    today = timezone.localdate()
    names = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    return names.get(day) or date_format(day, "j F Y")


def publications(request: HttpRequest, most: int) -> Iterable[Event]:
    """What readers could see from then on."""
    if not request.user.has_perm("blog.view_post"):
        return []
    posts = Post.objects.belonging_to(request.user).published().newest_first().for_links()
    return [
        Event(post.publish_at, _("published"), str(post), post.get_absolute_url())
        for post in posts[:most]
        if post.publish_at
    ]


def deeds(request: HttpRequest, most: int) -> Iterator[Event]:
    """What people did in the admin: for editors all that concerns them, for others their own work and what
    was done to their own articles. Changes of one thing by one person on one day are one event."""
    entries = list(entries_for(request).select_related("user", "content_type").order_by("-pk")[:LOOKED_AT])
    told = [list(same) for _key, same in groupby(entries, key=same_deed)]
    for entries_of_one in told[:most]:
        entry = entries_of_one[0]
        address = "" if entry.action_flag == DELETION else entry.get_admin_url() or ""
        yield Event(entry.action_time, words(entry, len(entries_of_one)), title(entry), address)


def entries_for(request: HttpRequest) -> Any:
    """The log as far as this user may read it."""
    kinds = [
        ContentType.objects.get_for_model(model, for_concrete_model=False).pk
        for model, where in admin.site._registry.items()
        if where.has_view_permission(request)
    ]
    entries = LogEntry.objects.filter(content_type__in=kinds)
    if permissions.edits_others(request.user):
        return entries
    own = Post.objects.belonging_to(request.user).order_by("-pk").values_list("pk", flat=True)[:OWN]
    about = Q(
        content_type=ContentType.objects.get_for_model(Post), object_id__in=[str(number) for number in own]
    )
    return entries.filter(Q(user=permissions.person(request)) | about)


def same_deed(entry: LogEntry) -> tuple[Any, ...]:
    """Equal for two lines of the log that are told as one."""
    day = timezone.localdate(entry.action_time)
    return (entry.user_id, entry.content_type_id, entry.object_id, entry.action_flag, day, own_words(entry))


def own_words(entry: LogEntry) -> str:
    """A message that somebody wrote for people; Django's own are JSON."""
    return "" if entry.change_message.startswith("[") else entry.change_message


def words(entry: LogEntry, times: int) -> str:
    """“Edith changed”, “Edith changed 3 times”, “Edith: The menu is arranged”."""
    who = entry.user.get_short_name() or entry.user.get_username()
    if said := own_words(entry):
        return f"{who}: {said}"
    if entry.action_flag == ADDITION:
        return _("%(who)s began") % {"who": who}
    if entry.action_flag == DELETION:
        return _("%(who)s deleted") % {"who": who}
    text = ngettext("%(who)s changed", "%(who)s changed %(times)d times", times)
    return text % {"who": who, "times": times}


def title(entry: LogEntry) -> str:
    """What it was done to; its kind too, unless it is an article."""
    if own_words(entry):
        return ""
    name = entry.object_repr or _("Without a title")
    model = entry.content_type.model_class() if entry.content_type else None
    if model is None or model is Post:
        return name
    return f"{capfirst(model._meta.verbose_name)}: {name}"


happenings += [publications, deeds]
