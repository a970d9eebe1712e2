"""What the boxes of categories and tags ask while one writes: tags that begin so, and a new category."""

from collections import Counter
from functools import partial
from itertools import chain
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path

from blog.admin.categories import CategoryForm
from blog.admin.places import writing_urls
from blog.models import Category, Tag, TaggedPost
from blog.models.slugs import slug_from

OFFERED = 12
NewCategory = modelform_factory(Category, CategoryForm, ["name", "parent", "position", "slug"])
LATELY = 3_000  # taggings that decide which tags are used most


def offered_tags(text: str) -> list[str]:
    """Tags that hold the text, those that begin so first; without a text the ones used most lately."""
    if not text:
        latest = TaggedPost.objects.order_by("-pk").values_list("tag__name", flat=True)[:LATELY]
        return [name for name, _number in Counter(latest).most_common(OFFERED)]
    fitting = Q(name__icontains=text) | Q(slug__contains=slug_from(text, fallback=text))
    found = Tag.objects.filter(fitting).values_list("name", flat=True)[: 5 * OFFERED]
    return sorted(found, key=lambda name: not name.casefold().startswith(text.casefold()))[:OFFERED]


def tags(admin: Any, request: HttpRequest) -> HttpResponse:
    """`{"names": [...]}` for `?q=`."""
    if not (admin.has_change_permission(request) or admin.has_add_permission(request)):
        raise PermissionDenied
    return JsonResponse({"names": offered_tags(request.GET.get("q", "").strip()[:200])})


def add_category(request: HttpRequest) -> HttpResponse:
    """Add one with `name` below `parent`: 201 with `{id, name, parent}`, or 422 with `{error}`."""
    if not request.user.has_perm("blog.add_category"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    typed = {"name": request.POST.get("name", ""), "parent": request.POST.get("parent", ""), "position": "0"}
    form = NewCategory(typed)
    if not form.is_valid():
        return JsonResponse({"error": " ".join(map(str, chain(*form.errors.values())))}, status=422)
    row: Category = form.save()
    return JsonResponse({"id": row.pk, "name": row.name, "parent": row.parent_id}, status=201)


def urls(admin: Any) -> list[URLPattern]:
    if admin.opts.model_name != "post":
        return []
    view = admin.admin_site.admin_view
    return [
        path("tags/", view(partial(tags, admin)), name="blog_post_tags"),
        path("categories/add/", view(add_category), name="blog_post_add_category"),
    ]


writing_urls.append(urls)
