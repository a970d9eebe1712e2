"""No page of the moderators gives axe-core reason to complain, or is wider than its window."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from comments import moderation
from comments.models import Appeal, Ban, Decision, ReplyStatus, Version, Writer
from comments.moderating import reporting
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.e2e.axe import complaints_of_axe
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "waiting": "reply/?view=waiting",
    "reported": "reply/?view=reported",
    "suspected": "reply/?view=suspected",
    "approved": "reply/?view=approved",
    "removed": "reply/?view=removed",
    "everything": "reply/?view=all&q=harbour",
    "one reply": "reply/{reply}/change/",
    "bans": "ban/",
    "a new ban": "ban/add/?kind=address&value=angry@example.org",
    "rules": "debaterules/1/change/",
    "writers": "writer/",
    "one writer": "writer/{writer}/change/",
    "ledger": "decision/",
}
LOOKS = [(1280, "light", list(PAGES)), (390, "dark", ["reported", "one reply"])]


@pytest.fixture
def numbers(transactional_db, bob):
    """A queue with something of everything; the numbers of a reply and of a writer."""
    post, waits = make_post("The harbour"), ReplyStatus.PENDING
    parent = add(draft(post))
    edited = add(draft(post, status=waits, edited_at=timezone.now(), comment="long " * 400), parent)
    Version.objects.create(reply=edited, text="short")
    add(draft(post, status=waits, suspected=True))
    reported = add(draft(post, user_email="angry@example.org", ip_address="192.0.2.7"), parent)
    reporting.report(reported, "abuse", "It names a child.", "somebody")
    removed = add(draft(post))
    moderation.trash(removed, by=bob, reason="hate", note="Please do not.")
    appealed = add(draft(post))
    moderation.trash(appealed, by=bob, reason="abuse")
    Appeal.objects.create(reply=appealed, text="I meant the ferry.")
    moderation.move([appealed], waits, actor=Decision.Actor.WRITER)
    Ban.objects.keep_out("network", "192.0.2.0/24", by=bob)
    return {"reply": reported.pk, "writer": Writer.objects.of("angry@example.org").pk}


@pytest.fixture
def desk(page, live_server, bob):
    client = Client()
    client.force_login(bob)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    return page


@pytest.mark.parametrize("look", LOOKS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_on_any_page_of_the_moderators(desk, live_server, numbers, look):
    page = desk
    page.set_viewport_size({"width": look[0], "height": 900})
    page.emulate_media(color_scheme=look[1])
    faults, tried = {}, 0
    for name, path in PAGES.items():
        response = page.goto(f"{live_server}/admin/comments/{path.format(**numbers)}")
        assert response.status == 200
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
        if name not in look[2]:
            continue
        tried += 1
        faults |= {name: told} if (told := complaints_of_axe(page)) else {}
    assert faults == {}
    assert tried == len(look[2])
