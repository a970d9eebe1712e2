"""The front page, arranged by hand: the lead, the picks behind it, and until when each stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.admin import samples
from blog.admin.arranging import ArrangingAdmin, offered, place_of, pressed, verb_of, verbs
from blog.admin.moments import is_skipped, skipped
from blog.frontpage import Arrangement
from blog.models import FrontPick, Post, Publication


@dataclass
class Pick:
    """An article in its place; `until` as typed. `error` says what is wrong with that."""

    post: Post
    until: str = ""
    error: str = ""
    is_shown: bool = True

    @property
    def moment(self) -> datetime | None:
        """Until when it stands. Raises ValidationError with a sentence."""
        if not self.until:
            return None
        try:
            wall = parse_datetime(self.until)
        except ValueError:
            wall = None
        if wall is None or timezone.is_aware(wall):
            raise ValidationError(_("This is no date with a time."))
        moment = timezone.make_aware(wall)
        if is_skipped(moment):
            raise ValidationError(skipped(moment))
        return moment

    @property
    def is_over(self) -> bool:
        try:
            return bool(self.moment and self.moment <= timezone.now())
        except ValidationError:
            return False

    @property
    def remark(self) -> str:
        """Why readers do not see it in its place."""
        if self.is_over:
            return _("Its time here is over. It stands where its date puts it.")
        if self.is_shown:
            return ""
        publish_at = self.post.publish_at
        if publish_at and publish_at > timezone.now() and self.post.status != "withdrawn":
            moment = date_format(timezone.localtime(publish_at), "j M Y, H:i")
            return _("Readers see it from %(moment)s on.") % {"moment": moment}
        state = self.post.get_status_display()
        return _("Readers cannot see it (%(state)s), so it takes no place.") % {"state": state}


@admin.register(FrontPick)
class FrontPickAdmin(ArrangingAdmin[FrontPick, Pick]):
    """What leads, and what stands beside it."""

    template = "admin/blog/frontpick/arrange.html"
    log_words = gettext_lazy("The front page is arranged")

    def kept(self, request: HttpRequest) -> list[Pick]:
        rows = FrontPick.objects.order_by("position", "pk")
        return picks([(row.post_id, typed(row.until)) for row in rows])

    def read(self, request: HttpRequest) -> list[Pick]:
        keys = [int(key) for key in request.POST.getlist("pick") if key.isdecimal() and len(key) < 18]
        return picks([(key, request.POST.get(f"until-{key}", "").strip()) for key in dict.fromkeys(keys)])

    def said(self, row: Pick) -> str:
        return f"{row.post.pk} {row.until}"

    def named(self, row: Pick) -> str:
        return f"{row.post} ({row.until.replace('T', ' ')})" if row.until else str(row.post)

    def arrange(self, rows: list[Pick], request: HttpRequest) -> list[Pick]:
        verb, value = verb_of(request.POST)
        if verb == "add" and value.isdecimal() and len(value) < 18:
            return [*rows, *picks([(int(value), "")])] if int(value) not in keys_of(rows) else rows
        return pressed(rows, request.POST, verbs())

    def keep(self, rows: list[Pick], request: HttpRequest) -> bool:
        for row in rows:
            try:
                row.moment  # noqa: B018
            except ValidationError as error:
                row.error = error.messages[0]
        if any(row.error for row in rows):
            return False
        with transaction.atomic():
            FrontPick.objects.all().delete()
            FrontPick.objects.bulk_create(
                FrontPick(post=row.post, position=position, until=row.moment)
                for position, row in enumerate(rows)
            )
        return True

    def show(self, rows: list[Pick], request: HttpRequest) -> dict[str, Any]:
        words = request.POST.get("words", "").strip()
        keys = keys_of(rows)
        behind = Arrangement.of(standing(rows))[0 : Publication.current().posts_per_page]
        return {
            "title": _("Front page"),
            "rows": rows,
            "words": words,
            "found": [(post, post.pk in keys) for post in offered(words)],
            "behind": [post for post in behind if post.pk not in standing(rows)],
            "pressed": place_of(verb_of(request.POST)[1], rows),
        }

    def try_out(self, rows: list[Pick], request: HttpRequest) -> HttpResponse:
        return samples.front(request, standing(rows))


def picks(wanted: list[tuple[int, str]]) -> list[Pick]:
    """The articles of these keys that there are, in this order, each with its time as typed."""
    keys = [key for key, _until in wanted]
    posts = Post.objects.kept().defer("body", "body_html", "body_text", "import_data").in_bulk(keys)
    seen = set(Post.objects.published().of_keys(keys).values_list("pk", flat=True))
    return [Pick(posts[key], until, is_shown=key in seen) for key, until in wanted if key in posts]


def keys_of(rows: list[Pick]) -> list[int]:
    return [row.post.pk for row in rows]


def standing(rows: list[Pick]) -> list[int]:
    """The keys of those whose time is not over."""
    return [row.post.pk for row in rows if not row.is_over]


def typed(moment: datetime | None) -> str:
    """As a field of date and time holds it."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""
