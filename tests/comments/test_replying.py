"""A reader replies: the form, what is wrong with it, and where the reply goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from comments.models import Reply, ReplyStatus
from tests.comments.sending import TEXT, page, prove, send
from tests.factories import make_page, make_post, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db):
    return make_post("The harbour")


@pytest.fixture(autouse=True)
def _no_limit(settings):
    settings.REPLY_LIMIT = (0, 0)


# The form


def test_form_stands_on_the_article_and_on_its_own_page(stranger, post):
    for address in (post.get_absolute_url(), f"{post.get_absolute_url()}reply/"):
        html = page(stranger.get(address))
        assert 'id="reply-form"' in html
        for name in ("name", "email", "url", "comment", "followup", "parent"):
            assert f'name="{name}"' in html


def test_form_for_an_answer_shows_what_it_answers(stranger, post):
    parent = make_reply(post, writer_name="Rosa", comment="I disagree.")
    html = page(stranger.get(f"{post.get_absolute_url()}reply/?to={parent.pk}"))
    assert "Answer to Rosa" in html
    assert f'name="parent" value="{parent.pk}"' in html
    assert "I disagree." in html


@pytest.mark.parametrize("number", ["999999", "9" * 40, "x", "-1", "٣"])
def test_form_for_an_unknown_reply_is_still_a_form(stranger, post, number):
    response = stranger.get(f"{post.get_absolute_url()}reply/", {"to": number})
    assert response.status_code == 200
    assert 'id="reply-form"' in page(response)


def test_form_of_another_form_of_address_redirects(stranger, post):
    response = stranger.get(f"/{post.slug}/reply/?to=1")
    assert response.status_code == 301
    assert response["Location"] == f"{post.get_absolute_url()}reply/?to=1"


def test_pages_have_replies_too(stranger, charlie):
    about = make_page("About")
    team = make_page("Team", parent=about)
    assert send(stranger, team, charlie).status_code == 302
    assert Reply.objects.get().post_id == team.pk


def test_reader_gets_no_cookie_and_no_token(stranger, post, charlie):
    responses = [
        stranger.get(f"{post.get_absolute_url()}reply/"),
        send(stranger, post, {}),
        send(stranger, post, charlie),
    ]
    assert not any(response.cookies for response in responses)
    assert not any("csrfmiddlewaretoken" in page(response) for response in responses)


# First and later replies


def test_first_reply_waits_and_its_writer_is_told(stranger, post, charlie):
    response = stranger.get(send(prove(stranger, charlie["email"]), post, charlie)["Location"])
    assert Reply.objects.get().status == ReplyStatus.PENDING
    assert "waits for a moderator" in page(response)
    assert TEXT in page(response)
    assert "no-store" in response["Cache-Control"]


def test_waiting_reply_is_not_on_the_article(stranger, post, charlie):
    send(prove(stranger, charlie["email"]), post, charlie)
    assert TEXT not in page(stranger.get(post.get_absolute_url()))


def test_waiting_page_leads_to_the_reply_once_it_is_approved(stranger, post, charlie):
    from comments import moderation

    address = send(prove(stranger, charlie["email"]), post, charlie)["Location"]
    reply = Reply.objects.get()
    moderation.approve(reply)
    assert stranger.get(address)["Location"] == reply.permalink


def test_waiting_page_of_a_forged_token_is_not_found(stranger, post):
    assert stranger.get(f"{post.get_absolute_url()}reply/waiting/MTI:x:y/").status_code == 404


def test_later_reply_appears_at_once(stranger, post, charlie):
    make_reply(post, user_email="Charlie@Example.org ")
    response = send(prove(stranger, charlie["email"]), post, charlie)
    reply = Reply.objects.latest("pk")
    assert response["Location"] == reverse("comments:permalink", args=[reply.pk])
    assert TEXT in page(stranger.get(post.get_absolute_url()))


def test_answer_hangs_under_what_it_answers(stranger, post, charlie):
    parent = make_reply(post, user_email=charlie["email"])
    send(stranger, post, {**charlie, "parent": parent.pk})
    assert Reply.objects.latest("pk").parent_id == parent.pk


def test_script_is_told_the_place_without_a_redirect(stranger, post, charlie):
    response = send(stranger, post, charlie, **{"X-Requested-With": "fetch"})
    assert response.status_code == 201
    assert "/reply/waiting/" in response["Location"]


def test_second_press_of_the_button_makes_no_second_reply(stranger, post, charlie):
    first, second = send(stranger, post, charlie), send(stranger, post, charlie)
    assert Reply.objects.count() == 1
    assert stranger.get(second["Location"]).status_code == stranger.get(first["Location"]).status_code == 200


def test_same_words_in_another_place_are_another_reply(stranger, post, charlie):
    parent = make_reply(post)
    send(stranger, post, charlie)
    send(stranger, post, {**charlie, "parent": parent.pk})
    assert Reply.objects.filter(comment=TEXT).count() == 2


# What is wrong


@pytest.mark.parametrize("field", ["name", "email", "comment"])
@pytest.mark.parametrize("value", ["", "   ", "\u200b\u200d\u2060", "\x00\x07", "\u3164"])
def test_what_says_nothing_is_said_beside_its_field(stranger, post, charlie, field, value):
    response = send(stranger, post, {**charlie, field: value})
    assert response.status_code == 422
    assert f'id="reply_{field}_error"' in page(response)
    assert f'<a href="#reply_{field}">' in page(response)
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "charlie"),
        ("email", "a" * 300 + "@example.org"),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://example.org"),
        ("url", "https://example.org/" + "a" * 600),
        ("name", "n" * 101),
        ("comment", "w" * 20_001),
        ("comment", "🚢" * 100_000),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(stranger, post, charlie, field, value):
    typed = {"comment": TEXT, **charlie, field: value}
    response = send(stranger, post, typed)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in page(response)
    for each in (typed["name"], typed["email"], typed["comment"]):
        assert each in page(response)


@pytest.mark.parametrize(
    "text",
    [
        "日本語の返信です。",
        "👩‍👩‍👧 🚢",
        "ما هذا؟",
        "a\x00b\x0bc\u202ed",
        "ｗｉｄｅ",
        "x" * 20_000,
        "\ufeffword",
        "e\u0301" * 500,
    ],
)
def test_any_script_is_taken(stranger, post, charlie, text):
    assert send(stranger, post, {**charlie, "comment": text, "name": f"N {text[:50]}"}).status_code == 302
    assert "\x00" not in Reply.objects.get().comment


def test_website_without_a_scheme_is_completed(stranger, post, charlie):
    send(stranger, post, {**charlie, "url": "example.org"})
    assert Reply.objects.get().writer_url == "https://example.org"


def test_parent_that_has_gone_is_said_and_the_text_kept(stranger, post, charlie):
    elsewhere = make_reply(make_post())
    response = send(stranger, post, {**charlie, "parent": elsewhere.pk})
    assert response.status_code == 422
    assert "no longer there" in page(response)
    assert TEXT in page(response)
    assert not Reply.objects.of(post).exists()


@pytest.mark.parametrize("parent", ["x", "-1", "9" * 50, "0", "1.5"])
def test_nonsense_for_a_parent_breaks_nothing(stranger, post, charlie, parent):
    response = send(stranger, post, {**charlie, "parent": parent})
    assert response.status_code == 422
    assert TEXT in page(response)
    assert "no longer there" in page(response)


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.fixed_dictionaries(
        {
            name: st.text(st.characters(exclude_categories=["Cs"]))
            for name in ("name", "email", "url", "comment", "followup", "parent", "subject")
        }
    )
)
def test_whatever_is_typed_gets_an_answer(stranger, post, typed):
    assert send(stranger, post, typed).status_code in {302, 422}


def test_address_without_its_last_slash_finds_the_form(stranger, post):
    response = stranger.get(f"{post.get_absolute_url()}reply", follow=True)
    assert 'id="reply-form"' in page(response)


def test_form_left_open_for_days_still_posts(stranger, post, charlie, time_machine):
    stranger.get(post.get_absolute_url())
    time_machine.move_to(timezone.now() + timedelta(days=9))
    assert send(stranger, post, charlie).status_code == 302
