"""What the editor is told of addresses: which are media by our own table, and how their cards begin."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from blog.admin import places
from blog.admin.editor import standins
from blog.embeds import card_for, recognise
from blog.embeds.cards import KINDS
from blog.models import MediaLink
from blog.rendering.tree import parse


def facts(addresses: Iterable[str]) -> dict[str, dict[str, str] | None]:
    """For each address the provider, kind, title and host that its card begins with; None if it is no media.

    Titles that somebody has given to the same address before are used. One query, whatever the number.
    """
    media = [address for address in addresses if recognise(address)]
    titled = MediaLink.objects.filter(url__in=media).exclude(title="").values_list("url", "title")
    titles = dict(titled) if media else {}
    return {address: fact(address, titles.get(address, "")) for address in media}


def fact(address: str, title: str) -> dict[str, str]:
    """What a card of the editor shows."""
    card = card_for(address, title=title)
    kind = str(KINDS.get(card.kind, KINDS["link"]))
    return {"provider": card.provider_name, "kind": kind, "title": card.title, "host": card.host}


def facts_in(opened: str) -> dict[str, dict[str, str] | None]:
    """The facts of all media in a text that was opened for the editor."""
    found = (element.attrs.get(standins.ADDRESS, "") for element in parse(opened).elements())
    return facts(filter(None, found))


def urls(admin: Any) -> list[URLPattern]:
    """The address that the editor asks, below that of the posts."""
    if admin.opts.model_name != "post":
        return []

    @require_safe
    def answer(request: HttpRequest) -> HttpResponse:
        """`{media: {provider, kind, title, host}}` of the address in the query, or `{media: null}`."""
        if not admin.has_add_permission(request):
            raise PermissionDenied
        address = request.GET.get("address", "").strip()
        return JsonResponse({"media": facts([address]).get(address)})

    return [path("media/", admin.admin_site.admin_view(answer), name="blog_post_media")]


places.writing_urls.append(urls)
