"""What the public templates say with more than a variable."""

import json
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from blog import addresses, articleparts, embeds, identity, saying
from blog.articleparts import outside
from blog.kept import kept
from blog.menu import FOOTER, HEADER, MenuLine, Menus, menu_lines
from blog.models import Image, MediaLink, Post, Publication
from blog.rendering import picture_html
from blog.saying import day, minutes
from blog.search import Hit
from blog.stories import WORDS, hit_html, story_html

register = template.Library()
SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def menu(context: Context, place: str = HEADER) -> list[MenuLine]:
    """The lines of one of the publication's menus, with what to say of the one that leads here."""
    request = context.get("request")
    section = context.get("category") or getattr(context.get("post"), "primary_category", None)
    path, around = request.path if request else "", section.get_absolute_url() if section else ""
    menus = context.get("menus") or Menus.current()
    return menus.at(place, path, around) if place == FOOTER else menu_lines(path, around, menus)


@register.filter
def accent_sheet(publication: Publication) -> str:
    """The address of the style sheet with its own spot colour, if it has one."""
    return identity.accent_address(publication)


@register.simple_tag(name="kept")
def kept_part(template: str, **values: Any) -> SafeString:
    """An `include` that is given its values and sees nothing else, rendered once for the same values."""
    return kept(template, **values)


@register.tag
def once(parser: Parser, _token: Token) -> "Once":
    """`{% once %}…{% endonce %}`: what says the same on every page, rendered once a language; it sees
    nothing of the page."""
    inside = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(inside)


class Once(Node):
    """Keeps what its nodes give, by language."""

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside
        self.said: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        said = self.said.get(language)
        if said is None:
            alone = Context()
            with alone.bind_template(context.template):  # type: ignore[arg-type]
                said = self.said[language] = self.inside.render(alone)
        return said


@register.simple_tag
def icon() -> SafeString:
    """The picture in the browser's tab, inside its address: it costs no request."""
    return icon_address()


@lru_cache
def icon_address() -> SafeString:
    drawing = (settings.BASE_DIR / "static" / "icon.svg").read_text().strip()
    return mark_safe("data:image/svg+xml," + quote(drawing.replace('"', "'"), safe=" /:=';,()"))


@register.simple_tag(takes_context=True)
def logo(context: Context, publication: Publication) -> identity.Logo | None:
    """What stands in the nameplate instead of the name; of a sample on one kind of paper, the one for it."""
    mark = identity.logo_of(publication)
    paper = context.get("paper")
    return mark.on(paper) if mark and paper else mark


@register.filter
def linked(text: str) -> SafeString:
    """Plain text as paragraphs, in which addresses of the web and of mail have become links."""
    return mark_safe(linebreaks(urlize(text, nofollow=False, autoescape=True), autoescape=False))


@register.simple_tag
def recent_articles(number: int) -> list[Post]:
    """The newest articles, for a page that has nothing of its own to show."""
    return list(Post.objects.published().newest_first().for_lists()[:number])


register.filter(day)
register.filter(minutes)


@register.simple_tag(takes_context=True)
def story(context: Context, post: Post, level: int = 2, words: int = WORDS) -> SafeString:
    """One article in a list."""
    category = context.get("category")
    within, direction = category.pk if category else None, str(context.get("site_direction") or "ltr")
    return story_html(post, level=level, words=words, within=within, direction=direction)


@register.simple_tag(takes_context=True)
def hit(context: Context, found: Hit) -> SafeString:
    """One article or page that a search has found."""
    return hit_html(found.post, found.title, found.snippet, str(context.get("site_direction") or "ltr"))


@register.simple_tag(takes_context=True)
def article_card(context: Context) -> SafeString:
    """The description of the article, and its card."""
    return articleparts.card_html(context["post"], context["subjects"], is_open=context["is_open"])


@register.simple_tag(takes_context=True)
def article_links(context: Context) -> SafeString:
    """The article's own address and, on the first page of its replies, those beside it."""
    return articleparts.head_html(context["post"], neighbours(context), is_open=context["is_open"])


@register.simple_tag(takes_context=True)
def article_byline(context: Context) -> SafeString:
    return articleparts.byline_html(context["post"], context["subjects"], is_open=context["is_open"])


@register.simple_tag(takes_context=True)
def article_neighbours(context: Context) -> SafeString:
    return articleparts.neighbours_html(neighbours(context))


def neighbours(context: Context) -> articleparts.Neighbours:
    found: articleparts.Neighbours | None = context.get("neighbours")
    return (None, None) if found is None or "replies" in context["request"].GET else found


register.simple_tag(articleparts.count_html, name="article_count")


@register.filter
def moment(value: datetime | None) -> str:
    """The `datetime` attribute: ISO 8601 with the publication's offset from UTC."""
    return saying.moment(value) if value else ""


@register.filter
def absolute(address: str) -> str:
    """An address with the publication's host."""
    return addresses.absolute(address)


register.filter(outside)


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of linked data; nothing in it can end the element (as in Django's json_script)."""
    text = json.dumps(data, ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.filter
def media_card(link: MediaLink) -> SafeString:
    """The card that stands for a media link until its player is asked for."""
    return embeds.media_card_html(link.card())


@register.filter
def card_html(card: embeds.MediaCard) -> SafeString:
    """A card that is at hand already."""
    return embeds.media_card_html(card)


@register.filter
def bare_media_card(link: MediaLink) -> SafeString:
    """The card without the words of the recording, for where they stand beside it."""
    return embeds.media_card_html(replace(link.card(), transcript="", anchor=""))


@register.filter
def transcript(link: MediaLink) -> SafeString:
    """The words of a recording, in paragraphs."""
    return embeds.transcript_html(link.transcript)


@register.simple_tag
def picture(image: Image, *, eager: bool = False, sizes: str = "", classes: str = "") -> SafeString:
    """`img`, in a `picture` with the renditions there are; the original where none has been made yet.

    An eager one is likely the largest thing on its first screen. Where a page crops it, its focal point stays
    in sight: css/components/focus.css knows the classes."""
    shown = image.picture()
    if sizes and shown.sizes:
        shown = replace(shown, sizes=sizes)
    return mark_safe(picture_html(shown, classes=f"{classes} {image.focus_classes}".strip(), eager=eager))
