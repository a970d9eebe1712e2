"""Posts, pages, terms and authors as rows."""

from datetime import UTC, date, datetime

import pytest

from blog.models import Author, Category, Page, Post, Publication, Redirect, Status, Tag, Visibility
from tests.wordpress.exports import HEAD, author, category, item, meta, term, write
from wordpress.importing import import_files
from wordpress.ledger import Outcome


@pytest.mark.parametrize(
    ("said", "status", "visibility"),
    [
        ("publish", Status.PUBLISHED, Visibility.PUBLIC),
        ("private", Status.PUBLISHED, Visibility.PRIVATE),
        ("pending", Status.REVIEW, Visibility.PUBLIC),
        ("draft", Status.DRAFT, Visibility.PUBLIC),
        ("trash", Status.TRASH, Visibility.PUBLIC),
        ("archived", Status.DRAFT, Visibility.PUBLIC),
        ("", Status.DRAFT, Visibility.PUBLIC),
    ],
)
def test_state_is_kept(bring_in, said, status, visibility):
    bring_in(item(1, status=said))
    post = Post.objects.get()
    assert (post.status, post.visibility) == (status, visibility)
    assert Post.everything.published().exists() == (said == "publish")


def test_scheduled_post_stays_out_of_sight_until_its_time(bring_in):
    future = {"post_date": "2099-01-01 00:00:00", "post_date_gmt": "2099-01-01 00:00:00"}
    bring_in(item(1, status="future", **future))
    assert Post.objects.get().status == Status.SCHEDULED
    assert not Post.everything.published().exists()


def test_post_with_password_stays_locked(bring_in):
    bring_in(item(1, password="harbour"))
    assert Post.objects.get().is_locked
    assert not Post.everything.readable().exists()


def test_dates_are_gmt_and_the_address_keeps_the_local_one(bring_in):
    link = "https://old.example.org/2016/08/30/post-1/"
    bring_in(item(1, post_date="2016-08-30 01:00:00", post_date_gmt="2016-08-29 23:00:00", link=link))
    post = Post.objects.get()
    assert post.publish_at == datetime(2016, 8, 29, 23, tzinfo=UTC)
    assert post.permalink_date == date(2016, 8, 30)
    assert post.get_absolute_url() == "/2016/08/30/post-1/"


def test_draft_without_gmt_date_has_no_publication_time(bring_in):
    bring_in(item(1, status="draft", post_date_gmt="0000-00-00 00:00:00"))
    assert Post.objects.get().publish_at is None


def test_percent_encoded_slug_is_the_same_address(bring_in, client):
    slug = "%d9%85%d8%b1%d9%81%d8%a3"
    bring_in(item(1, slug=slug))
    assert client.get(f"/2016/08/29/{slug}/").status_code == 200
    assert Post.objects.get().slug == "مرفأ"


@pytest.mark.parametrize(
    ("link", "slug"),
    [
        ("https://old.example.org/news/harbour.html", "harbour"),
        ("https://old.example.org/blog/2016/08/29/harbour/", "harbour"),
        ("https://old.example.org/archives/1984/", "1984"),
        ("https://old.example.org/?p=5", "harbour"),
    ],
)
def test_old_address_leads_to_the_post(bring_in, client, link, slug):
    bring_in(item(5, link=link, slug=slug))
    address = link.removeprefix("https://old.example.org")
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, Post.objects.get().get_absolute_url())


def test_former_slug_leads_to_the_post(bring_in):
    bring_in(item(5, meta("_wp_old_slug", "port"), slug="harbour"))
    assert Redirect.objects.get(old_path="/2016/08/29/port/").post.slug == "harbour"


def test_pages_keep_their_tree_in_any_order(bring_in):
    pages = [
        item(1, type="page", slug="crew", parent=2, link="https://old.example.org/about/team/crew/"),
        item(2, type="page", slug="team", parent=3, link="https://old.example.org/about/team/"),
        item(3, type="page", slug="about", link="https://old.example.org/about/"),
        item(4, type="page", slug="team", link="https://old.example.org/team/"),
    ]
    bring_in(*pages)
    assert set(Page.objects.values_list("path", flat=True)) == {
        "about",
        "about/team",
        "about/team/crew",
        "team",
    }
    assert not Redirect.objects.exists()


def test_pages_that_are_their_own_ancestors_are_taken(bring_in):
    ledger = bring_in(
        item(1, type="page", parent=2), item(2, type="page", parent=1), item(3, type="page", parent=9)
    )
    assert Page.objects.count() == 3
    assert "its parent page is not in the file; it stands at the top" in {
        each.reason for each in ledger.entries
    }


def test_categories_form_their_tree_with_names_as_they_are(bring_in):
    bring_in(
        category("foreign", "Anti-Imperialism/Foreign Policy", parent="world"),
        category("world", "Trade &amp; War"),
        item(1, term("category", "foreign", "Anti-Imperialism/Foreign Policy"), term("post_tag", "a", "A")),
    )
    post = Post.objects.get()
    assert post.primary_category.name == "Anti-Imperialism/Foreign Policy"
    assert post.primary_category.parent.name == "Trade & War"
    assert [tag.name for tag in post.tags.all()] == ["A"]


def test_circle_of_categories_is_broken(bring_in):
    ledger = bring_in(
        category("a", "A", parent="b"), category("b", "B", parent="a"), category("c", "C", parent="x")
    )
    assert Category.objects.count() == 3
    assert ledger.is_even


def test_tags_of_one_name_and_two_slugs_stay_two(bring_in):
    bring_in(item(1, term("post_tag", "sea", "Sea"), term("post_tag", "sea-2", "Sea")))
    assert sorted(Tag.objects.values_list("name", "slug")) == [("Sea", "sea"), ("Sea (sea-2)", "sea-2")]


def test_bylines_of_co_authors_plus_come_in_order(bring_in):
    bring_in(
        author("alice", "Alice Ann", 1),
        author("bob", "Bob Ben", 2),
        item(
            1,
            term("author", "cap-bob", "bob"),
            term("author", "cap-guest-one", "Guest One"),
            **{"dc:creator": "alice"},
        ),
    )
    names = [byline.author.name for byline in Post.objects.get().post_authors.all()]
    assert names == ["Bob Ben", "Guest One"]
    assert not Author.objects.exclude(user=None).exists()


def test_numeric_title_stays_text_and_missing_title_takes_first_words(bring_in):
    bring_in(item(1, title="1984"), item(2, title="", content="One two three four five six seven eight nine"))
    assert list(Post.objects.order_by("legacy_id").values_list("title", flat=True)) == [
        "1984",
        "One two three four five six seven eight…",
    ]


def test_meta_of_yoast_is_taken_and_its_templates_are_not(bring_in):
    bring_in(
        category("a", "A"),
        "<wp:category><wp:term_id>44</wp:term_id><wp:category_nicename>b</wp:category_nicename>"
        "<wp:cat_name>B</wp:cat_name></wp:category>",
        item(
            1,
            term("category", "a", "A"),
            term("category", "b", "B"),
            meta("_yoast_wpseo_metadesc", "All about it"),
            meta("_yoast_wpseo_title", "%%title%% %%sep%%"),
            meta("_yoast_wpseo_primary_category", "44"),
        ),
    )
    post = Post.objects.get()
    assert (post.seo_title, post.seo_description, post.primary_category.name) == ("", "All about it", "B")


def test_text_in_arabic_runs_from_right_to_left(bring_in):
    bring_in(item(1, content="كان الميناء هادئا في ذلك الصباح"))
    assert (Post.objects.get().language, Post.objects.get().direction) == ("ar", "rtl")


def test_link_between_posts_leads_to_the_new_place(bring_in):
    bring_in(item(1, content='<a href="https://www.old.example.org/2016/08/29/post-2/#end">two</a>'), item(2))
    assert 'href="/2016/08/29/post-2/#end"' in Post.objects.get(legacy_id=1).body


def test_link_alone_in_its_paragraph_becomes_media(bring_in):
    bring_in(item(1, content="Hear it:\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\nEnd"))
    post = Post.objects.get()
    assert post.media_links.get().provider == "youtube"
    assert "Hear it:" in post.body_html


def test_items_of_one_number_are_all_taken(bring_in):
    ledger = bring_in(item(1, title="One"), item(1, title="Other", slug="other"), item(1, title="One"))
    assert sorted(Post.objects.values_list("title", flat=True)) == ["One", "Other"]
    assert ledger.counts["post"][Outcome.LEFT_OUT] == 1
    assert ledger.is_even


def test_time_zone_of_the_site_is_used_where_a_file_gives_local_dates_only(bring_in):
    publication = Publication.current()
    publication.time_zone = "Europe/Berlin"
    publication.save()
    bring_in(item(1, post_date_gmt=""))
    assert Post.objects.get().publish_at == datetime(2016, 8, 29, 10, tzinfo=UTC)


def test_tag_of_another_site_joins_the_one_of_its_name(bring_in, tmp_path):
    bring_in(item(1, term("post_tag", "sea", "Sea")))
    for number, host in enumerate(("one.example.org", "two.example.org")):
        head = HEAD.replace("old.example.org", host)
        import_files([write(tmp_path, item(1, term("post_tag", f"sea-{number}", "sea")), head=head)])
    assert Tag.objects.get().tagged_items.count() == 3


def test_address_with_a_null_byte_is_taken_without_it(bring_in):
    bring_in(item(1, slug="har%00bour"))
    assert Post.objects.get().slug == "harbour"
