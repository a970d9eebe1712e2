"""What other sites say of media is kept here; what is gone is noticed, and readers and editors are told."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from blog import mediakeeping
from blog.models import Image, MediaLink
from blog.tasks import fetch_media, fetch_waiting_media
from tests.blog.fetching.peers import plain
from tests.blog.outside import web
from tests.factories import make_post, picture_bytes

pytestmark = pytest.mark.django_db

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
OEMBED = "www.youtube.com/oembed"
JSON = "Content-Type: application/json"
HTML = "Content-Type: text/html; charset=utf-8"


@pytest.fixture
def outside(monkeypatch):
    with web(monkeypatch) as (answers, _peer):
        yield answers


def said(**fields):
    return plain(json.dumps(fields).encode(), JSON)


def make_link(url=VIDEO, **fields):
    post = fields.pop("post", None) or make_post()
    return MediaLink.objects.create(post=post, url=url, **fields)


def fetched(link):
    fetch_media.func(link.pk)
    link.refresh_from_db()
    return link


def ask_about_waiting():
    DBTaskResult.objects.all().delete()
    number = fetch_waiting_media.func()
    for row in DBTaskResult.objects.filter(task_path="blog.tasks.fetch_media"):
        fetch_media.func(*row.args_kwargs["args"])
    return number


def page_of(client, link):
    return client.get(link.post.get_absolute_url()).text


def test_saving_a_new_address_enqueues_one_question():
    link = make_link()
    link.save()
    assert DBTaskResult.objects.filter(task_path="blog.tasks.fetch_media").count() == 1


def test_fields_are_kept_and_the_poster_becomes_a_picture_of_the_library(outside, client):
    outside[OEMBED] = said(
        title="The tide <b>turns</b>",
        author_name="Harbour Radio",
        duration="1380",
        html="<script>alert(1)</script>",
        thumbnail_url="https://pictures.example/tide.png",
    )
    outside["pictures.example/tide.png"] = plain(picture_bytes(), "Content-Type: image/png")
    link = fetched(make_link())
    assert (link.found_title, link.found_outlet, link.length) == (
        "The tide <b>turns</b>",
        "Harbour Radio",
        1380,
    )
    assert link.found_poster.credit == "Harbour Radio"
    page = page_of(client, link)
    assert f'<img class="poster" src="{link.found_poster.file.url}"' in page
    assert "The tide &lt;b&gt;turns&lt;/b&gt;" in page
    assert "pictures.example" not in page
    assert "alert(1)" not in page


def test_what_an_editor_typed_stays(outside):
    outside[OEMBED] = said(title="Theirs", author_name="Them", duration=60)
    link = fetched(make_link(title="Ours", outlet="Us", seconds=99))
    card = link.card()
    assert (card.title, card.outlet, card.length, link.place) == ("Ours", "Us", "2 min", "Us")


def test_words_of_the_texts_own_link_go_before_the_sites_title(outside):
    outside[OEMBED] = said(title="Theirs")
    post = make_post(body=f'<p><a href="{VIDEO}">What I said there</a></p>')
    fetched(post.media_links.get())
    post.refresh_from_db()
    assert ">What I said there</a>" in post.body_html


def test_inline_card_shows_what_was_found_and_goes_with_its_address(outside):
    outside[OEMBED] = said(title="Theirs")
    post = make_post(body=f"<p>{VIDEO}</p>")
    fetched(post.media_links.get())
    post.refresh_from_db()
    assert ">Theirs</a>" in post.body_html
    post.body = "<p>Without it.</p>"
    post.save()
    assert not post.media_links.exists()


def test_question_is_asked_once_however_often_the_task_runs(outside):
    outside[OEMBED] = said(title="Theirs")
    link = make_link()
    fetched(fetched(link))
    assert len(outside.asked) == 1


def test_new_address_forgets_what_was_found_at_the_old_one(outside):
    outside[OEMBED] = said(title="Theirs")
    link = fetched(make_link())
    link.url = "https://vimeo.com/76979871"
    link.save()
    assert (link.found_title, link.fetched_at, link.provider) == ("", None, "vimeo")


def test_site_that_does_not_answer_is_asked_again_later_and_not_for_ever(outside):
    outside[OEMBED] = plain(status="503 Service Unavailable")
    link = make_link()
    for hour in range(0, 240, 2):
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=hour), tick=False):
            ask_about_waiting()
    link.refresh_from_db()
    assert link.fetch_due_at is None
    assert len(outside.asked) == mediakeeping.MOST_TRIES


@pytest.mark.parametrize(
    "answer",
    [plain(b"[" * 100_000, JSON), plain(b"[1]", JSON), plain(b"<html>", HTML),
     said(title=["x"], duration="NaN"), said(title=None, thumbnail_url={"a": 1}, duration=1e300),
     plain(b"\xff\xfe", JSON)],
)  # fmt: skip
def test_answer_that_makes_no_sense_leaves_the_card_as_it_was(outside, answer):
    outside[OEMBED] = answer
    link = fetched(make_link())
    assert (link.card().title, link.found_seconds, link.found_poster) == ("Watch on YouTube", None, None)


@pytest.mark.parametrize(
    ("poster", "answer"),
    [
        ("https://pictures.example/a.png", plain(b"<svg onload=alert(1)>", "Content-Type: image/svg+xml")),
        ("https://pictures.example/a.png", plain(b"MZ", "Content-Type: image/png")),
        ("https://pictures.example/a.png", plain(picture_bytes(), "Content-Type: text/html")),
        ("http://127.0.0.1/a.png", plain(picture_bytes(), "Content-Type: image/png")),
        ("javascript:alert(1)", plain()),
    ],
)
def test_poster_that_is_no_safe_picture_is_left_out(outside, poster, answer):
    outside[OEMBED] = said(title="Theirs", thumbnail_url=poster)
    outside["pictures.example/a.png"] = answer
    link = fetched(make_link())
    assert (link.found_title, link.found_poster, Image.objects.count()) == ("Theirs", None, 0)


def test_same_poster_is_kept_once(outside):
    outside[OEMBED] = said(thumbnail_url="https://pictures.example/a.png")
    outside["pictures.example/a.png"] = plain(picture_bytes(), "Content-Type: image/png")
    first, second = fetched(make_link()), fetched(make_link())
    assert first.found_poster == second.found_poster


def test_unknown_page_gets_a_card_from_what_it_says_of_itself(outside):
    outside["radio.example/talk"] = plain(
        '<head><meta property="og:title" content="Tides &amp; bases"><meta property="og:site_name" '
        'content="Häfen FM"><meta property="og:image" content="/a.png"></head>'.encode(),
        "Content-Type: text/html",
    )
    outside["radio.example/a.png"] = plain(picture_bytes(), "Content-Type: image/png")
    link = fetched(make_link("https://radio.example/talk"))
    assert (link.card().title, link.place) == ("Tides & bases", "Häfen FM")
    assert link.found_poster.source_url == "https://radio.example/a.png"


def test_file_tells_its_size_and_type(outside):
    outside["radio.example/talk.mp3"] = plain(b"x" * 1234, "Content-Type: audio/mpeg")
    link = fetched(make_link("https://radio.example/talk.mp3"))
    assert (link.file_bytes, link.file_type) == (1234, "audio/mpeg")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/oembed", "javascript:alert(1)", "https://localhost/a"])
def test_private_address_is_never_asked(outside, url):
    link = fetched(make_link(url))
    assert (outside.asked, link.fetch_due_at) == ([], None)


def test_many_links_to_one_host_are_asked_a_few_at_a_time(outside):
    outside[OEMBED] = said(title="Theirs")
    post = make_post()
    for number in range(30):
        MediaLink.objects.create(post=post, url=f"https://youtu.be/{number:011d}")
    assert ask_about_waiting() == mediakeeping.PACE[0] == len(outside.asked)
    assert MediaLink.objects.unfetched(datetime.now(UTC)).count() == 10
