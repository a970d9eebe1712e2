"""Menus, types of plug-ins, orders of a shop, comments on files: nothing is lost, nothing hidden is shown."""

import pytest

from blog.models import MenuItem, Post, Tag
from comments.models import Reply
from tests.wordpress.exports import attachment, comment, item, meta, term
from wordpress.importing.keeping import plain
from wordpress.ledger import Outcome
from wordpress.models import Kept

UPLOADS = "https://old.example.org/wp-content/uploads"
pytestmark = pytest.mark.django_db


def outcomes(ledger, kind):
    return ledger.counts[kind].became


def menu_item(number, title="", kind="custom", menu="main", **fields):
    metas = [meta(f"_menu_item_{name}", str(value)) for name, value in {"type": kind, **fields}.items()]
    return item(number, term("nav_menu", menu, menu.capitalize()), *metas, type="nav_menu_item", title=title)


def test_menus_come_in_with_their_tree(bring_in):
    parts = [
        "<wp:category><wp:term_id>44</wp:term_id><wp:category_nicename>sea</wp:category_nicename>"
        "<wp:cat_name>Sea</wp:cat_name></wp:category>",
        item(2, type="page", slug="about", link="https://old.example.org/about/"),
        menu_item(11, "", "taxonomy", object="category", object_id=44),
        menu_item(12, "Who we are", "post_type", object="page", object_id=2, menu_item_parent=11),
        menu_item(13, "Elsewhere", url="https://x.example/"),
        menu_item(14, "Aside", url="https://x.example/aside", menu="spare-one"),
        menu_item(15, "", "post_type", object="post", object_id=99),
    ]
    ledger = bring_in(*parts)
    lines = {line.label: line for line in MenuItem.objects.all()}
    assert {label: line.place for label, line in lines.items()} == {
        "": "header", "Who we are": "header", "Elsewhere": "header", "Aside": "spare", "Spare-one": "spare",
    }  # fmt: skip
    assert lines[""].category.name == "Sea"
    assert (lines["Who we are"].page.slug, lines["Who we are"].parent) == ("about", lines[""])
    assert lines["Aside"].parent == lines["Spare-one"]
    assert ledger.is_even
    assert outcomes(ledger, "menu item")[Outcome.KEPT_RAW] == 1
    assert outcomes(bring_in(*parts), "menu item") == {Outcome.UNCHANGED: 5}
    MenuItem.objects.filter(label="Elsewhere").delete()
    parts[4] = menu_item(13, "Moved", url="https://x.example/new")
    assert outcomes(bring_in(*parts), "menu item") == {Outcome.EDITED_HERE: 4, Outcome.UNCHANGED: 1}
    assert not MenuItem.objects.filter(label="Moved").exists()


def test_order_of_a_shop_is_kept_whole_and_shown_to_nobody(bring_in):
    order = item(5, comment(1, comment_type="order_note"), type="shop_order", status="wc-completed")
    mood = "<wp:term_taxonomy>mood</wp:term_taxonomy><wp:term_slug>grim</wp:term_slug>"
    ledger = bring_in(order, f"<wp:term>{mood}<wp:term_name>Grim</wp:term_name></wp:term>")
    assert not Post.everything.exists()
    assert not Reply.objects.exists()
    kept = Kept.objects.get(kind="shop_order")
    assert (kept.data["status"], kept.data["comments"][0]["content"]) == ("wc-completed", "Remark 1")
    assert outcomes(ledger, "shop_order") == {Outcome.KEPT_RAW: 1}
    assert outcomes(ledger, "comment") == {Outcome.KEPT_RAW: 1}
    assert Kept.objects.get(kind="term").data["name"] == "Grim"
    assert outcomes(bring_in(order), "shop_order") == {Outcome.UNCHANGED: 1}


def test_page_of_a_plug_in_answers_where_it_was(bring_in, client):
    link = "https://old.example.org/portfolio/quay/"
    ledger = bring_in(item(5, comment(1), type="portfolio", slug="quay", link=link))
    assert client.get("/portfolio/quay/")["Location"] == "/quay/"
    assert client.get("/?p=5")["Location"] == "/quay/"
    assert Reply.objects.count() == 1
    said = next(each.reason for each in ledger.entries if each.kind == "portfolio")
    assert said.startswith("the type portfolio")


def test_closed_topic_of_a_forum_is_a_page_without_a_form(bring_in):
    bring_in(
        item(5, type="topic", status="closed", title="Which quay?"),
        item(6, type="reply", title="", parent=5, content="That one"),
        item(7, status="closed"),
    )
    topic, post = Post.everything.get(legacy_id=5), Post.everything.get(legacy_id=7)
    assert (topic.kind, topic.status, topic.replies_open, post.status) == (
        "page",
        "published",
        False,
        "draft",
    )
    assert Kept.objects.get(kind="reply").data["content"] == "That one"


@pytest.mark.parametrize(
    ("kind", "link"), [("ticket", "https://old.example.org/?post_type=ticket&p=5"), ("acme_payment", "")]
)
def test_what_had_no_address_of_its_own_is_shown_to_nobody(bring_in, kind, link):
    ledger = bring_in(item(5, type=kind, link=link or "https://old.example.org/acme_payment/5/"))
    (said,) = (each.reason for each in ledger.entries if each.kind == kind)
    assert ("had no pages of its own" in said) == bool(link)
    assert outcomes(ledger, kind) == {Outcome.KEPT_RAW: 1}
    assert not Post.everything.exists()


def test_comments_on_a_file_are_kept(bring_in):
    ledger = bring_in(attachment(9, f"{UPLOADS}/quay.png", comment(1)))
    assert outcomes(ledger, "comment") == {Outcome.KEPT_RAW: 1}
    assert Kept.objects.get().data["comments"][0]["content"] == "Remark 1"


def test_former_dates_lead_to_the_post(bring_in, client):
    bring_in(item(1, meta("_wp_old_date", "2015-03-04"), meta("blogger_permalink", "/2009/01/a.html")))
    assert client.get("/2009/01/a.html")["Location"] == "/2016/08/29/post-1/"
    assert client.get("/2015/03/04/post-1/")["Location"] == "/2016/08/29/post-1/"


def test_tags_whose_letters_only_differ_in_case_come_in(bring_in):
    ledger = bring_in(item(1, term("post_tag", "e", "Élan"), term("post_tag", "e-2", "élan")))
    assert Tag.objects.count() == 2
    assert ledger.is_even


def test_ledger_leads_to_what_was_kept(bring_in, editor, browse_as):
    ledger = bring_in(item(1, comment(1), type="shop_order", title="Order 7"))
    client = browse_as(editor)
    assert {entry.address for entry in ledger.entries if entry.outcome == Outcome.KEPT_RAW} == {
        f"/admin/wordpress/kept/{Kept.objects.get().pk}/change/"
    }
    page = client.get(f"/admin/wordpress/kept/{Kept.objects.get().pk}/change/").content.decode()
    assert "Order 7" in page
    assert "Remark 1" in page


def test_line_that_stands_in_two_menus_stands_in_both(bring_in):
    lines = [
        part
        for menu in ("main", "other")
        for part in (
            menu_item(10, "Top", url="https://x.example/", menu=menu),
            menu_item(11, "Below", url="https://x.example/b", menu_item_parent=10, menu=menu),
        )
    ]
    assert outcomes(bring_in(*lines), "menu item") == {Outcome.CREATED: 2, Outcome.CHANGED: 2}
    below = MenuItem.objects.filter(label="Below").values_list("place", "parent__label")
    assert set(below) == {("header", "Top"), ("spare", "Top")}
    assert outcomes(bring_in(*lines), "menu item") == {Outcome.UNCHANGED: 4}
    assert outcomes(bring_in(*lines, lines[0]), "menu item")[Outcome.LEFT_OUT] == 1


def test_menu_of_the_admin_names_the_imports_alone(editor, browse_as):
    page = browse_as(editor).get("/admin/").content.decode()
    assert 'href="/admin/wordpress/importrun/"' in page
    assert "/admin/wordpress/importentry/" not in page
    assert "/admin/wordpress/kept/" not in page
    assert "Machinery" not in page


@pytest.mark.parametrize("said", ["\\u0000", "\\\\u0000 and \\u0000 again", "a\0b"])
def test_what_is_kept_may_speak_of_nul_and_hold_none(said):
    assert plain({"words": said}) == {"words": said.replace("\0", "")}
