"""Every public page for somebody who cannot see it, and every colour for somebody who hardly can."""

import re
from pathlib import Path

import pytest

from tests.comments.sending import prove
from tests.site.documents import Document
from tests.site.journal import make_journal

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
TEXT, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11, level AA
OWN = {"origin": "http://testserver"}
FORM = {"name": "Charlie", "email": "charlie@example.org", "comment": "I was there.", "parent": ""}


@pytest.fixture
def journal(db) -> dict[str, str]:
    """The addresses of a journal that shows everything, by what they show."""
    return make_journal()


def faults(response) -> list[str]:
    return Document.of(response.request["PATH_INFO"], response.content.decode()).faults()


def test_every_page_is_without_faults(journal, stranger):
    found = {name: faults(stranger.get(address)) for name, address in journal.items()}
    assert len(found) > 15
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_form_with_mistakes_points_to_them(journal, stranger):
    typed = {"comment": "", "email": "nowhere", "name": ""}
    response = stranger.post(journal["reply form"], typed, headers=OWN)
    assert response.status_code == 422
    assert faults(response) == []
    text = response.content.decode()
    assert text.count('aria-invalid="true"') == 3


@pytest.mark.parametrize("comment", ["So *much* for that.", ""])
def test_preview_is_without_faults(journal, stranger, comment):
    typed = {**FORM, "comment": comment, "preview": "1"}
    assert faults(stranger.post(journal["reply form"], typed, headers=OWN)) == []


@pytest.mark.parametrize(
    ("is_proved", "words"), [(False, "look at your mail"), (True, "waits for a moderator")]
)
def test_waiting_page_is_without_faults(journal, stranger, is_proved, words):
    if is_proved:
        prove(stranger, FORM["email"])
    response = stranger.post(journal["reply form"], FORM, headers=OWN, follow=True)
    assert words in response.content.decode()
    assert faults(response) == []


# Colours


def colours(scheme: int) -> dict[str, str]:
    """Every colour of the style sheet in light (0) or dark (1)."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text())
    assert len(pairs) >= 7
    return {name: both[scheme] for name, *both in pairs}


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, as WCAG defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21, whichever is the lighter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "spot"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_text_can_be_told_from_its_ground(scheme, ink, ground):
    of = colours(scheme)
    assert contrast(of[ink], of[ground]) >= TEXT


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_on_a_mark_or_a_button_can_be_read(scheme):
    of = colours(scheme)
    assert contrast(of["ink"], of["mark"]) >= TEXT
    assert contrast(of["paper"], of["spot"]) >= TEXT
    assert contrast(of["paper"], of["ink"]) >= TEXT


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_edge_of_a_field_can_be_seen(scheme):
    # static/css/components/form.css draws it in `quiet`.
    of = colours(scheme)
    assert contrast(of["quiet"], of["paper"]) >= LARGE
