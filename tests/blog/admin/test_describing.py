"""Words for many files of the media library on one page."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from blog.models import Attachment
from tests.factories import make_image
from tests.recordings import wav

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(browse_as, editor):
    return browse_as(editor)


@pytest.fixture
def filled(editor):
    """A picture with words, one without, a recording."""
    talk = Attachment(title="A talk")
    talk.file.save("talk.wav", ContentFile(wav()), save=True)
    return {"quay": make_image(alt="Two boats", credit="Ines"), "bare": make_image(alt=""), "talk": talk}


def test_words_of_many_are_saved_together(desk, filled, contexts):
    address = reverse("admin:blog_image_words")
    quay, talk = filled["quay"], filled["talk"]
    page = desk.get(address, {"image": quay.pk, "file": talk.pk})
    assert len(page.context["entries"]) == 2
    data = {"image": quay.pk, "file": talk.pk, "_save": "1", f"image-{quay.pk}-title": "Quay"}
    data |= {f"image-{quay.pk}-alt": "Three boats", f"image-{quay.pk}-licence": "CC BY 4.0"}
    desk.post(address, data | {f"file-{talk.pk}-title": "The talk", f"file-{talk.pk}-credit": "Jo"})
    quay.refresh_from_db()
    talk.refresh_from_db()
    assert (quay.alt, quay.licence, talk.title, talk.credit) == ("Three boats", "CC BY 4.0", "The talk", "Jo")


def test_words_for_all_go_to_those_that_say_nothing_else(desk, filled):
    quay, bare, talk = filled["quay"], filled["bare"], filled["talk"]
    data = {"image": [quay.pk, bare.pk], "file": talk.pk, "_save": "1"}
    data |= {"all-credit": "Nadia", "all-licence": "CC BY 4.0", f"image-{quay.pk}-title": "Quay"}
    data |= {f"image-{quay.pk}-credit": "Ines", f"image-{bare.pk}-title": "", f"file-{talk.pk}-title": "Talk"}
    desk.post(reverse("admin:blog_image_words"), data)
    for row in (quay, bare, talk):
        row.refresh_from_db()
    assert [row.credit for row in (quay, bare, talk)] == ["Ines", "Nadia", "Nadia"]
    assert {row.licence for row in (quay, bare, talk)} == {"CC BY 4.0"}


def test_author_describes_only_own_files(browse_as, alice):
    page = browse_as(alice).get(reverse("admin:blog_image_words"), {"image": make_image().pk})
    assert page.status_code == 302
