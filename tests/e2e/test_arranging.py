"""An editor's morning at the front page: picks, menus and colours are arranged, looked at, and then saved."""

import pytest
from playwright.sync_api import Page, expect

from blog.models import FrontPick, MenuItem, Publication
from tests.e2e.newsroom import Desk
from tests.factories import make_category, make_page, make_post


@pytest.fixture
def desk(page: Page, live_server, editor) -> Page:
    """The editor's browser, on a site with a few articles."""
    for letter in "ABCD":
        make_post(f"Article {letter}", categories=[make_category(f"Subject {letter}")])
    make_page("About us", slug="about")
    return Desk(page, live_server.url).log_in("edith").page


def order(desk: Page) -> list[str]:
    return desk.locator("[data-row] .headline").all_inner_texts()


def test_front_page_is_picked_moved_by_keys_and_mouse_seen_and_saved(desk, live_server, complaints):
    desk.goto(f"{live_server.url}/admin/blog/frontpick/")
    for letter in "ABC":
        desk.get_by_role("button", name=f"Pick “Article {letter}”").click()
        expect(desk.locator("[data-row] .headline").last).to_have_text(f"Article {letter}")
    expect(desk.frame_locator("iframe").locator(".lead h2")).to_have_text("Article A")
    assert not FrontPick.objects.exists()
    grip = desk.get_by_role("button", name="Move “Article C” with the arrow keys, or drag it")
    grip.focus()
    desk.keyboard.press("ArrowUp")
    expect(desk.locator("[data-row] .headline").nth(1)).to_have_text("Article C")
    expect(grip).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(desk.frame_locator("iframe").locator(".lead h2")).to_have_text("Article C")
    desk.locator("[data-grip]").last.drag_to(
        desk.locator("[data-row]").first, target_position={"x": 60, "y": 3}
    )
    expect(desk.locator("[data-row] .headline").first).to_have_text("Article B")
    expect(desk.locator("[data-row] .kicker")).to_have_count(1)
    assert order(desk) == ["Article B", "Article C", "Article A"]
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("The front page is arranged.")).to_be_visible()
    assert [pick.post.title[-1] for pick in FrontPick.objects.standing()] == ["B", "C", "A"]


def test_menu_is_nested_and_readers_open_it_by_keyboard(desk, live_server, page_without_javascript):
    desk.goto(f"{live_server.url}/admin/blog/menuitem/")
    desk.get_by_role("button", name="Begin with these").click()
    expect(desk.locator("[data-row]")).to_have_count(4)
    desk.get_by_role("button", name="Put “Subject B” under the line above").click()
    expect(desk.locator("[data-row]").nth(1)).to_have_attribute("data-depth", "1")
    desk.get_by_label("Page", exact=True).select_option("About us")
    desk.get_by_role("button", name="Add Page").click()
    expect(desk.locator("[data-row]")).to_have_count(5)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("The menu is arranged.")).to_be_visible()
    assert MenuItem.objects.get(category__name="Subject B").parent.category.name == "Subject A"
    for reader in (desk, page_without_javascript):
        reader.set_viewport_size({"width": 390, "height": 800})
        reader.goto(live_server.url)
        below = reader.locator(".sections").get_by_role("link", name="Subject B")
        expect(reader.locator(".sections").get_by_text("Subject B")).to_be_hidden()
        reader.locator(".sections summary").focus()
        reader.keyboard.press("Enter")
        expect(below).to_be_visible()
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.keyboard.press("Escape")
    expect(desk.locator(".sections summary")).to_be_focused()
    expect(desk.locator(".sections details[open]")).to_have_count(0)


def test_colour_is_judged_tried_and_reaches_readers(desk, live_server, page_without_javascript):
    desk.goto(f"{live_server.url}/admin/blog/publication/1/change/")
    light = desk.locator("#id_accent_light")
    light.fill("#ffcc00")
    expect(desk.locator(".verdict").first).to_contain_text("Too faint")
    desk.locator("[data-take]").click()
    expect(desk.locator(".verdict").first).to_contain_text("Reads well")
    light.fill("#005a9c")
    desk.locator("#id_name").fill("The Evening Post")
    frame = desk.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("The Evening Post")
    desk.get_by_role("button", name="Show an article").click()
    expect(frame.locator("h1.p-name")).to_contain_text("Article")
    desk.get_by_role("radio", name="dark paper").check()
    expect(frame.locator("html")).to_have_css("color-scheme", "dark")
    expect(frame.locator("html")).to_have_css("background-color", "rgb(20, 19, 15)")
    assert Publication.objects.get().accent_light == ""
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_be_visible()
    page_without_javascript.goto(live_server.url)
    expect(page_without_javascript.locator(".kicker").first).to_have_css("color", "rgb(0, 90, 156)")
