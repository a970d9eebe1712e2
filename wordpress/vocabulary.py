"""The names under which an export of ours says what WordPress has no words for. Pure.

Each is the key of a meta value and holds JSON. `_broadside_` and the name of a column holds that column's
value; the names below hold what takes more than a column. Who knows none of them loses nothing else.
"""

import hashlib
import json
import re
from typing import Any

PREFIX = "_broadside_"

BODY = f"{PREFIX}body"  # {"source": our own text, "digest": of the text in the file that it stands for}
WORDS = f"{PREFIX}words"  # of a reply: the same, and {"markup": "markdown"} if that is what the source is
MEDIA_LINK = f"{PREFIX}media_link"  # one each: columns of the media link, posters by their numbers
CORRECTION = f"{PREFIX}correction"  # one each
NOTE = f"{PREFIX}note"  # one each: what author and editor said to each other
PICTURE = f"{PREFIX}picture"  # one each: {"image": number, "caption", "position"}
FRONT_PICK = f"{PREFIX}front_pick"
THREAD = f"{PREFIX}thread"  # the article's own rules for its replies
OLD_PATHS = f"{PREFIX}old_paths"  # every path that leads here besides its own
IMPORTED = f"{PREFIX}imported"  # what the site that it came from first said of it
TAG = (
    f"{PREFIX}tag"  # of a term of another taxonomy: the tag that it is here, {"slug", "name", "description"}
)
MENU_LINE = f"{PREFIX}menu_line"

# A child of `channel` that only we read: settings, and paths that lead to fixed addresses.
SITE = "broadside:site"

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in no XML 1.0 file
UNWRITABLE = re.compile("[\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def own(column: str) -> str:
    """The key for the value of a column."""
    return f"{PREFIX}{column}"


def is_own(key: str) -> bool:
    return key.startswith(PREFIX)


def written(value: Any) -> str:
    """The value as JSON that every XML file can hold and every parser gives back unchanged."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNWRITABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def read(text: str) -> Any:
    """The value; None for what is no JSON, since other programs may have changed it."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def digest(text: str) -> str:
    """Of a text as a reader of XML gets it: without what no file can hold, with one kind of line end."""
    said = NO_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(said.encode()).hexdigest()
