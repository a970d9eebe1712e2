"""Meta values that came from WordPress and go back to it, without those that we say ourselves. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wordpress import saidcolumns
from wordpress.importing import columns
from wordpress.vocabulary import IMPORTED, is_own, written

from .markup import Pair

SEO = {
    "seo_title": "_yoast_wpseo_title",
    "seo_description": "_yoast_wpseo_metadesc",
    "canonical_url": "_yoast_wpseo_canonical",
}
# Other plug-ins' words for the same: what was edited here since counts.
OTHER_SEO = {key for keys in columns.SEO.values() for key in keys}
PRIMARY = {"rank_math_primary_category", "_yoast_wpseo_primary_category"}
SAID = OTHER_SEO | PRIMARY | {"_thumbnail_id", "_wp_attachment_image_alt", "_wp_attached_file"}


def kept_meta(kept: Mapping[str, Any]) -> Iterator[Pair]:
    """What an import has kept of the item's meta values; a plug-in's templates are its own."""
    for pair in kept.get("meta", []):
        key, value = str(pair[0]), str(pair[1])
        if not is_own(key) and (key not in SAID or columns.TEMPLATE.search(value)):
            yield key, value


def imported(kept: Mapping[str, Any], meta: Iterable[Pair], *doubled: str) -> Iterator[Pair]:
    """What was kept of the source besides, without what is `doubled` in WordPress's own words.

    Its meta values are, unless those that the item has (`meta`) are others by now.
    """
    same = bool(kept.get("meta")) and kept["meta"] == [list(pair) for pair in meta]
    left = saidcolumns.OF_THE_IMPORT.union(doubled, {"meta"} if same else set())
    if rest := {name: value for name, value in kept.items() if name not in left}:
        yield IMPORTED, written(rest)


def seo_pairs(post: Any) -> Iterator[Pair]:
    """The fields for search engines, as Yoast keeps them."""
    for name, key in SEO.items():
        if value := getattr(post, name):
            yield key, value
