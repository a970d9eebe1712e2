"""The replies of a page as HTML: put together line by line, since a template for each of a hundred costs more
than all the rest of the page. Words are translated once a page. The classes are microformats'
(https://microformats.org/wiki/comments-presentation); scripts know the `data-` attributes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, partial
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from blog.linking import link_to
from blog.models import Correction
from blog.saying import month_names
from comments.models import ReplyStatus
from comments.tree.lines import Line
from comments.tree.reading import READ, Row, ThreadPage

HIDDEN = ReplyStatus.PENDING, ReplyStatus.UNCONFIRMED


def replies_html(
    page: ThreadPage, article: str, corrections: list[Correction], *, closed: bool, is_whole: bool = False
) -> SafeString:
    """The rows of `page` under the article at this address. `corrections` of the article, oldest first;
    while it is `closed` nothing is offered to answer with. On the page of a whole thread, which is for
    reading on, the date of each reply leads to where it can be answered, recommended and reported."""
    markup = Markup(escape(article), corrections, closed, is_whole)
    return mark_safe("".join(markup.rows(page.rows)) + page.closing)


@dataclass
class Markup:
    """What the replies of one page have in common."""

    article: str
    corrections: list[Correction]
    closed: bool
    is_whole: bool = False

    def __post_init__(self) -> None:
        self.zone = timezone.get_current_timezone()
        self.months = month_names()
        self.reply_words, self.to = escape(gettext("Reply")), escape(gettext("to %(name)s"))
        self.recommend, self.report = escape(gettext("Recommend")), escape(gettext("Report"))
        self.by = escape(gettext("the reply by %(name)s"))
        # The same writers, days and numbers again and again.
        self.escaped, self.day, self.fold = cache(escape), cache(partial(day_said, self.months)), cache(fold)
        self.place = link_to("comments:permalink", 0).rpartition("0")

    @cached_property
    def gone(self) -> dict[str, str]:
        """What stands in a place without words."""
        return {
            **dict.fromkeys(ReplyStatus.values, escape(gettext("A reply was removed by a moderator."))),
            **dict.fromkeys(HIDDEN, escape(gettext("A reply here is not published."))),
            ReplyStatus.WITHDRAWN: escape(gettext("A reply was withdrawn by its writer.")),
        }

    def rows(self, rows: Iterable[Row]) -> Iterable[str]:
        for row in rows:
            line = row.reply
            yield row.opening
            yield self.reply(line, row.answered) if line.status == READ else self.without_words(line)
            if row.answers:
                words = self.fold(row.answers, row.has_more)
                yield f'\n<details class="fold" open data-fold="{line.pk}">{words}</details>'

    def without_words(self, line: Line) -> str:
        words = self.gone[line.status]
        return f'<article class="reply gone" id="reply-{line.pk}"><p class="meta">{words}</p>\n'

    def reply(self, line: Line, answered: int | None) -> str:
        """Who, when, what is to be known of it, the words, and what readers can do with it."""
        key, name = line.pk, self.escaped(line.writer_name)
        who = f'<span class="p-name">{name}</span>'
        if line.writer_url and line.website:
            who = f'<a class="p-name u-url" href="{escape(line.website)}" rel="ugc nofollow">{name}</a>'
        start, _number, end = self.place
        return (
            f'<article class="reply u-comment h-cite" id="reply-{key}">'
            f'<header><span class="who p-author h-card" dir="auto">{who}</span>'
            f"{self.badge if line.is_author else ''}{self.answering(answered) if answered else ''}"
            f' <a class="u-url" href="{start}{key}{end}">{self.time(line.submitted_at, "dt-published")}</a>'
            f"{self.edited(line.edited_at) if line.edited_at else ''}"
            f"{self.before_correction(line) if self.corrections else ''}</header>"
            f'\n<div class="body e-content">{line.body_html}</div>'
            f"{'' if self.is_whole else self.foot(line, name)}"
        )

    def foot(self, line: Line, name: str) -> str:
        """What readers can do with it; nothing with a mention elsewhere."""
        if not line.is_conversation:
            return ""
        key, address, by = line.pk, self.address(line.pk), hidden(self.by, name)
        number = f' <span class="number">{line.recommended}</span>' if line.recommended else ""
        return (
            f"\n<footer><p>{'' if self.closed else self.answer(key, name)}"
            f'<a href="{address}recommend/" rel="nofollow" data-recommend="{key}">'
            f"{self.recommend}{by}{number}</a> "
            f'<a href="{address}report/" rel="nofollow">{self.report}{by}</a></p></footer>'
        )

    def answer(self, key: int, name: str) -> str:
        return (
            f'<a href="{self.article}reply/?to={key}" rel="nofollow" data-reply-to="{key}"'
            f' data-name="{name}">{self.reply_words}{hidden(self.to, name)}</a> '
        )

    def address(self, key: int) -> str:
        start, _number, end = self.place
        return f"{start}{key}{end}"

    def time(self, moment: datetime, kind: str) -> str:
        local = moment.astimezone(self.zone).isoformat(timespec="seconds")
        return f'<time class="{kind}" datetime="{local}">{self.day(local[:10])}, {local[11:16]}</time>'

    @cached_property
    def badge(self) -> str:
        return f' <span class="badge">{escape(gettext("Author"))}</span>'

    def answering(self, answered: int) -> str:
        words = escape(gettext("in answer to an earlier reply"))
        return f' <a class="answers u-in-reply-to" href="{self.address(answered)}">{words}</a>'

    def edited(self, moment: datetime) -> str:
        return f' <span class="edited">{escape(gettext("edited"))} {self.time(moment, "dt-updated")}</span>'

    def before_correction(self, line: Line) -> str:
        """Leads to the first correction of the article that its words do not know yet."""
        written = line.edited_at or line.submitted_at
        found = next((each for each in self.corrections if each.made_at > written), None)
        if found is None:
            return ""
        local = found.made_at.astimezone(self.zone)
        when = {"when": f"{local.day} {self.months[local.month]} {local.year}"}
        words = escape(gettext("written before the correction of %(when)s") % when)
        return f' <a class="before" href="#correction-{found.pk}">{words}</a>'


def hidden(words: str, name: str) -> str:
    """For those who hear the page: `words` hold a place for the name."""
    return f'<span class="visually-hidden"> {words % {"name": name}}</span>'


def day_said(months: dict[int, str], day: str) -> str:
    """“14 March 2026”, of a day as ISO 8601 writes it."""
    return f"{int(day[8:])} {months[int(day[5:7])]} {int(day[:4])}"


def fold(number: int, has_more: bool) -> str:
    """What a branch holds that can be folded: “1 answer”, “12 answers”."""
    words = ngettext("%(number)d answer", "%(number)d answers", number)
    if has_more:
        words = gettext("%(number)d answers on this page")
    return f"<summary>{escape(words % {'number': number})}</summary>"
