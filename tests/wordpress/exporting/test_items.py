"""What posts, files, terms and menus are in an export, by WordPress's own words."""

from datetime import UTC, datetime

import pytest
from django.conf import settings

from blog.models import (
    Correction,
    MediaLink,
    MenuItem,
    Post,
    PostImage,
    Publication,
    Redirect,
    Status,
    Visibility,
)
from tests.factories import make_author, make_category, make_image, make_page, make_post, make_user
from tests.wordpress import exports
from tests.wordpress.exporting.exported import WP, items, metas, opened, text, tree
from wordpress.exporting.texts import absolute
from wordpress.reader import Author, Term
from wordpress.vocabulary import read

pytestmark = pytest.mark.django_db
MOMENT = datetime(2016, 8, 29, 11, 30, tzinfo=UTC)
LATER = datetime(2046, 8, 29, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"status": Status.DRAFT}, "draft"),
        ({"status": Status.REVIEW}, "pending"),
        ({"status": Status.SCHEDULED, "publish_at": LATER}, "future"),
        ({"status": Status.PUBLISHED}, "publish"),
        ({"status": Status.PUBLISHED, "visibility": Visibility.PRIVATE}, "private"),
        ({"status": Status.SCHEDULED, "publish_at": LATER, "visibility": Visibility.PRIVATE}, "private"),
        ({"status": Status.DRAFT, "visibility": Visibility.PRIVATE}, "draft"),
        ({"status": Status.WITHDRAWN}, "draft"),
        ({"status": Status.TRASH}, "trash"),
    ],
)
def test_state_is_wordpress_own_word(tmp_path, fields, state):
    make_post("One", **fields)
    assert items(tmp_path)["One"].status == state


def test_dates_stand_on_both_clocks(tmp_path):
    publication = Publication.current()
    publication.time_zone = "Asia/Tokyo"
    publication.save()
    make_post("One", publish_at=MOMENT)
    item = items(tmp_path)["One"]
    assert (str(item.date), str(item.date_gmt)) == ("2016-08-29 20:30:00", "2016-08-29 11:30:00")


def test_draft_has_no_date_of_gmt(tmp_path):
    make_post("One", status=Status.DRAFT, publish_at=None)
    item = items(tmp_path)["One"]
    assert (item.date_gmt, item.date is None) == (None, False)


def test_article_is_told_whole(tmp_path):
    policy = make_category("Policy", slug="policy", description="Ports & such")
    below = make_category("Below/Above", policy, slug="below")
    image = make_image(caption="The <em>quay</em>", credit="Linocut", focus_x=0.2)
    make_post(
        "A < B & C",
        slug="بئر",
        standfirst="Why & how",
        password="ferry",
        sticky=True,
        categories=[below, policy],
        tags=["Sea & sand"],
        featured_image=image,
        seo_title="Ports",
        replies_open=False,
        publish_at=MOMENT,
    )
    item = items(tmp_path)["A &lt; B &amp; C"]
    said = metas(item)
    assert (item.slug, item.password, item.sticky, item.replies_open) == (
        "%d8%a8%d8%a6%d8%b1", "ferry", True, False,
    )  # fmt: skip
    assert [(term.taxonomy, term.slug) for term in item.terms] == [
        ("category", "below"), ("category", "policy"), ("post_tag", "sea-sand"),
    ]  # fmt: skip
    assert said["_yoast_wpseo_title"] == "Ports"
    picture = next(iter(opened(tmp_path).items("attachment")))
    assert said["_thumbnail_id"] == str(picture.id)
    assert metas(picture)["_broadside_credit"] == '"Linocut"'
    assert metas(picture)["_wp_attachment_image_alt"] == "A quay with two boats"
    assert (picture.excerpt, picture.attachment_url) == (
        "The <em>quay</em>",
        f"{settings.SITE_URL}{image.file.url}",
    )


def test_slug_that_is_the_name_of_another_category_comes_before_it():
    one = make_category("Ålso", slug="one")
    make_category("Deep", slug="deep-2")
    make_category("Deep", one, slug="deep")
    names = tree().findall(".//wp:category/wp:category_nicename", WP)
    assert [name.text for name in names] == ["one", "deep", "deep-2"]


def test_category_tree_and_same_slugs_under_two_parents(tmp_path):
    one, two = make_category("One", slug="one"), make_category("Two", slug="two")
    make_category("News", one, slug="news")
    make_category("News", two, slug="news")
    terms = {t.slug: t.parent for t in opened(tmp_path).records() if isinstance(t, Term)}
    assert terms == {"one": "", "two": "", "news": "one", "two-news": "two"}


def test_several_bylines_are_co_authors(tmp_path):
    ines, samira = make_author("Ines", slug="ines"), make_author("سميرة", slug="سميرة", about="Writes.")
    make_post("Alone", authors=[ines])
    make_post("Both", authors=[samira, ines])
    found = items(tmp_path)
    assert (found["Alone"].creator, found["Alone"].terms) == ("ines", ())
    assert [term.slug for term in found["Both"].terms] == [f"cap-author-{samira.pk}", "cap-ines"]
    assert metas(found["سميرة"])["cap-description"] == "Writes."
    logins = {a.login: a.name for a in opened(tmp_path).records() if isinstance(a, Author)}
    assert logins == {"ines": "Ines", f"author-{samira.pk}": "سميرة"}


def test_numbers_of_wordpress_stay_and_no_two_things_share_one(tmp_path):
    kept = make_post("Kept", import_ref="wordpress:a:post:7", legacy_id=7)
    make_post("Shared", import_ref="wordpress:b:post:7", legacy_id=7)
    make_image(import_ref="wordpress:a:post:9", legacy_id=9)
    make_page("New")
    MenuItem.objects.create(post=kept)
    numbers = [item.id for item in opened(tmp_path).items()]
    assert items(tmp_path)["Kept"].id == 7
    assert 9 in numbers
    assert len(set(numbers)) == len(numbers) == 5


def test_menu_lines_are_menu_items(tmp_path):
    sea, page = make_category("Sea"), make_page("About")
    above = MenuItem.objects.create(label="More")
    MenuItem.objects.create(category=sea, parent=above)
    MenuItem.objects.create(page=page, place="footer")
    MenuItem.objects.create(label="Elsewhere", url="https://example.org/")
    found = [metas(item) for item in opened(tmp_path).items("nav_menu_item")]
    kinds = [(said["_menu_item_type"], said["_menu_item_object"]) for said in found]
    assert sorted(kinds) == [
        ("custom", "custom"), ("custom", "custom"), ("post_type", "page"), ("taxonomy", "category"),
    ]  # fmt: skip
    assert sum(said["_menu_item_menu_item_parent"] != "0" for said in found) == 1


def test_menu_that_came_in_leads_to_this_site_when_it_goes_out(bring_in, tmp_path):
    home = (
        exports.meta("_menu_item_type", "custom"),
        exports.meta("_menu_item_url", "http://old.example.org/a/"),
    )
    bring_in(
        exports.item(1, *home, exports.term("nav_menu", "main", "Main"), type="nav_menu_item", title="A")
    )
    (line,) = opened(tmp_path).items("nav_menu_item")
    assert metas(line)["_menu_item_url"] == absolute("/a/")


def test_old_addresses_go_along(tmp_path):
    post = make_post("One", slug="new")
    Redirect.objects.create(old_path="/2015/01/01/old-slug/", post=post)
    said = items(tmp_path)["One"].meta
    assert ("_wp_old_slug", "old-slug") in said
    assert read(dict(said)["_broadside_old_paths"]) == ["/2015/01/01/old-slug/"]


def test_what_wordpress_has_no_words_for_is_kept_beside(tmp_path):
    editor, poster = make_user("bob"), make_image()
    post = make_post("One", owner=editor)
    facts = {"outlet": "Radio", "transcript": "Words", "further_urls": ["https://vimeo.com/1"], "seconds": 5}
    MediaLink.objects.create(post=post, url="https://radio.example/a.mp3", poster=poster, **facts)
    Correction.objects.create(post=post, text="It was \r\n Tuesday.", user=editor, made_at=MOMENT)
    PostImage.objects.create(post=post, image=poster, caption="Here")
    said = metas(items(tmp_path)["One"])
    link, picture = read(said["_broadside_media_link"]), read(said["_broadside_picture"])
    assert {name: link[name] for name in facts} == facts
    assert link["poster"] == picture["image"] == next(iter(opened(tmp_path).items("attachment"))).id
    assert read(said["_broadside_correction"]) == {
        "text": "It was \r\n Tuesday.", "made_at": MOMENT.isoformat(), "user": "bob",
    }  # fmt: skip
    assert read(said["_broadside_owner"]) == "bob"


def test_what_no_xml_can_hold_breaks_nothing(tmp_path):
    body = "<p>a ]]> b \x0b c \ufffe &amp; d</p><pre>x\r\ny</pre>"
    make_post("]]> \x01 & < end", body=body, password="]]>")
    item = next(iter(opened(tmp_path).items("post")))
    assert opened(tmp_path).survey.mended == []
    assert item.title == "]]&gt;  &amp; &lt; end"
    assert item.password == "]]>"
    assert read(metas(item)["_broadside_body"])["source"] == Post.objects.get().body


def test_row_that_was_only_begun_is_left_out(tmp_path):
    Post.objects.create(status=Status.DRAFT)
    assert items(tmp_path) == {}


def test_export_names_what_the_official_importer_asks_for():
    make_post("One")
    channel = tree().find("channel")
    names = {child.tag.rpartition("}")[2]: child.text for child in channel}
    assert (names["wxr_version"], names["base_site_url"]) == ("1.2", settings.SITE_URL)
    lines = text().splitlines()
    assert lines.count("<item>") == lines.count("</item>") == 1
