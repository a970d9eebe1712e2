"""Ada's day: the publication's name, colour and logo, a nested menu, a new colleague, an old address, files
for the library, and media links that are gone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from blog.models import Image, MediaLink, Publication
from tests.e2e.newsroom import Desk
from tests.factories import make_category, make_image, make_page, make_post, picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)

GONE = "https://radio.example/talk.mp3"
SECRET = "quay-side lantern 19"


@pytest.fixture
def journal(transactional_db):
    """A site with an article, two subjects, a page, and a recording that is gone."""
    post = make_post("Tide tables", categories=[make_category("Letters")])
    make_category("Sea")
    make_page("About us", slug="about")
    MediaLink.objects.create(post=post, url=GONE, title="The talk")
    MediaLink.objects.update(dead_since=timezone.now(), failures=3)
    make_image(alt="A lamp")


def files_sent(desk):
    """Two at once into the library, described on one page."""
    desk.go("/admin/blog/image/")
    files = [
        {"name": name, "mimeType": "image/png", "buffer": picture_bytes(300, 100)}
        for name in ("quay.png", "mast.png")
    ]
    desk.page.locator("#files").set_input_files(files)
    desk.page.get_by_role("link", name="Describe these files").click()
    fields = desk.page.locator("[name$='-alt']")
    expect(fields).to_have_count(2)
    for field, words in zip(fields.all(), ("A quay", "A mast"), strict=True):
        field.fill(words)
    desk.press("Save")
    desk.told("2 entries were changed.")
    assert set(Image.objects.filter(title__in=["quay", "mast"]).values_list("alt", flat=True)) <= {
        "A quay",
        "A mast",
    }


def named_and_coloured(desk, reader):
    desk.page.get_by_role("link", name="Settings", exact=True).click()
    desk.page.locator("#id_name").fill("The Evening Post")
    desk.page.locator("#id_accent_light").fill("#005a9c")
    expect(desk.page.locator(".verdict").first).to_contain_text("Reads well")
    desk.page.locator(".field-logo .select2-selection").first.click()
    desk.page.locator(".select2-search__field").fill("quay")
    desk.page.get_by_role("option", name="quay").first.click()
    desk.press("Save")
    desk.told("changed")
    assert Publication.objects.get().logo.alt in {"A quay", "A mast"}
    reader.goto(desk.site)
    expect(reader).to_have_title("The Evening Post")
    expect(reader.locator("header img").first).to_be_visible()
    expect(reader.locator(".kicker").first).to_have_css("color", "rgb(0, 90, 156)")


def menu_nested(desk, reader):
    desk.go("/admin/blog/menuitem/")
    desk.press("Begin with these")
    desk.press("Put “Sea” under the line above")
    expect(desk.page.locator("[data-row]").nth(1)).to_have_attribute("data-depth", "1")
    desk.page.get_by_label("Page", exact=True).select_option("About us")
    desk.press("Add Page")
    desk.press("Save")
    desk.told("The menu is arranged.")
    reader.goto(desk.site)
    expect(reader.locator(".sections details")).to_contain_text("Sea")
    expect(reader.locator(".sections").get_by_role("link", name="About us")).to_be_visible()


def colleague_made(desk, new_context):
    """A login with a role, which then opens to its owner what the role says."""
    desk.page.get_by_role("link", name="Users", exact=True).click()
    desk.page.get_by_role("link", name="Add user").click()
    desk.page.locator("#id_username").fill("maud")
    desk.page.locator("#id_email").fill("maud@example.org")
    desk.page.get_by_label("Moderator", exact=True).check()
    desk.page.locator("#id_password1").fill(SECRET)
    desk.page.locator("#id_password2").fill(SECRET)
    desk.press("Save")
    desk.told("added successfully")
    context = new_context()
    maud = Desk(context.new_page(), desk.site)
    maud.log_in("maud", SECRET)
    expect(maud.page.get_by_role("link", name="Replies", exact=True).first).to_be_visible()
    expect(maud.page.get_by_role("link", name="Posts", exact=True)).to_have_count(0)


def old_address_led_on(desk, reader):
    desk.page.get_by_role("link", name="Redirects", exact=True).click()
    desk.page.get_by_role("link", name="Add redirect").click()
    desk.page.locator("#id_old_path").fill("/2009/who-we-are/")
    desk.page.locator("#id_new_path").fill("/about/")
    desk.press("Save")
    desk.told("added successfully")
    reader.goto(f"{desk.site}/2009/who-we-are/")
    expect(reader).to_have_url(f"{desk.site}/about/")


def dead_links_seen(desk):
    desk.go("/admin/")
    panel = desk.page.locator(".panel", has_text="Media links that are gone")
    panel.get_by_role("link", name="See all").click()
    expect(desk.page.locator("#result_list")).to_contain_text("The talk")
    expect(desk.page.locator("#result_list")).to_contain_text("Gone since")


@pytest.fixture
def desk(page, live_server, administrator, journal):
    return Desk(page, live_server.url).log_in("ada")


def test_administrator_sets_up_the_publication(desk, new_context, page_without_javascript):
    reader = page_without_javascript
    files_sent(desk)
    named_and_coloured(desk, reader)
    menu_nested(desk, reader)
    colleague_made(desk, new_context)
    old_address_led_on(desk, reader)
    dead_links_seen(desk)
