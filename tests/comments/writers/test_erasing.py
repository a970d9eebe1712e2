"""Erasing: nothing personal is left in any table, and nobody else's words lose their place."""

import pytest
from django.db import connection
from django.utils import timezone

from comments import moderation, recommending
from comments.mail import outbox
from comments.models import (
    Appeal,
    Confirmation,
    Decision,
    Follow,
    Letter,
    Reply,
    ReplyStatus,
    Report,
    SpamToken,
    Version,
    Writer,
)
from comments.moderating import reporting
from comments.tree.counts import recount
from comments.tree.threads import add
from comments.writers import erasing
from comments.writers.owning import token_for
from tests.comments.replies import draft
from tests.comments.sending import page, prove
from tests.factories import make_post

pytestmark = pytest.mark.django_db

ADDRESS = "zelda.quux@example.org"
PERSONAL = ["zelda", "quux", "203.0.113.77", "xyzzy", "plugh"]  # her name, address, network, words


def written(post, **fields):
    known = {
        "user_email": ADDRESS,
        "writer_name": "Zelda Quux",
        "writer_url": "https://quux.example",
        "ip_address": "203.0.113.77",
        "user_agent": "xyzzy browser",
        "import_data": {"email": ADDRESS, "agent": "xyzzy"},
        "held_for": [{"code": "watch", "words": ["xyzzy"]}],
        "followup": True,
        "comment": "plugh",
    }
    return add(draft(post, **{**known, **fields}))


@pytest.fixture
def post():
    return make_post()


@pytest.fixture
def published(post):
    return written(post, comment="I stood on the pier.")


@pytest.fixture
def other(post, published):
    """Somebody's answer to the published one."""
    return add(draft(post, comment="So did I."), published)


@pytest.fixture
def zelda(post, published, other):
    """A writer of whom every table holds something."""
    writer = Writer.objects.of(ADDRESS)
    for status in ReplyStatus.values:
        if status != ReplyStatus.APPROVED:
            written(post, status=status)
    Version.objects.create(reply=published, text="xyzzy")
    Appeal.objects.create(reply=published, text="plugh")
    Follow.objects.create(writer=writer, post=post)
    Confirmation.objects.create(
        writer=writer, purpose="reply", token_hash="x", reply=published, expires_at=timezone.now()
    )
    recommending.recommend(other, writer)
    reporting.report(other, "spam", "Zelda Quux says so", reporting.reporter(writer, ""))
    outbox.post(Letter.Kind.YOURS, "yours", writer=writer)
    return writer


def everything():
    """All that the debate's tables hold, as one text."""
    names = [name for name in connection.introspection.table_names() if "comment" in name]
    said = []
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            said += [str(value).lower() for row in cursor.fetchall() for value in row]
    return "\n".join(said)


@pytest.mark.parametrize("keep_words", [True, False])
def test_nothing_personal_is_left_in_any_table(zelda, keep_words):
    before = everything()
    assert all(word in before for word in PERSONAL)
    key = zelda.key
    erasing.erase(zelda, keep_words=keep_words)
    after = everything()
    assert [word for word in [*PERSONAL, key] if word in after] == []


def test_published_words_stay_under_no_name_if_wanted(zelda, published, post, stranger):
    erasing.erase(zelda, keep_words=True)
    html = page(stranger.get(post.get_absolute_url()))
    assert "I stood on the pier." in html
    assert "Name erased" in html
    assert "Zelda" not in html


def test_words_go_and_answers_keep_their_place(zelda, published, other, post, stranger):
    erasing.erase(zelda, keep_words=False)
    html = page(stranger.get(post.get_absolute_url()))
    assert "I stood on the pier." not in html
    assert "withdrawn by its writer" in html
    assert "So did I." in html
    assert Reply.objects.get(pk=other.pk).parent_id == published.pk


@pytest.mark.parametrize("keep_words", [True, False])
def test_counts_stay_right(zelda, other, post, keep_words):
    erasing.erase(zelda, keep_words=keep_words)
    assert not recount(post.pk, repair=False)
    other.refresh_from_db()
    assert other.recommended == 0
    assert Report.objects.count() == 1


def test_what_moderators_removed_stays_removed_and_the_ledger_whole(zelda, published):
    moderation.trash(published)
    before = Decision.objects.count()
    erasing.erase(zelda, keep_words=True)
    published.refresh_from_db()
    assert (published.status, published.comment) == (ReplyStatus.TRASH, "")
    assert Decision.objects.count() >= before


def test_what_was_learnt_of_the_words_is_forgotten(zelda, post):
    moderation.mark_spam(*Reply.objects.waiting())
    assert SpamToken.objects.filter(token__contains="plugh", spam__gt=0).exists()
    erasing.erase(zelda, keep_words=False)
    assert not SpamToken.objects.filter(token__contains="plugh").exclude(spam=0, ham=0).exists()


def test_others_are_left_alone(zelda, other):
    erasing.erase(zelda, keep_words=False)
    again = Reply.objects.get(pk=other.pk)
    assert (again.writer_name, again.comment) == (other.writer_name, other.comment)


def test_page_wants_the_address_and_a_choice(stranger, zelda, published):
    path = f"/reply/yours/{token_for(zelda)}/erase/"
    for typed in ({}, {"email": "other@example.org", "words": "take"}, {"email": ADDRESS}):
        assert stranger.post(path, typed).status_code == 422
    assert stranger.get(path).status_code == 200
    assert Reply.objects.filter(user_email=ADDRESS).exists()


def test_page_erases_and_forgets_the_browser(stranger, zelda):
    path = f"/reply/yours/{token_for(zelda)}/erase/"
    response = prove(stranger, ADDRESS).post(path, {"email": ADDRESS.upper(), "words": "take"})
    assert "It is erased" in page(response)
    assert not stranger.cookies["writer"].value
    assert not Writer.objects.filter(email=ADDRESS).exists()
    assert stranger.get(path).status_code == 410
