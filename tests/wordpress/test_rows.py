"""What a move must keep and other importers lose, where no other test here proves it."""

import pytest

from blog.models import Category, Page, Post
from comments.models import Reply
from tests.wordpress.exporting.exported import items
from tests.wordpress.exports import comment, item, meta, term

pytestmark = pytest.mark.django_db


def test_fields_of_rank_math_are_taken(bring_in):
    bring_in(
        "<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>sea</wp:category_nicename>"
        "<wp:cat_name>Sea</wp:cat_name></wp:category>",
        item(
            1,
            term("category", "ports", "Ports"),
            term("category", "sea", "Sea"),
            meta("rank_math_title", "Boats"),
            meta("rank_math_description", "About boats"),
            meta("rank_math_canonical_url", "https://old.example.org/boats/"),
            meta("rank_math_primary_category", "7"),
        ),
    )
    post = Post.objects.get()
    assert (post.seo_title, post.seo_description) == ("Boats", "About boats")
    assert post.canonical_url == "https://old.example.org/boats/"
    assert post.primary_category == Category.objects.get(slug="sea")


def test_fields_of_other_plug_ins_are_taken_but_for_their_templates(bring_in):
    bring_in(
        item(1, meta("_aioseo_title", "#post_title #separator_sa"), meta("_aioseo_description", "Route #7")),
        item(
            2, meta("_seopress_titles_title", "Boats"), meta("_genesis_canonical_uri", "https://x.example/")
        ),
    )
    first, second = Post.objects.order_by("legacy_id")
    assert (first.seo_title, first.seo_description) == ("", "Route #7")
    assert (second.seo_title, second.canonical_url) == ("Boats", "https://x.example/")


def test_excerpt_keeps_its_markup_for_the_way_back(bring_in, tmp_path):
    bring_in(item(1, excerpt="Why <em>it</em> matters [&hellip;]"))
    assert Post.objects.get().standfirst == "Why it matters […]"
    assert items(tmp_path)["Post 1"].excerpt == "Why <em>it</em> matters [&hellip;]"
    Post.objects.update(standfirst="Why else")
    assert items(tmp_path)["Post 1"].excerpt == "Why else"


def test_meta_of_comments_comes_along_and_goes_out_again(bring_in, tmp_path):
    pairs = [("hc_avatar", "https://x.example/a.png"), ("akismet_result", "false"), ("rating", "5")]
    said = "".join(
        f"<wp:commentmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value>"
        "</wp:commentmeta>"
        for key, value in pairs
    )
    remark = comment(1, comment_user_id=77, comment_type="").replace("</wp:comment>", f"{said}</wp:comment>")
    bring_in(item(1, remark))
    reply = Reply.objects.get()
    assert reply.import_data["meta"] == [list(pair) for pair in pairs]
    assert reply.import_data["user_id"] == 77
    (out,) = items(tmp_path)["Post 1"].comments
    assert set(pairs) <= set(out.meta)
    assert out.user_id == 77


def test_order_of_pages_is_kept(bring_in):
    bring_in(*(item(n, type="page", menu_order=10 - n) for n in (1, 2, 3)))
    assert list(Page.objects.order_by("position").values_list("legacy_id", flat=True)) == [3, 2, 1]


def test_lists_show_what_stood_before_the_mark_of_read_more(bring_in, tmp_path):
    content = "<p>Intro</p><!--more On we go--><p>Rest</p>"
    own, blocks = "Its own words", content.replace("<!--more", "<!-- wp:more -->\n<!--more")
    ledger = bring_in(
        item(1, content=content), item(2), item(3, content=content, excerpt=own), item(4, content=blocks)
    )
    why = "its “read more” mark: lists show its excerpt, or the words before the mark"
    assert {(each.ref[-1], each.reason) for each in ledger.entries if each.kind == "post"} == {
        (n, why) for n in "134"
    }
    shown = dict(Post.objects.values_list("legacy_id", "excerpt"))
    assert shown == {1: "Intro", 2: "Text 2", 3: own, 4: "Intro"}
    assert "<!--more On we go-->" in Post.objects.get(legacy_id=1).import_data["source"]
    for name in ("Post 1", "Post 4"):
        before, after = items(tmp_path)[name].content.split("<!--more On we go-->")
        assert ("Intro" in before, "Rest" in after) == (True, True)


def test_text_that_begins_otherwise_since_has_other_words_in_lists(bring_in):
    bring_in(item(1, content="<p>Intro</p><!--more--><p>Rest</p>"))
    post = Post.objects.get()
    post.save()
    assert post.excerpt == "Intro"
    post.body = "<p>Anew</p><p>Rest</p>"
    post.save()
    assert post.excerpt == "Anew Rest"
