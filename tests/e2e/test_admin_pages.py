"""No page of the admin gives axe-core reason to complain, is wider than its window, or complains in the
console under the production policy. Each second route of the admin is walked, wide and light; those with a
layout of their own always, and dark on a phone, too; `make soak` walks all of them on every window. The
debate's have a test beside this one."""

import pytest
from django.conf import settings

from blog.models import Post
from tests.e2e.axe import complaints_of_axe
from tests.site.conftest import samples  # noqa: F401
from tests.site.routes import Route, address, routes

pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = ("admin:comments_", "admin:auth_", "admin:django_tasks", "admin:jsi18n", "admin:logout")
ALIKE = ("_delete", "_history")  # Django's own pages, the same for every table: seen for categories
NARROW = (
    "admin:index",
    "admin:blog_post_change",
    "admin:blog_post_changelist",
    "admin:blog_image_changelist",
)


def walked() -> list[Route]:
    """The admin's own pages; the rest answers with data, or belongs to Django."""
    found = [route for route in routes() if route.name.startswith("admin:") and route.name != "admin:"]
    return [
        route
        for route in found
        if not route.name.startswith(ELSEWHERE)
        and (not route.name.endswith(ALIKE) or "_category_" in route.name)
        and (not route.name.endswith("_add") or "_post_" in route.name)  # the forms of changing, empty
    ]


def every(routes: list[Route]) -> list[Route]:
    return routes


def second(routes: list[Route]) -> list[Route]:
    """Each second, and those with a layout of their own."""
    return [route for place, route in enumerate(routes) if place % 2 == 0 or route.name in NARROW]


def narrow(routes: list[Route]) -> list[Route]:
    """Those with a layout of their own on a small window."""
    return [route for route in routes if route.name in NARROW]


@pytest.fixture
def desk(page, live_server, administrator, browse_as):
    cookie = browse_as(administrator).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


def visit(page, url: str) -> bool:
    """Open a page; whether it is one (a redirect elsewhere, data and parts of pages are none)."""
    response = page.request.get(url, max_redirects=0)
    is_page = "text/html" in response.headers.get("content-type", "") and "<html" in response.text()
    if response.status != 200 or not is_page:
        return False
    page.goto(url)
    page.wait_for_load_state("networkidle") if page.locator(
        "[data-django-prose-editor-guarded]"
    ).count() else None
    return True


def complaints_of_room(page) -> list[str]:
    """A page is no wider than its window; where the list of pages is hidden, the content has all of it."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    share = page.evaluate("(document.querySelector('#content')?.offsetWidth ?? innerWidth) / innerWidth")
    squeezed = page.viewport_size["width"] < 768 and share < 0.95
    return ["too wide"] * wide + [f"the content has {share:.0%} of the window"] * squeezed


@pytest.mark.parametrize(
    "look",
    [
        pytest.param((1280, "light", second, 12), id="wide and light"),
        pytest.param((390, "dark", narrow, len(NARROW)), id="phone and dark"),
        pytest.param((1280, "light", every, 25), id="all wide and light", marks=pytest.mark.soak),
        pytest.param((820, "dark", every, 25), id="tablet and dark", marks=pytest.mark.soak),
        pytest.param((390, "light", every, 25), id="phone and light", marks=pytest.mark.soak),
    ],
)
def test_axe_finds_nothing_on_any_page_of_the_admin(desk, live_server, samples, look):  # noqa: F811
    width, scheme, some, least = look
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)
    faults, seen = {}, 0
    for route in some(walked()):
        place = own_samples(route, samples)
        if not visit(desk, f"{live_server}{address(route, place)}"):
            continue
        seen += 1
        told = complaints_of_room(desk)
        faults |= {route.name: told} if (told := told + complaints_of_axe(desk)) else {}
    assert not faults, "\n".join(f"{name}: {told}" for name, told in faults.items())
    assert seen >= least


def own_samples(route: Route, values: dict) -> dict:
    """A row of the route's own table for `object_id`, where the walk of routes has given none."""
    if not route.name.startswith("admin:blog_") or f"{route.name}.object_id" in values:
        return values
    model = route.name.removeprefix("admin:blog_").split("_")[0]
    rows = {
        "post": values["post"].pk,
        "publication": 1,
        "page": Post.everything.filter(kind="page").first().pk,
    }
    return values | {"object_id": rows.get(model, newest(model))}


def newest(model: str) -> object:
    """The key of the newest row of one of our tables."""
    from django.apps import apps

    row = apps.get_model("blog", model)._default_manager.order_by("-pk").first() if model else None
    return row.pk if row else 0
