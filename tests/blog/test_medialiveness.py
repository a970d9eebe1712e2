"""Media that is gone is noticed gently; readers get the next copy, and it comes back when it lives."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from blog import mediakeeping
from blog.mediafacts import Verdict
from blog.models import MediaLink
from blog.tasks import check_due_media, check_media
from tests.blog.fetching.peers import plain
from tests.blog.outside import web
from tests.factories import make_post

pytestmark = pytest.mark.django_db

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
OEMBED = "www.youtube.com/oembed"
COPY = "https://archive.org/details/talk"
MOMENT = datetime(2026, 3, 14, 12, tzinfo=UTC)
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


def checked(link, *days):
    for day in days:
        with time_machine.travel(MOMENT + timedelta(days=day), tick=False):
            check_media.func(link.pk)
    link.refresh_from_db()
    return link


def page_of(client, link):
    return client.get(link.post.get_absolute_url()).text


def test_link_is_dead_after_two_days_and_not_after_two_looks(outside):
    link = make_link()
    assert checked(link, 0, 0.1).dead_since is None
    assert checked(link, 1).dead_since == MOMENT + timedelta(days=1)


@pytest.mark.parametrize("status", [200, 401, 403, 404, 410, 429, 500])
def test_providers_answer_decides(outside, status):
    outside[OEMBED] = plain(b"{}", JSON, status=f"{status} x")
    assert bool(checked(make_link(), 0, 1, 2).dead_since) == (status in {401, 403, 404, 410})


@pytest.mark.parametrize(("status", "is_dead"), [("404 x", True), ("403 x", False), ("401 x", False)])
def test_wall_against_programs_is_no_death(outside, status, is_dead):
    outside["radio.example/talk"] = plain(status=status)
    assert bool(checked(make_link("https://radio.example/talk"), 0, 1, 2).dead_since) == is_dead


def test_dead_link_gives_way_to_the_next_living_copy_and_comes_back(outside, client):
    outside["archive.org/details/talk"] = plain(b"there", HTML)
    urls = ["https://vimeo.com/76979871", COPY]
    link = checked(make_link(title="The tide", further_urls=urls), 0, 1)
    page = page_of(client, link)
    assert link.living_url == COPY
    assert 'data-player="https://archive.org/embed/talk?autoplay=1"' in page
    assert "No longer at YouTube; this is the copy at Internet Archive." in page
    outside[OEMBED] = said(title="Back")
    link = checked(link, 2)
    assert (link.dead_since, link.living_url) == (None, "")
    assert "No longer at" not in page_of(client, link)


def test_inline_card_of_a_dead_link_points_to_the_copy_and_renders_to_itself(outside):
    outside["archive.org/details/talk"] = plain(b"there", HTML)
    post = make_post(body=f"<p>{VIDEO}</p>")
    link = post.media_links.get()
    MediaLink.objects.filter(pk=link.pk).update(further_urls=[COPY])
    checked(link, 0, 1)
    post.refresh_from_db()
    assert "archive.org/embed/talk" in post.body_html
    before = post.body_html
    post.save()
    assert post.body_html == before


def test_page_of_what_is_gone_keeps_title_and_transcript_and_says_so(outside, client):
    link = checked(make_link(title="The tide", transcript="Two lists hang there."), 0, 1)
    page = page_of(client, link)
    assert "It is no longer available at YouTube." in page
    assert "data-player" not in page
    assert all(words in page for words in ("The tide", "Two lists hang there."))


def test_server_that_is_cut_off_declares_nothing_dead(outside, monkeypatch):
    monkeypatch.setattr(mediakeeping, "look", lambda url: (Verdict.SILENT, "The host does not answer."))
    links = [make_link(), make_link("https://vimeo.com/76979871"), make_link(COPY)]
    for day in range(6):
        for link in links:
            checked(link, day)
    assert [link.dead_since for link in links] == [None, None, None]


def test_silent_host_needs_more_days(outside, monkeypatch):
    monkeypatch.setattr(mediakeeping, "look", lambda url: (Verdict.SILENT, "The host does not answer."))
    link = make_link()
    assert checked(link, 0, 1, 2).dead_since is None
    assert checked(link, 3).dead_since


def test_only_what_is_due_and_public_is_checked(outside):
    make_link(post=make_post(status="draft"))
    due, fresh = make_link(), make_link()
    MediaLink.objects.filter(pk=fresh.pk).update(checked_at=datetime.now(UTC))
    DBTaskResult.objects.all().delete()
    assert check_due_media.func() == 1
    assert DBTaskResult.objects.get().args_kwargs["args"] == [due.pk]
