"""The boxes of the writing form in the browser: a whole article filed, named, checked and published."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from blog.models import Category, Post, Status
from tests.e2e.axe import complaints_of_axe
from tests.e2e.newsroom import wait_until
from tests.factories import make_author, make_category, make_image, make_post, make_tag

pytestmark = pytest.mark.django_db(transaction=True)

BODY = ".prose-editor .ProseMirror[contenteditable=true]"


@pytest.fixture
def desk(page, live_server, administrator, browse_as):
    """A browser in which an administrator is logged in."""
    session = browse_as(administrator).cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def open_form(desk, live_server, post: Post) -> None:
    desk.goto(f"{live_server.url}{reverse('admin:blog_post_change', args=[post.pk])}")
    desk.wait_for_selector(BODY)


def test_article_is_filed_checked_and_published(desk, live_server):
    root, image = make_category("World"), make_image(alt="")
    make_tag("Überfahrt")
    authors = [make_author("First"), make_author("Second")]
    body = '<p>Read it <a href="/no-such-place/">here</a>.</p>'
    post = make_post("The quay", slug="the-quay", status=Status.DRAFT, body=body, authors=authors)
    open_form(desk, live_server, post)

    desk.click("[data-quick-add]")
    desk.fill("[data-new-name]", "Sea/Power")
    desk.select_option("[data-new-parent]", str(root.pk))
    desk.keyboard.press("Tab")
    desk.click("[data-new-add]")
    desk.locator("label", has_text="Sea/Power").locator("input:checked").wait_for()

    tags = desk.get_by_role("combobox", name="Add a tag")
    tags.fill("überf")
    desk.get_by_role("option", name="Überfahrt").wait_for()
    tags.press("ArrowDown")
    tags.press("Enter")
    tags.press_sequentially("low water,spring tide,")
    expect(desk.locator(".tag-chips li")).to_have_count(3)

    desk.click(".picture-buttons button >> nth=0")
    desk.click("dialog [data-picture]")
    desk.get_by_text("It has no alternative text yet").wait_for()

    desk.click(".permalink button")
    desk.fill("#id_slug", "the-old-quay")
    desk.keyboard.press("Enter")
    expect(desk.locator(".permalink")).to_contain_text("the-old-quay", use_inner_text=True)

    desk.click(".box-part .order-buttons [data-move=down] >> nth=0")
    desk.click(".box-search summary")
    desk.fill("#id_seo_title", "A quay without boats")
    desk.locator(".shared-card .shared-title", has_text="A quay without boats").wait_for()
    desk.click(".box-language summary")

    assert complaints_of_axe(desk) == []

    desk.click("input[name=_publish]")
    desk.locator("dialog a", has_text="does not say where it leads").click()
    wait_until(lambda: desk.evaluate("getSelection().toString()") == "here")
    desk.click("input[name=_publish]")
    desk.get_by_role("button", name="Publish anyway").click()
    desk.wait_for_selector(".messagelist .success")

    post.refresh_from_db()
    assert (post.status, post.slug, post.featured_image) == (Status.PUBLISHED, "the-old-quay", image)
    assert list(post.categories.all()) == [Category.objects.get(parent=root)]
    assert sorted(post.tags.names()) == ["low water", "spring tide", "Überfahrt"]
    assert '"' not in desk.inner_text(".tag-chips")
    assert [each.author.name for each in post.post_authors.all()] == ["Second", "First"]
    assert desk.get_attribute(".box-language", "open") == ""
    assert desk.inner_text(".permalink-notice") == ""


def test_buttons_stay_in_reach_on_a_small_screen(desk, live_server):
    post = make_post(status=Status.DRAFT, body="<p>Words.</p>" * 80)
    desk.set_viewport_size({"width": 390, "height": 800})
    open_form(desk, live_server, post)
    box = desk.locator("input[name=_publish]").bounding_box()
    assert box
    assert 0 < box["y"] < 800
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
