"""An article with one reply, open in a browser."""

import pytest
from django.conf import settings as site

from comments.tree.threads import add
from tests.comments.conftest import mail_server, rosa, worker  # noqa: F401
from tests.comments.replies import draft
from tests.factories import make_post

BODY = "<p>Nobody asked the town.</p><p>The second <em>paragraph</em> is longer than the first.</p>"


@pytest.fixture
def post(transactional_db, settings):
    settings.REPLY_LIMIT = (0, 0)
    return make_post("The harbour", body=BODY)


@pytest.fixture
def parent(post):
    return add(draft(post, writer_name="Rosa", comment="I disagree.\nWholly.\n\nAnd so on."))


@pytest.fixture
def article(page, live_server, post, parent):
    """The article in a browser."""
    page.goto(f"{live_server}{post.get_absolute_url()}")
    return page


@pytest.fixture
def desk(page, live_server, administrator, browse_as):
    """A browser in which an administrator is logged in."""
    session = browse_as(administrator).cookies[site.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page
