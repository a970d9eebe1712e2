"""What the page of an article says around its text, as HTML: to programs in its head, and its byline and the
articles beside it.

Put together here and not by a template, since every article that is asked for anew has all of it."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext

from blog import saying
from blog.addresses import absolute
from blog.models import Post, Publication
from blog.saying import day, minutes, moment
from blog.subjects import Subjects

MOST_DESCRIBED = 300  # characters
Neighbours = tuple[Post | None, Post | None]
LINE = "\n  "


def card_html(post: Post, subjects: Subjects, *, is_open: bool) -> SafeString:
    """Its description and card for search engines and networks (https://ogp.me/)."""
    words = post.seo_description or post.excerpt
    said = [""]
    if is_open and words:
        text = escape(words if len(words) < MOST_DESCRIBED else Truncator(words).chars(MOST_DESCRIBED))
        said = [f'<meta name="description" content="{text}">', named("og:description", text)]
    said += [
        named("og:type", "article"),
        named("og:site_name", escape(Publication.current().name)),
        named("og:title", escape(post.seo_title or post.title)),
        named("og:url", escape(absolute(post.get_absolute_url()))),
        *([named("article:published_time", moment(post.publish_at))] if post.publish_at else [""]),
        named("article:modified_time", moment(post.modified_at)),
        *[named("article:tag", escape(tag.name)) for tag in subjects.tags],
        LINE.join(picture_card(post)),
    ]
    return mark_safe(LINE.join(said) + "\n")


def picture_card(post: Post) -> list[str]:
    """Of its picture, if its file is at hand."""
    image = post.featured_image
    if not image or not image.file:
        return []
    return [
        named("og:image", escape(absolute(image.file.url))),
        named("og:image:alt", escape(image.alt)),
        '<meta name="twitter:card" content="summary_large_image">',
    ]


def named(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def head_html(post: Post, neighbours: Neighbours, *, is_open: bool) -> SafeString:
    """Its own address, those beside it, and whether it may be indexed."""
    own = outside(post.canonical_url) or absolute(post.get_absolute_url())
    said = [f'<link rel="canonical" href="{escape(own)}">']
    for relation, other in zip(("prev", "next"), neighbours, strict=True):
        said += [f'<link rel="{relation}" href="{escape(other.get_absolute_url())}">'] if other else [""]
    said.append("" if is_open else '<meta name="robots" content="noindex">')
    return mark_safe(LINE.join(said))


def outside(address: str | None) -> str:
    """An http(s) address, or nothing: forms refuse `javascript:` and its like, imports may bring them."""
    given = (address or "").strip()
    return given if given.lower().startswith(("http://", "https://")) else ""


def byline_html(post: Post, subjects: Subjects, *, is_open: bool) -> SafeString:
    """Who, when, how long, and when it was corrected last."""
    said = f"{written_by(subjects)} {published(post)}"
    if is_open:
        said += f" <span>{escape(minutes(post))}</span>"
        if corrections := post.corrected:
            words = gettext("Corrected %(when)s") % {"when": day(corrections[-1].made_at)}
            said += f' <a class="corrected" href="#corrections">{escape(words)}</a>'
    return mark_safe(said)


def written_by(subjects: Subjects) -> str:
    """“By A, B and C”; nothing without authors."""
    names = [
        f'<span class="p-author h-card"><a class="author u-url p-name" '
        f'href="{escape(author.get_absolute_url())}">{escape(author.name)}</a></span>'
        for author in subjects.authors
    ]
    if not names:
        return ""
    *others, last = names
    said = f"{', '.join(others)} {pgettext('between two authors', 'and')} {last}" if others else last
    return f"<span>{pgettext('before the authors', 'By')} {said}</span>"


def published(post: Post) -> str:
    when = saying.published(post.publish_at) if post.publish_at else gettext("Not published yet")
    return f'<a class="u-url" href="{escape(post.get_absolute_url())}">{when}</a>'


def count_html(number: int) -> SafeString:
    """A link to its replies."""
    return mark_safe(f' <a class="count" href="#replies">{saying.replies(number)}</a>')


def neighbours_html(neighbours: Neighbours) -> SafeString:
    """Links to the articles before and after it, if there are any."""
    if not any(neighbours):
        return mark_safe("")
    older, newer = neighbours
    return mark_safe(
        f'<nav class="neighbours" aria-label="{escape(gettext("Previous and next article"))}">\n    '
        f"{beside(older, 'prev', gettext('Previous article'))}\n    "
        f"{beside(newer, 'next', gettext('Next article'))}\n  </nav>"
    )


def beside(post: Post | None, relation: str, words: str) -> str:
    if post is None:
        return ""
    return (
        f'<a rel="{relation}" href="{escape(post.get_absolute_url())}"><span>{escape(words)}</span>'
        f'<b lang="{escape(post.language)}" dir="{post.direction}">{escape(post.title or post.slug)}</b></a>'
    )
