"""The pages of reports, appeals and the public account give axe-core no reason to complain."""

import pytest

from comments import moderation
from comments.moderating import appeals, reporting
from comments.tree.threads import add
from tests.comments.replies import draft
from tests.e2e.axe import complaints_of_axe

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [(1280, "light"), (390, "dark")]


@pytest.fixture
def pages(post, parent, bob, rosa):
    """Addresses of the pages, by what they show."""
    removed = add(draft(post, user_email=rosa.email))
    reporting.report(removed, "abuse", "", "somebody")
    moderation.trash(removed, by=bob, reason="threat", note="Please do not.\nThank you.")
    return {
        "report": f"/reply/{parent.pk}/report/",
        "appeal": "/" + appeals.address(removed).split("/", 3)[3],
        "account": "/comments/moderation/",
        "article": post.get_absolute_url(),
    }


@pytest.mark.parametrize("look", LOOKS, ids=["wide and light", "narrow and dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(page, live_server, pages, look):
    page.set_viewport_size({"width": look[0], "height": 800})
    page.emulate_media(color_scheme=look[1])
    faults = {}
    for name, path in pages.items():
        assert page.goto(f"{live_server}{path}").status == 200
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is too wide"
        faults |= {name: told} if (told := complaints_of_axe(page)) else {}
    assert faults == {}
