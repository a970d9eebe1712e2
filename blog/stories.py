"""One article in a list, as HTML: kicker, headline, summary, and a line of facts (microformats2, `h-entry`).

Put together here and not by a template, since a page of a list shows ten or twenty."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from blog import saying
from blog.models import Post
from blog.saying import minutes

WORDS = 30
FACTS = "\n    "  # between them


def story_html(
    post: Post, *, level: int = 2, words: int = WORDS, within: int | None = None, direction: str = "ltr"
) -> SafeString:
    """`post` under a heading of this level, its summary cut after so many words; in the list of the category
    with the key `within`, which is not named again. `direction` is the site's own."""
    language = escape(post.language)
    address, title = escape(post.get_absolute_url()), escape(post.title or post.slug)
    return mark_safe(
        f'<article class="story h-entry" dir="{post.direction}">\n  {kicker(post, within)}\n  '
        f'<h{level} class="headline p-name"><a class="u-url" lang="{language}" href="{address}">{title}</a>'
        f"</h{level}>\n  {summary(post, language, words)}\n  "
        f'<p class="meta" dir="{direction}">{facts(post)}</p>\n</article>\n'
    )


def hit_html(post: Post, title: SafeString, snippet: SafeString, direction: str = "ltr") -> SafeString:
    """`post` as a search has found it, with its marked title and extract."""
    language = escape(post.language)
    said = f'<p class="summary p-summary" lang="{language}">{snippet}</p>' if snippet else ""
    about = [*authors(post), *published(post), f"<span>{escape(minutes(post))}</span>", replies(post)]
    return mark_safe(
        f'<article class="story h-entry" dir="{post.direction}">\n  {kicker(post, None)}\n  '
        f'<h2 class="headline p-name"><a class="u-url" lang="{language}" '
        f'href="{escape(post.get_absolute_url())}">{title or escape(post.slug)}</a></h2>\n  {said}\n  '
        f'<p class="meta" dir="{direction}">\n    {FACTS.join(about)}\n\n  </p>\n</article>\n'
    )


def kicker(post: Post, within: int | None) -> str:
    category = post.primary_category
    if category is None or category.pk == within:
        return ""
    address = escape(category.get_absolute_url())
    return f'<p class="kicker"><a class="p-category" href="{address}">{escape(category.name)}</a></p>'


def summary(post: Post, language: str, words: int) -> str:
    if post.is_locked:
        return f'<p class="summary">{escape(gettext("This article asks for a password."))}</p>'
    if not post.excerpt:
        return ""
    text = escape(Truncator(post.excerpt).words(words))
    return f'<p class="summary p-summary" lang="{language}">{text}</p>'


def facts(post: Post) -> str:
    """Who, when, how long, how many replies."""
    said = [*authors(post), *published(post)]
    if not post.is_locked:
        said += [f"<span>{escape(minutes(post))}</span>", replies(post)]
    return FACTS.join(said)


def authors(post: Post) -> list[str]:
    return [f'<span class="p-author h-card">{escape(author.name)}</span>' for author in post.byline]


def published(post: Post) -> list[str]:
    if not post.publish_at:
        return []
    return [saying.published(post.publish_at)]


def replies(post: Post) -> str:
    """A link to them, if there are some and somebody has counted."""
    number = getattr(post, "reply_count", 0)
    if not number:
        return ""
    return f'<a href="{escape(post.get_absolute_url())}#replies">{saying.replies(number)}</a>'
