"""The boxes that other modules put into the writing form, finished and in their places."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from blog.admin import places
from blog.models import Post


def finished(request: HttpRequest, post: Post | None) -> dict[str, list[str]]:
    """HTML of the boxes by place: `first_boxes`, `side_boxes`, `main_boxes`."""
    made: dict[str, list[str]] = {"first_boxes": [], "side_boxes": [], "main_boxes": []}
    for box in places.post_boxes:
        said: dict[str, Any] | None = box.prepare(request, post)
        if said is not None:
            context = {"box_name": box.name, "is_side": box.is_side, **said}
            made[place_of(box)].append(render_to_string(box.template, context, request))
    return made


def place_of(box: places.Box) -> str:
    if not box.is_side:
        return "main_boxes"
    return "first_boxes" if box.is_first else "side_boxes"
