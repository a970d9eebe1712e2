"""Where an article meets its debate: what templates say about replies."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import template
from django.db.models import F
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import gettext, ngettext

from blog.addresses import number_in
from blog.models import Correction, Post
from blog.publicpages import has_session, reader
from comments import permissions, posting
from comments.forms import ReplyForm
from comments.models import Reply, Thread
from comments.moderating import ledger
from comments.tree.ordering import ORDERS, order_named, page_address
from comments.tree.reading import Row, page_of

register = template.Library()


@register.inclusion_tag("comments/_thread.html", takes_context=True)
def thread(context: Context, post: Post) -> dict[str, Any]:
    """The whole `section#replies` of an article: replies, neighbours, and the form."""
    request, address = context["request"], post.get_absolute_url()
    start = number_in(request.GET, "replies")
    if getattr(post, "reply_count", None) is None:
        reply_counts([post])
    page = page_of(post, int(start) if start else None, order_named(request.GET.get("sort", "")))
    return {
        **replying(request, post),
        "publication": context.get("publication"),
        "post": post,
        "address": address,
        "page": page,
        "orders": [(order, page_address(address, order)) for order in ORDERS],
        "previous": page.has_before and page_address(address, page.order, page.before),
        "following": page.after and page_address(address, page.order, page.after),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def replying(request: HttpRequest, post: Post) -> dict[str, Any]:
    """What the form at the end of the thread needs. Readers without a session all get the same."""
    form = ReplyForm(staff=permissions.staff(reader(request)))
    return {
        "closed": permissions.why_closed(post),
        "closes_at": permissions.closing_time(post),
        "form": form,
        "writer": form.staff and posting.staff_name(form.staff),
        "needs_token": has_session(request),
    }


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
    """By number of the post. No query for one article, whose thread its own page has read along."""
    if len(posts) == 1:
        kept = getattr(posts[0], "thread", None)
        return {kept.pk: kept} if kept else {}
    rows = Thread.objects.filter(pk__in=[post.pk for post in posts]).only("approved_count", "removed")
    return {kept.pk: kept for kept in rows}


@register.simple_tag
def most_discussed(number: int) -> list[Post]:
    """The articles with the most replies that everybody can read, each with its `reply_count`."""
    discussed = Post.objects.readable().filter(thread__approved_count__gt=0).for_links()
    counted = discussed.annotate(reply_count=F("thread__approved_count"))
    return list(counted.order_by("-reply_count", "-publish_at")[:number])


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
def correction_since(reply: Reply, post: Post) -> Correction | None:
    """The first correction of the article that the reply's words do not know yet."""
    written = reply.edited_at or reply.submitted_at
    return next((each for each in post.corrected if each.made_at > written), None)


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


@register.filter
def answers_said(row: Row) -> str:
    """What a branch that can be folded holds: “1 answer”, “12 answers”."""
    if row.has_more:
        return gettext("%(number)d answers on this page") % {"number": row.answers}
    return ngettext("%(number)d answer", "%(number)d answers", row.answers) % {"number": row.answers}
