"""Scheduling on the publication's clock, in the nights when that clock is changed, and without a worker."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import Post, Publication, Status
from tests.blog.admin.forms import submit
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring():
    """The day before the clocks go forward."""
    with time_machine.travel(datetime(2027, 3, 27, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def editor(client, spring):
    """Erin, on a publication in London."""
    publication = Publication.current()
    publication.time_zone = "Europe/London"
    publication.save()
    client.force_login(make_user("erin", group="Editor"))
    return client


def schedule(client, post, day, hour):
    address = f"/admin/blog/post/{post.pk}/change/"
    answer = submit(client, address, publish_at_0=day, publish_at_1=hour, status="scheduled")
    post.refresh_from_db()
    return answer


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        ("2027-03-28", "00:59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-03-28", "02:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("2027-10-31", "00:59", datetime(2027, 10, 30, 23, 59, tzinfo=UTC)),
        ("2027-10-31", "01:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("2027-10-31", "02:00", datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
    ],
)
def test_to_the_minute_in_the_nights_of_the_clock_change(editor, day, hour, moment):
    post = make_post(status=Status.DRAFT, publish_at=None)
    schedule(editor, post, day, hour)
    assert (post.status, post.publish_at) == (Status.SCHEDULED, moment)


def test_an_hour_that_the_clock_skips_is_refused_with_the_one_that_is_meant(editor):
    post = make_post("Spring", status=Status.DRAFT, publish_at=None)
    answer = schedule(editor, post, "2027-03-28", "01:30").content.decode()
    assert "there is no 01:30. Perhaps 02:30?" in answer
    assert post.status == Status.DRAFT
    assert 'value="01:30' in answer


def test_the_second_half_past_one_stays_when_the_form_is_saved_again(editor):
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    post = make_post(status=Status.SCHEDULED, publish_at=second)
    address = f"/admin/blog/post/{post.pk}/change/"
    submit(editor, address, title="Autumn")
    post.refresh_from_db()
    assert (post.title, post.publish_at) == ("Autumn", second)


def test_a_due_article_is_live_at_its_minute_without_any_worker(editor):
    post = make_post("Spring forward", status=Status.DRAFT, publish_at=None)
    schedule(editor, post, "2027-03-28", "02:00")
    editor.logout()
    with time_machine.travel(datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC), tick=False):
        assert editor.get(post.get_absolute_url()).status_code == 404
    with time_machine.travel(datetime(2027, 3, 28, 1, 0, tzinfo=UTC), tick=False):
        assert editor.get(post.get_absolute_url()).status_code == 200
        assert "Spring forward" in editor.get("/").content.decode()
        assert "Spring forward" in editor.get("/feed/").content.decode()


def test_moving_to_another_time_zone_moves_no_scheduled_moment(editor):
    moment = timezone.now() + timedelta(days=3)
    post = make_post(status=Status.SCHEDULED, publish_at=moment)
    publication = Publication.current()
    publication.time_zone = "Pacific/Auckland"
    publication.save()
    address = f"/admin/blog/post/{post.pk}/change/"
    submit(editor, address)
    assert Post.objects.get(pk=post.pk).publish_at == moment


def test_what_has_come_due_is_called_published():
    due = make_post(status=Status.SCHEDULED, publish_at=timezone.now() - timedelta(minutes=1))
    later = make_post(status=Status.SCHEDULED, publish_at=timezone.now() + timedelta(hours=1))
    Post.objects.filter(pk=due.pk).update(status=Status.SCHEDULED)
    assert Post.everything.settle_due() == 1
    assert Post.objects.get(pk=due.pk).status == Status.PUBLISHED
    assert Post.objects.get(pk=later.pk).status == Status.SCHEDULED
