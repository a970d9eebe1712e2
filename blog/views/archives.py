"""Lists of articles: by category, tag, author and date."""

from calendar import monthrange
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from blog.finding import author_at, category_at, children_of, tag_at
from blog.models import Author, Category, Tag
from blog.pagination import list_page
from blog.publicpages import public_page
from blog.shelves.dated import Dated
from blog.shelves.reading import Shelf
from blog.views.articles import address, elsewhere


@public_page
def category(request: HttpRequest, path: str, number: int = 1) -> HttpResponse:
    found = category_at(path)
    if found is None:
        return elsewhere(request)
    context = {"category": found, "children": children_of(found), "about": found.description}
    return archive(request, found, number, kicker=_("Category"), heading=found.name, **context)


@public_page
def tag(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    found = tag_at(slug)
    if found is None:
        return elsewhere(request)
    return archive(request, found, number, kicker=_("Tag"), heading=found.name, about=found.description)


@public_page
def author(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    found = author_at(slug)
    if found is None:
        return elsewhere(request)
    return archive(
        request, found, number, kicker=_("Author"), heading=found.name, about=found.about, author=found
    )


def archive(
    request: HttpRequest, subject: Category | Tag | Author, number: int, **context: Any
) -> HttpResponse:
    """The list of the articles under `subject`, which has an address and feeds below it."""
    base = subject.get_absolute_url()
    page = list_page(Shelf.of(subject), number, base)
    feeds = {"feed_address": f"{base}feed/", "feed_title": context["heading"]}
    return render(request, "blog/archive.html", {"page": page, **feeds, **context})


@public_page
def dated(request: HttpRequest, year: int, month: int = 0, day: int = 0, number: int = 1) -> HttpResponse:
    """All articles of a year, a month or a day; where there are none, what is called by these figures."""
    heading = period(year, month, day)
    if not heading:
        return address(request, request.path_info)
    parts = [part for part in (year, month, day) if part]
    posts = Dated(*calendar_days(year, month, day))
    base = reverse(f"blog:{('year', 'month', 'day')[len(parts) - 1]}", args=parts)
    page = list_page(posts, number, base)
    if not page.total:
        return address(request, request.path_info)
    return render(request, "blog/archive.html", {"page": page, "kicker": _("Archive"), "heading": heading})


def calendar_days(year: int, month: int, day: int) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    last_month = month or 12
    return date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1])


def period(year: int, month: int, day: int) -> str:
    """The name of a year, a month or a day; empty if the calendar has no such day."""
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return ""
    form = "j F Y" if day else "F Y" if month else "Y"
    return date_format(first, form)
