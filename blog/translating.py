"""The publication's language, for a request."""

from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import trans_real

MOST = 4096  # sentences of a language, those with a number in them once for each number


def speak(language: str) -> None:
    """Activate `language`, and look up each of its sentences once: of a language that is a variety of another
    (en-gb), Django asks three catalogues and more for every word of every page."""
    translation.activate(language)
    catalogue: Any = trans_real.catalog()
    if "gettext" not in vars(catalogue):
        catalogue.ngettext = lru_cache(MOST)(catalogue.ngettext)
        catalogue.gettext = lru_cache(MOST)(catalogue.gettext)
