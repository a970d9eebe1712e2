"""Every real export beside what WordPress's own importer made of it: each difference has a reason.

The same table stands in docs/importing.md."""

import json
from pathlib import Path

import pytest
from django.db import transaction

from tests.wordpress import corpus as counted
from wordpress.importing import import_files
from wordpress.reader import WxrError

REASONS = {
    "first category": "WordPress counts its own first category, “Uncategorized”, which the file lacks",
    "first user": "there the author of this name is WordPress's own first user; here each gets a byline",
    "unlisted": "authors and categories that only posts name come in as well",
    "types": "WordPress refuses types that it does not know; here they are pages, listed as changed",
    "alike": "WordPress takes posts of one title and date for the same; here the number decides",
    "refused row": "WordPress fails to import these (no date, or no parent); here they come in",
    "menus": "lines of menus are no posts here; they stand in the menus",
    "machinery": "what belongs to a theme or is written out where it is used is kept raw, not shown",
    "no version": "WordPress refuses the file for its missing version; here it is read as 1.2 and says so",
}
FIRST_CATEGORY = """
valid-wxr-1.1 slashes crazy-cdata term-formats term-meta authors-multiline blank-lines multiple-cdata
wxr-flat-attachment-same-site wordpress_export_example sample-export sample co-authors-plus
feature-image-captions has-audio-enclosure-with-libsyn-embed squarespace-sample site-content.wxr
""".split()
FIRST_USER = """
themeunittestdata.wordpress small-export valid-wxr-1.0 slashes crazy-cdata wxr-simple
test-serialized-comment-meta wxr-utf-8-challenges wordpressexport sample-export starter-content
site-content.wxr peer-wp-export-a
""".split()
# what: (there, here), reason
OTHERS = {
    "themeunittestdata.wordpress": {"nav_menu_item/publish": (70, 0, "menus")},
    "theme-preview": {"categories": (1, 9, "unlisted")},
    "wordpressexport": {
        "custom1/publish": (0, 2, "types"),
        "custom2/publish": (0, 1, "types"),
        "page/publish": (1, 2, "alike"),
        "post/publish": (5, 7, "alike"),
        "categories": (7, 9, "unlisted"),
    },
    "wordpress_qtranslate_item_raw_export": {
        what: (0, number, "no version")
        for what, number in {"categories": 1, "tags": 3, "authors": 1, "post/publish": 1}.items()
    },
    "wordpress": {
        what: (0, number, "no version")
        for what, number in {
            "post/draft": 2, "post/publish": 1, "1/comment": 8, "answers": 3, "authors": 1,
        }.items()
    },
    "sitetitle.wordpress.2025-01-19.000": {
        "wp_navigation/publish": (1, 0, "machinery"),
        "wp_global_styles/publish": (1, 0, "machinery"),
    },
    "sample-export": {"wp_block/publish": (1, 0, "machinery")},
    "sample": {
        "page/publish": (0, 1, "refused row"),
        "post/draft": (0, 1, "refused row"),
        "customcpt/publish": (0, 1, "types"),
    },
    "squarespace-sample": {
        "page/publish": (0, 2, "refused row"),
        "post/publish": (1, 2, "refused row"),
        "post/draft": (0, 1, "refused row"),
    },
}  # fmt: skip
REFUSED = {
    "isso--disqus.xml": "Disqus",
    "wordpress-importer--malformed.xml": "damaged",
    "wordpress-importer--missing-version-tag.xml": "no WXR version",
}


def short(name: str) -> str:
    return Path(name).stem.partition("--")[2] or Path(name).stem


def expected(name: str) -> dict[str, tuple[int, int]]:
    """The differences that are known, by what is counted, where their number is written down."""
    return {what: (there, here) for what, (there, here, _why) in OTHERS.get(short(name), {}).items()}


def differences(name: str, answer: dict, made: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Those that no rule explains."""
    there = counted.there(answer) if answer["ok"] else {}
    found = {
        what: (there.get(what, 0), made.get(what, 0))
        for what in {*there, *made}
        if there.get(what, 0) != made.get(what, 0)
    }
    if (
        short(name) in FIRST_CATEGORY
        and found.get("categories", (0, 0))[0] == found.get("categories", (1, 1))[1] + 1
    ):
        del found["categories"]
    if short(name) in FIRST_USER and found.get("authors", (1, 0))[0] < found.get("authors", (1, 0))[1]:
        del found["authors"]
    return found


@pytest.mark.django_db
def test_every_difference_from_wordpress_has_its_reason(corpus):
    folder = corpus / "wxr"
    answers = json.loads((folder / "expected-by-wordpress.json").read_text())
    refused, unexplained = {}, {}
    for name, answer in answers.items():
        with transaction.atomic():
            try:
                ledger = import_files([folder / name])
            except WxrError as error:
                refused[name] = str(error)
                continue
            assert ledger.is_even, name
            if (left := differences(name, answer, counted.here())) != expected(name):
                unexplained[name] = left
            transaction.set_rollback(True)
    assert len(answers) > 30
    assert unexplained == {}
    assert sorted(refused) == sorted(REFUSED)
    assert all(REFUSED[name] in said for name, said in refused.items())


def test_reasons_stand_in_the_manual():
    manual = (Path(__file__).resolve().parents[2] / "docs/importing.md").read_text()
    assert [why for why in REASONS.values() if why not in manual] == []
    used = {why for rows in OTHERS.values() for _there, _here, why in rows.values()}
    assert used | {"first category", "first user"} == REASONS.keys()
