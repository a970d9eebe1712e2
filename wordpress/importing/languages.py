"""Which language a post is written in, where WordPress or one of its plug-ins says so, or its script does."""

import re

from wordpress import content
from wordpress.reader import Item

META_KEYS = ("_wpml_language", "_lang", "lang", "language", "_locale", "locale")
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
# Letters that only one of the languages of the Arabic script uses.
PERSIAN, URDU = set("پچژگ"), set("ٹڈڑےں")
SAMPLE = 4000
ARABIC_OR_HEBREW = re.compile("[\u0590-\u05ff\u0600-\u06ff\ufb50-\ufeff]")


def language_of(item: Item) -> str:
    """A language tag such as `ar`, empty where nothing tells it apart from the publication's own."""
    said = [term.slug for term in item.term_pairs("language")]  # Polylang
    said += [item.meta_value(key).strip() for key in META_KEYS]
    named = next((value for value in said if TAG.match(value)), "")
    return named.replace("_", "-")[:35] if named else by_script(item.content)


def by_script(source: str) -> str:
    """`ar`, `fa`, `ur` or `he` if most letters at its beginning are of that script: a text's direction
    depends on it."""
    if source.isascii() or not ARABIC_OR_HEBREW.search(source):
        return ""
    letters = [letter for letter in content.plain(source)[:SAMPLE] if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in letters)
    hebrew = sum("\u0590" <= letter <= "\u05ff" for letter in letters)
    if 2 * hebrew > len(letters):
        return "he"
    if not letters or 2 * arabic <= len(letters):
        return ""
    found = set(letters)
    return "ur" if found & URDU else "fa" if found & PERSIAN else "ar"
