"""The checklist beside the form: what is in the form now, looked at while one writes, and what is saved."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse

from blog import checklist, linkchecking, rendering
from blog.admin.editor import keptparts
from blog.admin.places import Box, post_boxes, writing_urls
from blog.checklist import Draft, Linked, Pictured
from blog.models import Image, Post
from blog.permissions import asker_may_edit
from blog.revisions.contents import Content, content_of
from blog.tasks import look_at_links

MOST_PICTURES = 60
MOST_LINES = 200


def typed_content(values: QueryDict) -> Content:
    """The part of a content that is checked, from the form as it is sent, with all its mistakes."""
    links = lines(values, "media_links", ("url", "title"))
    pictures = lines(values, "post_images", ("image", "caption"))
    words = {name: values.get(name, "") for name in ("title", "seo_title", "standfirst", "featured_image")}
    body = keptparts.restored(values.get("body", ""))
    filed = {"categories": values.getlist("categories") or values.getlist("primary_category")}
    return {**words, **filed, "body": body, "media_links": links, "pictures": pictures}


def lines(values: QueryDict, prefix: str, names: Iterable[str]) -> list[Content]:
    """The lines of a formset that stay, each with its number in the form."""
    total = values.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST_LINES) if total.isdecimal() else 0
    kept = (number for number in range(count) if not values.get(f"{prefix}-{number}-DELETE"))
    return [
        {"number": number, **{name: values.get(f"{prefix}-{number}-{name}", "") for name in names}}
        for number in kept
    ]


def draft_of(content: Content, *, is_page: bool, dead: Mapping[str, str]) -> Draft:
    """A content with what the library holds of its pictures."""
    parts = content["pictures"]
    images = images_of([content["featured_image"], *(part["image"] for part in parts)])
    attached = {
        part.get("number", place): pictured(image, part["caption"])
        for place, part in enumerate(parts)
        if (image := images.get(str(part["image"])))
    }
    featured = images.get(str(content["featured_image"]))
    return Draft(
        title=content["title"],
        search_title=content["seo_title"],
        standfirst=content["standfirst"],
        body=content["body"],
        is_page=is_page,
        has_category=any(content["categories"]),
        featured=pictured(featured) if featured else None,
        attached=attached,
        media_links=[
            Linked(link.get("number", place), link["url"], link["title"])
            for place, link in enumerate(content["media_links"])
        ],
        library=library(content["body"]),
        dead=dead,
    )


def images_of(keys: Iterable[Any]) -> dict[str, Image]:
    """The pictures of these keys, by the key as a form sends it."""
    numbers = {int(key) for key in keys if str(key).isdecimal() and len(str(key)) < 19}
    return {str(key): image for key, image in Image.objects.in_bulk(numbers).items()}


def library(body: str) -> dict[str, Pictured]:
    """What the library holds of the pictures in a text, by their addresses there."""
    sources = list(rendering.picture_sources(body))[:MOST_PICTURES]
    found = ((source, Image.objects.shown_at(source)) for source in sources)
    return {source: pictured(image) for source, image in found if image}


def pictured(image: Image, caption: str = "") -> Pictured:
    name = image.title or str(image.file.name).rpartition("/")[2] or str(image)
    return Pictured(name, image.alt, caption or image.caption, image.credit)


def report(content: Content, *, is_page: bool, looks: bool) -> dict[str, Any]:
    """The findings as the box shows them. `looks`: have addresses of other sites looked at by a task."""
    links = [*checklist.link_addresses(content["body"]), *(link["url"] for link in content["media_links"])]
    dead, unknown = linkchecking.dead_and_unknown(links)
    if unknown and looks:
        look_at_links.enqueue(unknown)
    found = checklist.findings(draft_of(content, is_page=is_page, dead=dead))
    return {"findings": found, "summary": checklist.summary(len(found)), "unknown": len(unknown)}


# The box and its address


def prepare(request: HttpRequest, post: Post | None) -> dict[str, Any] | None:
    """What is saved; a new text has an empty list until something is typed. Nothing for who only reads."""
    if post and not asker_may_edit(request, post):
        return None
    kind = (
        post.kind if post else str(request.resolver_match and request.resolver_match.url_name).split("_")[1]
    )
    said = report(content_of(post), is_page=kind == "page", looks=False) if post else {"findings": []}
    return {**said, "check_address": reverse(f"admin:blog_{kind}_check")}


def check(admin: Any, request: HttpRequest) -> HttpResponse:
    """What a careful editor would say of the form that is sent, as the inside of the box."""
    if not (admin.has_change_permission(request) or admin.has_add_permission(request)):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    content = typed_content(request.POST)
    said = report(content, is_page=admin.opts.model_name == "page", looks=True)
    html = render_to_string("admin/writing/_findings.html", said, request)
    return JsonResponse({"html": html, "number": len(said["findings"]), "unknown": said["unknown"]})


def urls(admin: Any) -> list[URLPattern]:
    view = admin.admin_site.admin_view(partial(check, admin))
    return [path("check/", view, name=f"blog_{admin.opts.model_name}_check")]


post_boxes.append(Box("checklist", "admin/writing/checklist.html", prepare, is_first=True))
writing_urls.append(urls)
