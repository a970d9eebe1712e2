"""The dashboard: what waits for whom, what happened, and the first steps."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from blog.models import MediaLink, Post, Publication, Status
from comments import moderation
from tests.factories import make_image, make_page, make_post, make_reply, make_user

pytestmark = pytest.mark.django_db
DASHBOARD = reverse("admin:index")


@pytest.fixture
def look(browse_as):
    """The main part of the dashboard as somebody sees it."""
    return lambda user: browse_as(user).get(DASHBOARD).content.decode().partition('id="content-main"')[2]


@pytest.fixture
def desk(alice, contributor):
    """Something of everything that can wait."""
    make_post("Handed in by Connie", owner=contributor, status=Status.REVIEW, publish_at=None)
    make_post("Alice's own draft", owner=alice, status=Status.DRAFT, publish_at=None)
    make_post(
        "Tomorrow's", owner=alice, status=Status.SCHEDULED, publish_at=timezone.now() + timedelta(days=1)
    )
    make_image(alt="")
    make_reply(make_post("Alice's harbour", owner=alice), comment="I was there, too.")
    make_reply(make_post("Somebody's"), status="pending", comment="Waits for Bob.")


def log(user, post, times=1):
    for _ in range(times):
        LogEntry.objects.create(
            user=user, content_type=ContentType.objects.get_for_model(post, for_concrete_model=False),
            object_id=str(post.pk), object_repr=str(post), action_flag=CHANGE, change_message="[]",
        )  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [
        ("editor", ["Waiting for a review", "Handed in by Connie", "Tomorrow", "Waits for Bob"], []),
        ("alice", ["own draft", "Tomorrow", "I was there, too."], ["Handed in by Connie", "Waits for Bob"]),
        ("contributor", ["Handed in by Connie", "in review"], ["own draft", "Waits for Bob", "Tomorrow"]),
        ("bob", ["Waits for Bob"], ["own draft", "Handed in", "Pictures without", "Write an article"]),
    ],
)
def test_everybody_sees_what_waits_for_them(look, desk, case, request):
    persona, seen, unseen = case
    text = look(request.getfixturevalue(persona))
    assert [words for words in seen if words not in text] == []
    assert [words for words in unseen if words in text] == []


def test_pictures_without_words_are_everybodys_for_editors_and_own_for_authors(look, desk, editor, alice):
    assert "Pictures without alternative text" in look(editor)
    assert "Every picture has an alternative text." in look(alice)


@pytest.mark.parametrize("persona", ["editor", "alice", "contributor"])
def test_what_leads_to_all_leads_to_as_many_as_are_counted(desk, browse_as, request, persona, contexts):
    user = request.getfixturevalue(persona)
    make_image(alt="", uploaded_by=user)
    make_image(alt="", file="", source_url="https://old.example/a.png")
    client = browse_as(user)
    shown = client.get(DASHBOARD).context["panels"]
    waiting = [panel for panel in shown if panel.total and "/blog/" in panel.url]
    assert len(waiting) >= 2 - (persona == "contributor")
    for panel in waiting:
        context = client.get(panel.url).context
        number = context["found"].page.paginator.count if "found" in context else context["cl"].result_count
        is_whole_list = "?" not in panel.url
        assert number >= panel.total if is_whole_list else number == panel.total, panel.title


def test_media_links_that_are_gone_are_told_and_so_is_that_none_is(look, editor):
    link = MediaLink.objects.create(post=make_post("Tides"), url="https://radio.example/tides.mp3")
    assert "Every media link is where it was." in look(editor)
    MediaLink.objects.filter(pk=link.pk).update(dead_since=timezone.now(), last_answer="404")
    assert "Gone since" in look(editor)


def test_what_happened_is_told_once_for_what_belongs_together(look, editor):
    post = make_post("The harbour")
    log(editor, post, times=3)
    text = look(editor)
    assert "edith changed 3 times" in text
    assert text.count("edith changed") == 1
    assert "published" in text


def test_authors_hear_what_others_did_to_their_articles_alone(look, editor, alice):
    own, other = make_post("Alice's harbour", owner=alice), make_post("Somebody's")
    log(editor, own)
    log(editor, other)
    text = look(alice)
    assert text.count("edith changed") == 1
    assert "Somebody" not in text


def test_editors_do_not_read_what_administrators_do_with_logins(look, editor, administrator):
    log(administrator, make_user("newcomer"))
    assert "newcomer" not in look(editor)
    assert "newcomer" in look(administrator)


def test_moderators_see_what_was_decided(look, bob, editor, alice):
    reply = make_reply(make_post(), status="pending")
    moderation.approve(reply, by=bob)
    assert "bob decided about replies:" in look(editor)
    assert "bob decided" not in look(alice)


def test_new_site_says_what_to_do_first_until_an_article_is_out(look, editor, alice):
    Publication.current()
    assert "Write your first article" in look(editor)
    assert "Arrange the menu" in look(editor)
    assert "Arrange the menu" not in look(alice)
    make_post()
    assert "First steps" not in look(editor)


def test_step_that_was_made_is_ticked(look, editor):
    make_page("About")
    assert look(editor).count('class="done"') == 1


def test_untitled_draft_has_a_link_with_words(look, alice):
    Post.objects.create(owner=alice, title="")
    assert ">(no title)</a>" in look(alice)


def test_as_many_queries_with_thirty_of_everything_as_with_one(browse_as, queries_of, editor, alice, bob):
    people = [editor, alice, bob]

    def more(owners):
        for user in owners:
            for status in (Status.DRAFT, Status.REVIEW, Status.PUBLISHED):
                post = make_post(owner=user, status=status)
                log(user, post)
            make_post(owner=user, status=Status.SCHEDULED, publish_at=timezone.now() + timedelta(days=1))
            make_image(alt="", uploaded_by=user)
            make_reply(post)
            make_reply(post, status="pending")

    def numbers():
        return [len(queries_of(partial(browse_as(user).get, DASHBOARD))) for user in people]

    more(people)
    before = numbers()
    more([alice] * 29)  # own rows to her, everybody's rows to the others
    assert numbers() == before
    assert max(before) <= 40
