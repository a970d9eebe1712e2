"""Author and editor talk about a text, and nobody else hears it."""

import pytest

from blog.models import Note, Status
from tests.factories import make_page, make_post, make_user

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def post(alice):
    return make_post("Low water", owner=alice, status=Status.DRAFT)


def talk(post) -> str:
    return f"/admin/blog/{post.kind}/{post.pk}/notes/"


def note(post, user, text="Who says so?") -> Note:
    return Note.objects.create(post=post, user=user, text=text)


def waiting(browse_as, user) -> str:
    """The dashboard's panel of notes, which is not there while nobody has said anything."""
    html = browse_as(user).get("/admin/").content.decode()
    return html.partition("Notes for you")[2].partition("</section>")[0]


def test_editor_asks_and_author_reads_it_beside_the_text(browse_as, alice, editor, post):
    browse_as(editor).post(talk(post), {"text": "Who says so?", "passage": "quiet that morning"})
    html = browse_as(alice).get(f"/admin/blog/post/{post.pk}/change/").content.decode()
    assert "Who says so?" in html
    assert "quiet that morning" in html


def test_box_gets_the_talk_as_it_is_now(browse_as, alice, post):
    said = browse_as(alice).post(talk(post), {"text": "I will ask."}, headers=JSON).json()
    assert "I will ask." in said["html"]
    assert "<form" not in said["html"]


def test_empty_note_is_refused_in_words(browse_as, alice, post):
    response = browse_as(alice).post(talk(post), {"text": " "}, headers=JSON)
    assert response.status_code == 400
    assert response.json()["said"] == "This field is required."


def test_note_is_settled_and_opened_again(browse_as, alice, editor, post):
    one = note(post, editor)
    client = browse_as(alice)
    client.post(f"{talk(post)}{one.pk}/", {"_settle": "1"})
    one.refresh_from_db()
    assert (one.settled_by, one.settled_at is not None) == (alice, True)
    client.post(f"{talk(post)}{one.pk}/", {"_reopen": "1"})
    one.refresh_from_db()
    assert one.settled_at is None


def test_note_of_another_text_is_not_settled_from_here(browse_as, alice, editor, post):
    other = note(make_post("Secret"), editor)
    assert browse_as(alice).post(f"{talk(post)}{other.pk}/", {"_settle": "1"}).status_code == 404


def test_note_leaves_the_text_and_its_version_alone(browse_as, alice, post):
    browse_as(alice).post(talk(post), {"text": "I will ask."})
    before = post.modified_at
    post.refresh_from_db()
    assert (post.modified_at, post.version) == (before, 0)


def test_contributor_hears_only_what_is_said_of_their_own(browse_as, contributor, post, editor):
    own = make_post("Mine", owner=contributor, status=Status.DRAFT)
    note(own, editor, "Shorter, please.")
    client = browse_as(contributor)
    assert "Shorter, please." in client.get(talk(own)).content.decode()
    assert client.get(talk(post)).status_code == 404
    assert client.post(talk(post), {"text": "x"}).status_code == 404


def test_moderator_and_readers_hear_nothing(browse_as, bob, stranger, editor):
    post = make_post("Public")
    note(post, editor, "Unproven.")
    assert browse_as(bob).get(talk(post)).status_code == 403
    assert "Unproven." not in stranger.get(post.get_absolute_url()).content.decode()


def test_markup_in_a_note_stays_text(browse_as, alice, post):
    said = browse_as(alice).post(talk(post), {"text": "<script>x</script>", "passage": "<b>"}, headers=JSON)
    assert "<script>" not in said.json()["html"]
    assert "<b>" not in said.json()["html"].replace("<b>alice</b>", "")


def test_dashboard_tells_what_others_have_said(browse_as, alice, editor, post):
    note(post, editor)
    assert "Who says so?" in waiting(browse_as, alice)
    assert "Who says so?" not in waiting(browse_as, editor)
    note(post, alice, "The harbour master.")
    assert "Who says so?" not in waiting(browse_as, alice)
    assert "The harbour master." in waiting(browse_as, editor)


def test_author_who_asks_is_heard_by_every_editor_until_one_answers(browse_as, alice, editor, post):
    note(post, alice, "May I?")
    other = make_user("ed", group="Editor")
    assert "May I?" in waiting(browse_as, other)
    note(post, editor, "You may.")
    assert "May I?" not in waiting(browse_as, other)


def test_dashboard_costs_the_same_with_many_notes(browse_as, alice, editor, post, assert_same_queries):
    client = browse_as(alice)
    note(post, editor)
    assert_same_queries(lambda: client.get("/admin/"), lambda: [note(post, editor) for _ in range(30)])


def test_talk_costs_the_same_with_many_notes(browse_as, alice, editor, post, assert_same_queries):
    client = browse_as(alice)
    note(post, editor)
    assert_same_queries(lambda: client.get(talk(post)), lambda: [note(post, editor) for _ in range(30)])


def test_page_has_notes(browse_as, editor):
    page = make_page()
    assert browse_as(editor).post(talk(page), {"text": "Old."}, follow=True).status_code == 200
