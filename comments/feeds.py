"""Replies as feeds: of the whole site, and of each article."""

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from blog import addresses
from blog.feeds import Channel, Entry, Person, feed_response
from blog.models import Publication
from blog.models.unindexed import unindexed
from blog.prepared import Prepared
from blog.publicpages import public_page, reader
from blog.rendering import excerpt
from blog.views.articles import elsewhere, moved
from comments.models import Reply, ReplyQuerySet

NEWEST = 20


@public_page
def everywhere(request: HttpRequest, form: str = "rss") -> HttpResponse:
    """The newest replies to any article."""
    publication = Publication.current()
    title = _("Replies in %(publication)s") % {"publication": publication.name}
    channel = Channel(
        title=title,
        description=publication.tagline,
        address=reverse("blog:front"),
        feeds=reverse("comments:feed"),
        language=publication.language,
        entries=entries(Reply.objects.readable()),
        only_grows=False,
    )
    return feed_response(request, channel, form)


@public_page
def article(request: HttpRequest, path: str, form: str = "rss") -> HttpResponse:
    """The newest replies to one article or page; of a locked one there is a feed, and nothing in it."""
    post = addresses.find(path, reader(request))
    if post is None:
        return elsewhere(request)
    address = post.get_absolute_url()
    if addresses.normal(path) != addresses.normal(unquote(address)):
        return moved(request, f"{address}feed/{'' if form == 'rss' else f'{form}/'}")
    channel = Channel(
        title=_("Replies to %(article)s") % {"article": post.title},
        description="" if post.is_locked else post.excerpt,
        address=address,
        feeds=f"{address}feed/",
        language=post.language,
        entries=[] if post.is_locked else [entry(reply) for reply in NEWEST_OF(post=post.pk)],
        only_grows=False,
    )
    return feed_response(request, channel, form)


def entries(replies: ReplyQuerySet) -> list[Entry]:
    return [entry(reply) for reply in Reply.objects.filter(pk__in=replies.newest(NEWEST)).for_feeds()]


# Of an article that may be read. It asks for its own replies alone, so that others leave its feed kept; and a
# site has a feed in three forms for each article.
NEWEST_OF = Prepared(
    lambda post: unindexed(Reply.objects.reportable()).filter(post_id=post).for_feeds()[:NEWEST], post=int
)


def entry(reply: Reply) -> Entry:
    title = _("%(name)s on “%(article)s”") % {"name": reply.writer_name, "article": reply.post.title}
    return Entry(
        address=reply.permalink,
        title=title,
        html=reply.body_html,
        summary=excerpt(reply.body_html),
        published=reply.submitted_at,
        updated=reply.edited_at or reply.submitted_at,
        authors=[Person(reply.writer_name, reply.website)],
    )
