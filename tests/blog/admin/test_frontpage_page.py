"""The page on which editors arrange the front page, without JavaScript."""

import lxml.html
import pytest
from django.urls import reverse

from blog.models import FrontPick, Publication, Status
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:blog_frontpick_changelist")
PREVIEW = reverse("admin:blog_frontpick_preview")


@pytest.fixture
def desk(browse_as, editor):
    return browse_as(editor)


@pytest.fixture
def posts():
    return [make_post(f"Article {letter}") for letter in "ABCDE"]


def sent(response):
    """The form of a page as a browser sends it: what is picked, in its order, and until when."""
    form = lxml.html.fromstring(response.content.decode()).get_element_by_id("arrangement_form")
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def press(desk, response, button, **typed):
    return desk.post(PAGE, {**sent(response), **typed, "do": button})


def picked(response):
    return [int(key) for key in sent(response).get("pick", [])]


def test_nothing_is_kept_before_saving(desk, posts):
    answer = press(desk, desk.get(PAGE), f"add-{posts[0].pk}")
    assert picked(answer) == [posts[0].pk]
    assert not FrontPick.objects.exists()


def test_buttons_put_in_order_and_save_keeps_it(desk, posts):
    answer = desk.get(PAGE)
    for post in posts[:3]:
        answer = press(desk, answer, f"add-{post.pk}")
    for button in ("up-2", "down-0", "remove-2"):
        answer = press(desk, answer, button)
    press(desk, answer, "save")
    kept = list(FrontPick.objects.order_by("position").values_list("post__title", flat=True))
    assert kept == ["Article C", "Article A"]


def test_search_finds_published_articles_alone(desk, posts):
    make_post("Article unseen", status=Status.DRAFT)
    page = press(desk, desk.get(PAGE), "find", words="article b").content.decode()
    assert f'value="add-{posts[1].pk}"' in page.partition('class="found"')[2]
    unseen = press(desk, desk.get(PAGE), "find", words="unseen").content.decode()
    assert "No published article" in unseen


def test_withdrawn_pick_is_said_to_take_no_place(desk, posts, stranger):
    FrontPick.objects.create(post=posts[0])
    posts[0].withdraw()
    assert "Readers cannot see it (withdrawn)" in desk.get(PAGE).content.decode()
    assert "Article A" not in stranger.get("/").content.decode()


def test_of_two_editors_the_second_is_shown_what_the_first_has_saved(desk, posts, browse_as):
    other = browse_as(make_user(group="Editor"))
    mine, theirs = desk.get(PAGE), other.get(PAGE)
    press(other, press(other, theirs, f"add-{posts[1].pk}"), "save")
    answer = press(desk, press(desk, mine, f"add-{posts[0].pk}"), "save")
    page = answer.content.decode()
    assert "Somebody else has saved another arrangement" in page
    assert "Article B" in page.partition('class="theirs"')[2].partition("</ol>")[0]
    assert picked(answer) == [posts[0].pk]
    assert FrontPick.objects.get().post == posts[1]
    moved_on = press(desk, answer, f"add-{posts[2].pk}")
    assert press(desk, moved_on, "save").status_code == 302
    assert list(FrontPick.objects.order_by("position").values_list("post", flat=True)) == [
        posts[0].pk,
        posts[2].pk,
    ]


def test_same_arrangement_pressed_twice_meets_nobody(desk, posts):
    answer = press(desk, desk.get(PAGE), f"add-{posts[0].pk}")
    assert [press(desk, answer, "save").status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("typed", ["soon", "2026-03-29T01:30", "2026-13-45T99:00"])
def test_time_that_cannot_be_is_refused_and_stays_as_typed(desk, posts, typed):
    Publication.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/London"})
    answer = press(desk, desk.get(PAGE), f"add-{posts[0].pk}")
    answer = press(desk, answer, "save", **{f"until-{posts[0].pk}": typed})
    assert typed in answer.content.decode()
    assert 'class="errornote"' in answer.content.decode()
    assert not FrontPick.objects.exists()


def test_preview_shows_what_is_not_saved_in_a_frame_of_our_own(desk, posts, stranger):
    answer = desk.post(PREVIEW, {"pick": [posts[1].pk]})
    lead = answer.content.decode().partition('class="lead"')[2].partition("</section>")[0]
    assert "Article B" in lead
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert (
        "Article E"
        in stranger.get("/").content.decode().partition('class="lead"')[2].partition("</section>")[0]
    )


@pytest.mark.parametrize("persona", ["alice", "contributor", "bob"])
def test_only_editors_arrange(browse_as, posts, request, persona):
    client = browse_as(request.getfixturevalue(persona))
    assert client.get(PAGE).status_code == 403
    assert client.post(PREVIEW, {"pick": [posts[0].pk]}).status_code == 403
    assert client.post(PAGE, {"pick": [posts[0].pk], "do": "save"}).status_code == 403


@pytest.mark.parametrize("value", ["add-x", "add-" + "9" * 30, "up-99", "up-x", "add-999999", "-", "save-1"])
def test_buttons_that_nobody_drew_change_nothing(desk, posts, value):
    answer = desk.post(PAGE, {"pick": [posts[0].pk, "x", "9" * 40], "do": value})
    assert picked(answer) == [posts[0].pk]


def test_as_many_queries_with_thirty_picks_as_with_one(desk, assert_same_queries):
    FrontPick.objects.create(post=make_post())
    assert_same_queries(
        lambda: desk.get(PAGE),
        lambda: [FrontPick.objects.create(post=make_post(), position=number) for number in range(30)],
    )
