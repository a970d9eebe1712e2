"""Where an article meets its debate: what templates say about replies."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.db.models import F
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from blog.addresses import number_in
from blog.models import Post
from blog.models.scope import PUBLISHED
from blog.prepared import Prepared
from blog.publicpages import has_session, reader
from comments import permissions, posting
from comments.blankform import blank_form
from comments.forms import ReplyForm
from comments.models import Thread
from comments.moderating import ledger
from comments.tree.markup import replies_html
from comments.tree.ordering import ORDERS, order_named, page_address, whole_address
from comments.tree.reading import ALL, ThreadPage, page_of, whole

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def thread(context: Context, post: Post) -> dict[str, Any]:
    """The whole `section#replies` of an article: replies, neighbours, and the form."""
    request, address = context["request"], post.get_absolute_url()
    is_whole = request.GET.get("replies") == ALL
    if getattr(post, "reply_count", None) is None:
        reply_counts([post])
    page = page_asked(request, post)
    answers = replying(request, post)
    return {
        **answers,
        "publication": context.get("publication"),
        "post": post,
        "address": address,
        "page": page,
        "replies": replies_html(
            page, address, post.corrected, closed=bool(answers["closed"]), is_whole=is_whole
        ),
        "orders": [(order, page_address(address, order)) for order in ORDERS],
        "previous": page.has_before and page_address(address, page.order, page.before),
        "following": page.after and page_address(address, page.order, page.after),
        "whole_address": "" if is_whole or not page.after else whole_address(address, page.order),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def page_asked(request: HttpRequest, post: Post) -> ThreadPage:
    """The page of the thread that `?replies=` and `?sort=` ask for."""
    order = order_named(request.GET.get("sort", ""))
    if request.GET.get("replies") == ALL:
        return whole(post, order)
    start = number_in(request.GET, "replies")
    return page_of(post, int(start) if start else None, order)


def replying(request: HttpRequest, post: Post) -> dict[str, Any]:
    """What the form at the end of the thread needs. Readers without a session all get the same."""
    closing = {"closed": permissions.why_closed(post), "closes_at": permissions.closing_time(post)}
    if not has_session(request):
        return {**closing, "blank_form": "" if closing["closed"] else blank_form(post.get_absolute_url())}
    form = ReplyForm(staff=permissions.staff(reader(request)))
    writer = form.staff and posting.staff_name(form.staff)
    return {**closing, "form": form, "writer": writer, "needs_token": True}


@register.simple_tag
def reply_counts(posts: Post | Iterable[Post] | None) -> dict[int, int]:
    """Give each of `posts` its `reply_count` and its `removed_replies` (how many for which reason); the
    counts of all, by number of the post. One query."""
    rows = [posts] if isinstance(posts, Post) else list(posts or [])
    threads = threads_of(rows)
    for post in rows:
        kept = threads.get(post.pk) or Thread(post_id=post.pk)
        post.reply_count, post.removed_replies = kept.approved_count, kept.removed  # type: ignore[attr-defined]
    return {pk: kept.approved_count for pk, kept in threads.items()}


def threads_of(posts: list[Post]) -> dict[int, Thread]:
    """By number of the post. No query for articles whose threads were read along, as on their own pages and
    in lists."""
    if all("thread" in post._state.fields_cache for post in posts):
        kept = [getattr(post, "thread", None) for post in posts]
    else:
        kept = list(
            Thread.objects.filter(pk__in=[post.pk for post in posts]).only("approved_count", "removed")
        )
    return {each.pk: each for each in kept if each}


@register.simple_tag
def most_discussed(number: int) -> list[Post]:
    """The articles with the most replies that everybody can read, each with its `reply_count`."""
    return discussed(number)(now=timezone.now())


@cache
def discussed(number: int) -> Prepared:
    """As many."""
    return Prepared(lambda now: debates(number, now), now=datetime)


def debates(number: int, now: datetime) -> Any:
    """So many articles with replies, those with most first."""
    found = Post.everything.filter(pk__in=Thread.objects.most_discussed(number, now).values("post_id"))
    counted = found.listed_as(PUBLISHED).for_links().annotate(reply_count=F("thread__approved_count"))
    return counted.order_by("-reply_count", "-pk")


@register.filter
def removal_line(removed: dict[str, int] | None) -> str:
    """“3 replies were removed: 2 off topic, 1 abuse of a person.” Empty if none was."""
    number = sum((removed or {}).values())
    if not removed or not number:
        return ""
    text = ngettext(
        "%(number)d reply was removed: %(reasons)s.", "%(number)d replies were removed: %(reasons)s.", number
    )
    return text % {"number": number, "reasons": ledger.reasons_in_words(removed)}


@register.filter
def reasons(removed: dict[str, int]) -> str:
    """“2 off topic, 1 abuse of a person”."""
    return ledger.reasons_in_words(removed)


@register.filter
def duration(time: timedelta) -> str:
    """“3 days”, “5 hours”, “12 minutes”: rounded to what matters."""
    minutes = round(time.total_seconds() / 60)
    if minutes >= 48 * 60:
        return ngettext("%(number)d day", "%(number)d days", round(minutes / 1440)) % {
            "number": round(minutes / 1440)
        }
    if minutes >= 120:
        return gettext("%(number)d hours") % {"number": round(minutes / 60)}
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}


@register.filter
def replies_heading(number: int | None) -> str:
    """“No replies yet”, “1 reply”, “12 replies”."""
    if not number:
        return gettext("No replies yet")
    return ngettext("%(number)d reply", "%(number)d replies", number) % {"number": number}
