"""The language of a request: remembered sentences are those of the language that is spoken."""

from unittest.mock import patch

import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext, trans_real

from blog.translating import speak

YES, OPEN = "Yes", "Unknown"  # sentences of Django's own catalogues


@pytest.fixture(autouse=True)
def silence():
    yield
    translation.deactivate()


def test_each_language_has_its_own_words():
    said = {}
    for language in ("de", "fr", "en-gb", "de"):
        speak(language)
        said[language] = (
            gettext(YES),
            ngettext("%(num)d year", "%(num)d years", 2),
            pgettext("alt. month", "May"),
        )
    assert said["de"] == ("Ja", "%(num)d Jahre", "Mai")
    assert said["fr"][0] == "Oui"
    assert said["en-gb"] == ("Yes", "%(num)d years", "May")


def test_a_sentence_is_looked_up_once():
    speak("de")
    catalogue = trans_real.catalog()
    gettext(OPEN)
    with patch.object(trans_real.TranslationCatalog, "get", side_effect=AssertionError):
        speak("de")
        assert trans_real.catalog() is catalogue
        assert gettext(OPEN) == "Unbekannt"


def test_one_and_many_are_told_apart():
    speak("de")
    assert [ngettext("%(num)d year", "%(num)d years", number) for number in (1, 2, 1)] == [
        "%(num)d Jahr", "%(num)d Jahre", "%(num)d Jahr",
    ]  # fmt: skip
