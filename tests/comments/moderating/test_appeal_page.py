"""The page on which a writer appeals."""

import pytest

from comments import moderation
from comments.models import Appeal
from comments.moderating import appeals
from comments.writers import owning
from comments.writers.waiting import waiting_address
from tests.comments.sending import page
from tests.site.documents import Document
from tests.site.inspection import dangers
from tests.site.payloads import OWN

pytestmark = pytest.mark.django_db
TEXT = "It was on the subject: the pier is in the second paragraph."


def path(reply):
    return "/" + appeals.address(reply).split("/", 3)[3]


def post(client, reply, text=TEXT, **typed):
    headers = typed.pop("headers", {"Origin": "http://testserver"})
    return client.post(path(reply), {"text": text, **typed}, headers=headers)


def test_page_says_why_and_takes_the_appeal(stranger, removed):
    text = page(stranger.get(path(removed)))
    assert "The reason: off topic." in text
    assert "Please keep to the harbour." in text
    response = post(stranger, removed)
    assert "Your appeal is on its way" in page(response)
    assert Appeal.objects.get().text == TEXT
    assert Document.of("appeal", page(response)).faults() == []


def test_mailed_address_holds_no_colon_at_which_a_link_might_end(removed):
    assert ":" not in path(removed)


def test_page_is_kept_and_found_nowhere(stranger, removed):
    response = stranger.get(path(removed))
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert Document.of("appeal", page(response)).faults() == []
    assert not response.cookies


def test_second_appeal_is_refused_kindly_with_its_text(stranger, removed):
    post(stranger, removed)
    response = post(stranger, removed, "And another thing.")
    assert "You have appealed." in page(response)
    assert "And another thing." in page(response)
    assert Appeal.objects.get().text == TEXT


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "x" * 3001])
def test_appeal_that_says_nothing_or_too_much_comes_back(stranger, removed, text):
    response = post(stranger, removed, text)
    assert response.status_code == 422
    assert text.strip() in page(response)
    assert not Appeal.objects.exists()


def test_appeal_from_another_page_is_refused_and_its_text_kept(stranger, removed):
    response = post(stranger, removed, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert TEXT in page(response)
    assert not Appeal.objects.exists()


def test_trapped_appeal_is_thanked_and_not_kept(stranger, removed):
    assert "on its way" in page(post(stranger, removed, subject="buy"))
    assert not Appeal.objects.exists()


def test_wrong_old_and_erased_replies_have_a_kind_page(stranger, removed):
    wrong = f"/reply/appeal/{owning.signer().sign_object(removed.pk)}/"
    assert stranger.get(wrong).status_code == 410
    assert stranger.get("/reply/appeal/%00:x:y/").status_code == 410
    address = path(removed)
    removed.delete()
    assert stranger.get(address).status_code == 410
    assert stranger.post(address, {"text": TEXT}).status_code == 410


def test_withdrawn_meanwhile_is_said_and_the_text_kept(stranger, reply):
    moderation.withdraw(reply)
    response = post(stranger, reply)
    assert "You have withdrawn this reply." in page(response)
    assert TEXT in page(response)


def test_waiting_page_says_why_and_leads_to_the_appeal(stranger, removed):
    text = page(stranger.get(waiting_address(removed)))
    assert "The reason: off topic." in text
    assert "/reply/appeal/" in text


@pytest.mark.parametrize("text", [*OWN, "\x00\x01\u202e", "😀" * 400])
def test_hostile_appeals_and_notes_break_nothing(stranger, reply, text):
    typed = text.encode(errors="ignore").decode()
    moderation.trash(reply, reason="abuse", note=typed.replace("\x00", ""))
    assert dangers(page(stranger.get(path(reply)))) == []
    assert dangers(page(post(stranger, reply, typed, headers={"Origin": "https://evil.example"}))) == []
    assert post(stranger, reply, typed).status_code in {200, 422}
