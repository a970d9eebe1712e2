"""Edith's day: a review waits; she reads, remarks, edits, compares, schedules, publishes, arranges the front
page, works on for later, and corrects."""

import pytest
from playwright.sync_api import expect

from blog.models import Post, Status
from blog.revisions import revising
from tests.e2e.newsroom import Desk
from tests.factories import make_category, make_post, make_reply

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINE = "What the ferrymen know"


@pytest.fixture
def handed_in(transactional_db, contributor):
    """Connie's article, waiting, on a site that has others."""
    for letter in "AB":
        make_post(f"Article {letter}", categories=[make_category(f"Subject {letter}")])
    post = make_post(
        HEADLINE,
        slug="ferrymen",
        owner=contributor,
        authors=[contributor.byline()],
        status=Status.REVIEW,
        publish_at=None,
        body="<p>Nobody asked the town. The tide was late.</p>",
    )
    revising.record(post, contributor)
    return post


def remarked(desk):
    """The review waits on the dashboard; a note about a passage goes beside the text."""
    waiting = desk.page.locator(".panel", has_text="Waiting for a review")
    waiting.get_by_role("link", name=HEADLINE).click()
    desk.text.wait_for()
    desk.text.locator("p").select_text()
    desk.page.get_by_label("A note that readers never see").fill("Who was asked?")
    desk.press("Add the note")
    expect(desk.page.locator(".note blockquote")).to_contain_text("Nobody asked the town.")


def edited(desk):
    """Her change stands beside the author's words."""
    desk.text.click()
    desk.keys("Control+End")
    desk.type(" By an hour.")
    desk.press("Save")
    desk.told("waiting for an editor's review")
    desk.page.get_by_role("link", name="Revisions").click()
    desk.page.get_by_role("link", name="What changed").first.click()
    expect(desk.page.locator(".part-body ins")).to_contain_text("By an hour.")
    desk.page.get_by_role("link", name="Back to the text").click()
    desk.text.wait_for()


def shall_appear(desk, day):
    """The date as the language writes it."""
    desk.page.locator("#id_publish_at_0").fill(day)
    desk.page.locator("#id_publish_at_1").fill("08:00")
    desk.page.locator("#id_publish_at_1").blur()


def scheduled_then_published(desk, reader):
    shall_appear(desk, "30/03/2031")
    desk.press("Schedule")
    desk.press("Schedule anyway")
    desk.told("30 March 2031, 08:00")
    assert Post.objects.with_status(Status.SCHEDULED).count() == 1
    reader.goto(desk.site)
    expect(reader.get_by_text(HEADLINE)).to_have_count(0)
    shall_appear(desk, "05/01/2026")
    expect(desk.page.get_by_role("button", name="Schedule")).to_have_count(0)
    desk.page.locator("input[name=_save]").click()
    desk.told("readers see it")
    reader.reload()
    expect(reader.get_by_role("link", name=HEADLINE).first).to_be_visible()


def led_the_front_page(desk, reader):
    form = desk.page.url.removeprefix(desk.site)
    desk.go("/admin/blog/frontpick/")
    desk.press(f"Pick “{HEADLINE}”")
    expect(desk.page.frame_locator("iframe").locator(".lead h2")).to_have_text(HEADLINE)
    desk.press("Save")
    desk.told("The front page is arranged.")
    reader.goto(desk.site)
    expect(reader.locator(".lead h2")).to_have_text(HEADLINE)
    reader.get_by_role("link", name=HEADLINE).first.click()
    desk.go(form)


def worked_on_for_later(desk, reader):
    """Text, title and category together wait for “Update”."""
    desk.page.locator("#id_title").fill("What all ferrymen know")
    desk.text.click()
    desk.keys("Control+End")
    desk.type(" Every day.")
    desk.page.get_by_label("Subject B", exact=True).check()
    desk.press("Save changes for later")
    desk.told("Readers see nothing of it")
    expect(desk.page.locator("#id_title")).to_have_value("What all ferrymen know")
    reader.reload()
    expect(reader.locator("h1.p-name")).to_have_text(HEADLINE)
    expect(reader.locator("article")).not_to_contain_text("Every day.")
    desk.press("Update")
    desk.told("readers see it")
    reader.reload()
    expect(reader.locator("h1.p-name")).to_have_text("What all ferrymen know")
    expect(reader.locator(".kicker")).to_contain_text("Subject B")


def corrected(desk, reader):
    make_reply(Post.objects.get(slug="ferrymen"))
    desk.page.get_by_role("link", name="Add a correction").click()
    desk.page.locator("#id_text").fill("The tide was late by two hours, not by one.")
    desk.press("Add the correction")
    desk.told("Readers see the correction.")
    reader.reload()
    expect(reader.locator("main")).to_contain_text("late by two hours, not by one")
    expect(reader.locator("#replies article")).to_contain_text("correction")


def test_editor_reviews_edits_schedules_publishes_arranges_and_corrects(
    page, live_server, editor, handed_in, page_without_javascript
):
    reader = page_without_javascript
    desk = Desk(page, live_server.url).log_in("edith")
    remarked(desk)
    edited(desk)
    scheduled_then_published(desk, reader)
    led_the_front_page(desk, reader)
    worked_on_for_later(desk, reader)
    corrected(desk, reader)
    assert handed_in.notes.get().text == "Who was asked?"
