"""Files that are no export of WordPress, told by how they begin, and what to do with each."""

import re

ELEMENTS = {
    "disqus": "This is an export of Disqus, not of WordPress; `import_replies` takes it.",
    "html": "This is a web page, not a WordPress export; the download may have ended on a login page.",
    "feed": "This is an Atom feed, not a WordPress export; use Tools > Export in WordPress.",
    "urlset": "This is a sitemap, not a WordPress export; use Tools > Export in WordPress.",
    "opml": "This is an OPML list of links, not a WordPress export.",
    "blog": "This is a BlogML file, not a WordPress export; import it into a WordPress and export that.",
    "livejournal": "This is an export of LiveJournal; import it into a WordPress and export that.",
}
BLOGGER = (
    "This is a backup of Blogger, not a WordPress export; import it into a WordPress (Tools > Import > "
    "Blogger) and export that."
)
GHOST = "This is an export of Ghost (JSON), not of WordPress; nothing here reads it."
# How a file begins that is no XML, and what it is.
BEGINNINGS = (
    (re.compile(r"\s*[{[].{0,2000}?\"(?:db|exported_on|mobiledoc|lexical)\"\s*:", re.DOTALL), GHOST),
    (re.compile(r"\s*[{[]"), "This is JSON, not a WordPress export; use Tools > Export in WordPress."),
    (re.compile(r"SQLite format 3"), "This is a database, not a WordPress export; see `import_replies`."),
    (
        re.compile(r"(?:\s*(?:AUTHOR|TITLE|BASENAME|STATUS|DATE): .*\n){2}"),
        "This is an export of Movable Type or TypePad; import it into a WordPress and export that.",
    ),
    (
        re.compile(r"(?:--|/\*|#)?.{0,4000}?(?:CREATE TABLE|INSERT INTO) [`\"\w]", re.DOTALL),
        "This is a copy of a database (SQL), not a WordPress export; use Tools > Export in WordPress.",
    ),
    (re.compile(r"PK\x03\x04"), "This is a ZIP archive that cannot be unpacked here: unpack it first."),
    (re.compile(r"(?:Rar!|7z\xbc|\x1f|BZh|\xfd7zXZ)"), "This is a packed archive: unpack it first."),
)
NO_XML = "This is not a WordPress export: it is not XML."


def element_reason(name: str, text: str) -> str:
    """Why a file whose first element is `name` is no export; a sentence."""
    if name == "feed" and "blogger" in text[:20_000].lower():
        return BLOGGER
    return ELEMENTS.get(name, f"This is no WordPress export: it begins with <{name}>.")


def text_reason(text: str) -> str:
    """Why a file that is no XML is no export; a sentence."""
    return next((reason for beginning, reason in BEGINNINGS if beginning.match(text)), NO_XML)
