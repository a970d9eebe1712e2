"""What other tools and odd sites write: nothing crashes, and every single thing is accounted for."""

import io

import pytest

from blog.models import Category, MenuItem, Page, Post, Tag
from comments.models import Reply
from tests.wordpress import exports
from tests.wordpress.exports import attachment, author, comment, item, meta, term
from wordpress.exporting import export_to
from wordpress.importing import import_files
from wordpress.reader import Export

pytestmark = pytest.mark.django_db
ZERO = "0000-00-00 00:00:00"
IMPOSSIBLE = (
    "0000-01-01 00:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "2016-02-30 00:00:00", "soon",
)  # fmt: skip
LONG = f"https://old.example.org/wp-content/uploads/{'x' * 3000}.jpg"
KEPT_TYPES = "wp_block wp_template wp_navigation wp_global_styles shop_order product_variation feedback"


def line(number, kind="custom", leads_to=0, *, above=0, url="", title="Line"):
    pairs = {"type": kind, "object_id": leads_to, "menu_item_parent": above, "url": url}
    said = [meta(f"_menu_item_{key}", str(value)) for key, value in pairs.items()]
    return item(number, term("nav_menu", "main", "Main"), *said, type="nav_menu_item", title=title)


# What stands in the file, and how many there are here then: posts, pages, replies, categories, tags, lines.
SITES = {
    "Blogger's numbers of nineteen digits": (
        [
            item(
                1,
                comment(1, comment_id="7592865937812371234"),
                comment(2, comment_id="7592865937812371235", comment_parent="7592865937812371234"),
                comment(3, comment_id="9" * 30),
                post_id="8123456789012345678",
            ),
            item(2, post_id="8123456789012345679"),
        ],
        {"posts": 2, "replies": 3},
    ),
    "two comments of one number": (
        [item(1, comment(1), comment(1, comment_content="Another"), comment(1), comment(0), comment(0, 1))],
        {"posts": 1, "replies": 4},
    ),
    "comments without numbers": (
        [item(1, comment(1, comment_id=""), comment(1, comment_id="", comment_content="Another"))],
        {"posts": 1, "replies": 2},
    ),
    "posts of one number": ([item(1), item(1, slug="b"), item(1)], {"posts": 2}),
    "no dates": (
        [item(1, comment(1, comment_date=ZERO, comment_date_gmt=ZERO), post_date=ZERO, post_date_gmt=ZERO)],
        {"posts": 1, "replies": 1},
    ),
    "impossible dates": (
        [item(n, post_date=at, post_date_gmt=at) for n, at in enumerate(IMPOSSIBLE, 1)],
        {"posts": 5},
    ),
    "terms without slug or name": (
        [
            "<wp:category><wp:cat_name>Tea &amp; Cake</wp:cat_name></wp:category>",
            "<wp:category><wp:cat_name></wp:cat_name></wp:category>",
            "<wp:tag><wp:tag_name></wp:tag_name></wp:tag>",
            item(1, "<category>Tea &amp; Cake</category>", '<category domain="tag">hello</category>'),
        ],
        {"posts": 1, "categories": 1, "tags": 1},
    ),
    "slugs of signs alone": (
        [item(1, term("category", "%f0%9f%98%80", "😀"), term("post_tag", "🎉", "🎉"), slug="%f0%9f%98%80")],
        {"posts": 1, "categories": 1, "tags": 1},
    ),
    "logins that are addresses": (
        [author("a@example.org", "A"), author("", "Nobody", 3), item(1, **{"dc:creator": "b@example.net"})],
        {"posts": 1},
    ),
    "menus that lead nowhere, and in circles": (
        [
            line(10, url="https://old.example.org/"), line(11, "post_type", 99, title="Gone"),
            line(12, url="javascript:alert(1)"), line(13, "post_type_archive"), line(14, url="/a", above=14),
            line(15, url="/b", above=16), line(16, url="/c", above=15), line(17, url="/d", above=999),
            line(18, title="", kind="post_type", leads_to=98),
        ],
        {"lines": 8},
    ),
    "pages below themselves": (
        [item(1, type="page", parent=2), item(2, type="page", parent=1), item(3, type="page", parent=3),
         item(4, type="page", parent=-1)],
        {"pages": 4},
    ),
    "files without a file": (
        [item(1, type="attachment", status="inherit"), attachment(2, ""), attachment(3, "no address"),
         attachment(4, "http://[::1/x.jpg"), attachment(5, LONG)],
        {},
    ),
    "what themes and shops keep for themselves": (
        [item(n, comment(n), type=kind) for n, kind in enumerate(KEPT_TYPES.split(), 1)],
        {},
    ),
    "types of plug-ins": (
        [item(n, comment(n), type=kind) for n, kind in
         enumerate("product portfolio topic reply forum tribe_events recipe jetpack-portfolio".split(), 1)],
        {"pages": 8, "replies": 8},
    ),
    "states that nobody knows": (
        [item(1, status="wc-completed"), item(2, status="closed", type="topic"), item(3, status="inherit")],
        {"posts": 2, "pages": 1},
    ),
    "Squarespace": (
        [item(1, link="/blog/2016/8/29/post", slug="blog/2016/8/29/post"),
         item(2, type="page", link="/about", slug="about")],
        {"posts": 1, "pages": 1},
    ),
    "Polylang": (
        [item(1, term("language", "de", "Deutsch"), slug="same", link="https://old.example.org/de/same/"),
         item(2, term("language", "en", "English"), slug="same", link="https://old.example.org/en/same/")],
        {"posts": 2},
    ),
}  # fmt: skip


def here():
    found = {
        "posts": Post.objects.filter(kind="post").count(),
        "pages": Page.objects.count(),
        "replies": sum(not reply.import_data.get("missing") for reply in Reply.objects.all()),
        "categories": Category.objects.count(),
        "tags": Tag.objects.count(),
        "lines": MenuItem.objects.count(),
    }
    return {what: number for what, number in found.items() if number}


def told(ledger):
    counts = {kind: count.as_json() for kind, count in ledger.counts.items()}
    return counts, [(entry.kind, entry.ref, entry.outcome, entry.reason) for entry in ledger.entries]


@pytest.mark.parametrize("what", SITES)
def test_odd_site_comes_in_whole(tmp_path, client, what):
    parts, expected = SITES[what]
    path = exports.write(tmp_path, *parts)
    looked = told(import_files([path], write=False))
    ledger = import_files([path])
    assert ledger.is_even
    assert told(ledger) == looked
    assert here() == expected
    again = import_files([path])
    assert {name for count in again.counts.values() for name in count.became} <= {"unchanged", "left out"}
    assert client.get("/").status_code == 200
    for post in Post.everything.all():
        assert client.get(post.get_absolute_url()).status_code in {200, 404}
    written = io.StringIO()
    export_to(written.write)
    (tmp_path / "out.xml").write_text(written.getvalue(), "utf-8")
    assert Export.open(tmp_path / "out.xml").survey.mended == []


def test_shop_reviews_and_webmentions_keep_their_state_and_type(bring_in):
    bring_in(
        item(
            1,
            comment(1, comment_type="review"),
            comment(2, comment_type="review", comment_approved="trash"),
            comment(3, comment_type="webmention"),
            comment(4, comment_type="order_note"),
            type="product",
        )
    )
    found = {row.legacy_id: (row.kind, row.status) for row in Reply.objects.all()}
    assert found == {
        1: ("reply", "approved"),
        2: ("reply", "trash"),
        3: ("pingback", "approved"),
        4: ("reply", "pending"),
    }
    written = io.StringIO()
    export_to(written.write)
    for kind in ("review", "webmention", "order_note"):
        assert f"<wp:comment_type><![CDATA[{kind}]]></wp:comment_type>" in written.getvalue()


def test_old_addresses_of_terms_of_signs_lead_to_them(client, bring_in):
    bring_in(item(1, term("category", "%f0%9f%98%80", "😀"), term("post_tag", "🎉", "🎉")))
    for old in ("/tag/🎉/", "/?tag=🎉", "/category/😀/"):
        assert client.get(old, follow=True).redirect_chain[-1][1] == 301
        assert client.get(old, follow=True).status_code == 200


HEADS = {
    "PHP's warnings": "<br />\n<b>Warning</b>: headers sent in <b>/x.php</b> on line <b>9</b><br />\n",
    "a notice": "PHP Notice: Undefined index 3 < 4 & more\n",
    "a page": "<!DOCTYPE html>\n<html><body>debug</body></html>\n",
    "marks and blank lines": "\ufeff\ufeff\n\n",
}


@pytest.mark.parametrize("what", HEADS)
def test_what_a_server_wrote_before_the_export_is_passed_over_and_said(tmp_path, what):
    path = exports.write(tmp_path, item(1, title="Café"), item(2), head=HEADS[what] + exports.HEAD)
    export = Export.open(path)
    assert [each.title for each in export.items()] == ["Café", "Post 2"]
    assert HEADS[what].strip("\ufeff\n") == "" or "passed over" in " ".join(export.survey.mended)


def test_double_bytes_need_no_mark_and_no_declaration(tmp_path):
    path = tmp_path / "export.xml"
    for encoding, said in (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("utf-8", "UTF-16")):
        text = exports.HEAD.replace("UTF-8", said) + item(1, title="Дом") + exports.FOOT
        path.write_bytes(text.encode(encoding))
        assert [each.title for each in Export.open(path).items()] == ["Дом"]


def test_warnings_of_php_between_items_lose_none(tmp_path):
    warning = "<br />\n<b>Warning</b>: foreach() & more in <b>/x.php</b> on line <b>3</b><br />\n"
    path = exports.write(
        tmp_path, item(1), warning, item(2).replace("<wp:post_id>", f"{warning}<wp:post_id>")
    )
    assert [each.id for each in Export.open(path).items()] == [1, 2]
