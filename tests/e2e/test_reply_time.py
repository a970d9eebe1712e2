"""How long the form was open is told by its script, in Chromium, whichever way the form is sent."""

from urllib.parse import parse_qs

import pytest

from comments.screening.circumstances import seconds
from tests.factories import make_post

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("way", ["script", "browser"])
def test_form_tells_how_long_it_was_open(page, live_server, settings, charlie, way):
    settings.REPLY_LIMIT = (0, 0)
    post = make_post("The harbour")
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    page.goto(f"{live_server}{post.get_absolute_url()}")
    page.get_by_label("Your reply").fill("The pier was there before either navy.")
    page.get_by_label("Name").fill(charlie["name"])
    page.get_by_label("E-mail", exact=True).fill(charlie["email"])
    if way == "script":
        page.get_by_role("button", name="Post reply").click()
    else:
        page.evaluate("document.getElementById('reply-form').submit()")
    page.wait_for_url("**/reply/waiting/**")
    took = seconds(parse_qs(sent[-1])["took"][0])
    assert took is not None
    assert 0 < took < 60
