"""Letters that people and machines send: what is stored of them, and how long that takes."""

import time

import pytest

from comments.forms import plain
from comments.models import Reply
from tests.comments.sending import page, send
from tests.factories import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇵🇸 👍🏽 1️⃣",
        "क्षि नमस्ते",
        "می‌خواهم",
        "ไม่มีเว้นวรรค",
        "日本語、中文、한국어",
        "English then العربية then עברית, 12:30",
        "zero\u200bwidth\u2060and\ufeffmore",
        "a\u2067isolated\u2069b",
        "soft\u00adhyphen",
        "\U0001f9d1\U0001f3fd\u200d\U0001f680",
        "first\n\n\n\nlast",
    ],
)
def test_letters_of_every_script_are_stored_as_typed(client, charlie, text):
    send(client, make_post(), {**charlie, "comment": text})
    assert Reply.objects.get().comment == text


def test_decomposed_letters_are_stored_composed():
    assert plain("e\u0301") == "é"


def test_what_no_keyboard_means_is_left_out():
    assert plain("a\x00b\x1bc\u202ed\u202de\r\nf\rg") == "abcde\nf\ng"


def test_name_of_any_script_stands_over_the_reply(client, charlie):
    post = make_post()
    send(client, post, {**charlie, "name": "  नमस्ते\u202e 👩‍👩‍👧  \n x"})
    assert Reply.objects.get().writer_name == "नमस्ते 👩‍👩‍👧 x"


@pytest.mark.parametrize("field", ["comment", "name", "email", "url"])
@pytest.mark.parametrize(
    "text",
    [
        "x" * 3_000_000,
        "\u200b" * 900_000,
        "🚢" * 100_000,
        "*" * 100_000,
        "a\u0301\u0327" * 33_000,
        "a" + "\u0327\u0301" * 50_000,
    ],
    ids=["letters", "nothing", "emoji", "stars", "marks", "tower"],
)
def test_far_too_much_is_answered_quickly_and_comes_back(client, charlie, field, text):
    started = time.process_time()
    response = send(client, make_post(), {**charlie, field: text})
    assert time.process_time() - started < 5
    assert response.status_code == 422
    assert text in page(response)


def test_tower_of_marks_within_the_limit_is_taken_quickly(client, charlie):
    post, text = make_post(), "a" + "\u0327\u0301" * 9_999
    started = time.process_time()
    assert send(client, post, {**charlie, "comment": text}).status_code == 302
    assert time.process_time() - started < 10  # one of five times the height would take half a minute


def test_text_beyond_what_is_read_at_all_gets_a_page_that_says_so(client, charlie):
    response = send(client, make_post(), {**charlie, "comment": "x" * 11_000_000})
    assert response.status_code == 400
    assert "too large" in page(response)


def test_limits_are_said_beside_the_field(client):
    html = page(client.get(make_post().get_absolute_url()))
    hint = html.partition('id="reply_comment_helptext"')[2].partition("</p>")[0]
    assert "At most 20,000 characters." in hint
    assert "With more than 2 links it is read by a moderator first." in hint
    assert 'aria-describedby="reply_comment_helptext"' in html
