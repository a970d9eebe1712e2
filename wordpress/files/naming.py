"""Texts that name a file by its address on the old site: which they are, and the new address in them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape, unescape

from blog.models import Post
from wordpress.content.library import original_key

NAMED = re.compile(r"""((?:href|src)=")([^"]+)(")""")
SPELT = re.compile(r"(>)((?:https?:)?//[^<>\s\"]+)(<)")


def posts_naming(keys: Iterable[str]) -> dict[str, list[int]]:
    """By `original_key` of an address, the posts whose text names it. Every text is read once."""
    wanted, found = set(keys), defaultdict(list)
    texts = Post.everything.exclude(body="").values_list("pk", "body")
    for pk, body in texts.iterator(chunk_size=200):
        for key in {original_key(unescape(url)) for _before, url, _after in NAMED.findall(body)} & wanted:
            found[key].append(pk)
    return found


def renamed(body: str, key: str, new: str) -> str:
    """The text with the file's new address in links and pictures, and where a link spells it."""

    def exchanged(match: re.Match[str]) -> str:
        before, url, after = match.groups()
        return f"{before}{escape(new)}{after}" if original_key(unescape(url)) == key else match.group()

    return SPELT.sub(exchanged, NAMED.sub(exchanged, body))
