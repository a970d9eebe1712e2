"""The window in which a picture of the media library is chosen."""

import json
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from blog.admin.editor.figures import ACCEPTED
from blog.admin.thumbnails import smallest
from blog.admin.uploads import described
from blog.models import Image

PICTURES_A_PAGE = 24


def choice(request: HttpRequest, pictures: Any, words: str) -> dict[str, Any]:
    """The context of the window: one page of `pictures` (an ordered queryset with its renditions)."""
    page: Page[Image] = Paginator(pictures, PICTURES_A_PAGE).get_page(request.GET.get("p"))
    shown = [card(image) for image in page]
    may_add = request.user.has_perm("blog.add_image")
    return {"page": page, "pictures": shown, "query": words, "accept": ACCEPTED, "may_add": may_add}


def card(image: Image) -> dict[str, Any]:
    """A picture as the window shows it, and as it hands it over."""
    known = described(image)
    return {**known, "small": smallest(image), "json": json.dumps(known)}
