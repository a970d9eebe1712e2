"""The window of pictures, and figures between the editor and what is stored."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from blog.admin.editor.keptparts import can_open, opened
from blog.admin.uploads import described
from blog.rendering import render_body
from tests.blog.admin.forms import submit
from tests.factories import make_image, make_post

CHOOSE = reverse("admin:blog_image_choose")


def test_window_shows_the_newest_first_with_their_words(browse_as, alice):
    older = make_image(caption="Older", credit="Rosa Luz")
    newer = make_image(alt="", caption="Newer")
    page = browse_as(alice).get(CHOOSE).content.decode()
    assert page.index("Newer") < page.index("Older")
    assert page.count("No alternative text yet") == 1
    for image in (older, newer):
        assert escape(json.dumps(described(image))) in page


def test_words_narrow_the_window(browse_as, alice):
    make_image(credit="Rosa Luz")
    make_image(caption="Elsewhere")
    page = browse_as(alice).get(CHOOSE, {"q": "rosa"}).content.decode()
    assert "1 picture, newest first" in page
    assert "Elsewhere" not in page


def test_picture_without_a_file_is_not_offered(browse_as, alice):
    image = make_image(caption="Absent")
    type(image).objects.update(file="")
    assert "There is no picture yet." in browse_as(alice).get(CHOOSE).content.decode()


def test_window_costs_the_same_for_one_and_for_many(browse_as, alice):
    client, counts = browse_as(alice), []
    client.get(CHOOSE)
    for number in (1, 29):
        for _ in range(number):
            make_image()
        with CaptureQueriesContext(connection) as queries:
            client.get(CHOOSE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


FIGURE = (
    '<figure class="alignright" id="quay" lang="fr"><img src="/media/a.png" alt="Two boats">'
    '<figcaption>The <em>old</em> quay <span class="credit">Rosa <a href="/b/">Luz</a></span></figcaption>'
    "</figure>"
)


def test_figure_goes_through_the_editor_unchanged():
    assert opened(FIGURE) == FIGURE
    assert can_open(FIGURE)


@pytest.mark.parametrize(
    "source",
    ['<p><img src="/media/a.png" alt="a" class="alignleft"></p>', '<img src="/media/a.png" alt="a">'],
)
def test_picture_alone_opens_as_a_figure(source):
    assert re.fullmatch(r"<figure><img [^>]+></figure>", opened(source))
    assert can_open(source)


def test_credit_is_marked_for_readers():
    assert '<span class="credit">Rosa' in render_body(FIGURE)


def test_empty_caption_is_not_stored(browse_as, editor):
    post = make_post(body="<p>Words.</p>")
    address = reverse("admin:blog_post_change", args=[post.pk])
    picture = '<figure><img src="/media/a.png" alt="a"><figcaption></figcaption></figure>'
    submit(browse_as(editor), address, body=f"<p>Words.</p>{picture}")
    post.refresh_from_db()
    assert post.body == '<p>Words.</p><figure><img src="/media/a.png" alt="a"></figure>'
