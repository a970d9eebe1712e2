"""The settings' face: colours judged in words, and a preview of what is not saved."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image as Picture

from blog.admin import identity
from blog.models import Publication
from tests.blog.admin.forms import form_values, submit
from tests.factories import make_image, make_post

pytestmark = pytest.mark.django_db
SETTINGS = reverse("admin:blog_publication_change", args=[1])
VERDICTS = reverse("admin:blog_publication_verdicts")


@pytest.fixture
def desk(browse_as, editor):
    Publication.current()
    return browse_as(editor)


def test_colour_is_kept_in_one_way_of_writing(desk):
    submit(desk, SETTINGS, accent_light="05A", accent_dark="#7FB8E6")
    kept = Publication.objects.get()
    assert (kept.accent_light, kept.accent_dark) == ("#0055aa", "#7fb8e6")


@pytest.mark.parametrize("colour", ["red", "#12", "url(x)", "#ffcc00", "#a8201a;}"])
def test_colour_that_cannot_be_or_cannot_be_seen_is_refused(desk, colour):
    answer = submit(desk, SETTINGS, accent_light=colour)
    assert answer.status_code == 200
    assert Publication.objects.get().accent_light == ""
    assert f'value="{colour}"' in answer.content.decode()


def test_weak_colour_is_kept_and_the_nearest_that_reads_well_is_named(desk):
    submit(desk, SETTINGS, accent_light="#c8651b")
    page = desk.get(SETTINGS).content.decode()
    assert Publication.objects.get().accent_light == "#c8651b"
    assert "Hard to read as small text" in page
    assert 'data-take="accent_light"' in page


@pytest.mark.parametrize(
    ("light", "words"), [("#005a9c", "Reads well"), ("#ffcc00", "Too faint"), ("<b>", "On dark paper")]
)
def test_verdict_is_said_in_words(desk, light, words):
    text = desk.get(VERDICTS, {"light": light, "dark": ""}).content.decode()
    assert words in text
    assert "<b>" not in text


@pytest.mark.parametrize("kind", ["front", "article"])
def test_preview_holds_what_is_not_saved(desk, kind):
    make_post("The harbour")
    values = form_values(desk, SETTINGS) | {
        "name": "Night Edition",
        "accent_light": "#005a9c",
        "paper": "dark",
    }
    answer = desk.post(reverse("admin:blog_publication_sample", args=[kind]), values)
    text = answer.content.decode()
    assert "Night Edition" in text
    assert "/identity-005a9cff8a75.css" in text
    assert "The harbour" in text
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert Publication.objects.get().name != "Night Edition"
    assert Publication.current().name != "Night Edition"


def test_dark_logo_on_dark_paper_is_remarked_upon(desk):
    ink = Picture.new("RGBA", (40, 20), (0, 0, 0, 0))
    ink.paste((20, 20, 20, 255), (5, 5, 35, 15))
    buffer = BytesIO()
    ink.save(buffer, "PNG")
    logo = make_image()
    logo.file.save("logo.png", ContentFile(buffer.getvalue()))
    publication = Publication(logo=logo)
    assert identity.remarks(publication) == [
        "The logo can hardly be seen on dark paper: choose one for it that is lighter."
    ]


@pytest.mark.parametrize("persona", ["alice", "bob"])
def test_only_editors_try_settings_out(browse_as, request, persona):
    client = browse_as(request.getfixturevalue(persona))
    assert client.get(VERDICTS).status_code == 403
    assert client.post(reverse("admin:blog_publication_sample", args=["front"]), {}).status_code == 403
