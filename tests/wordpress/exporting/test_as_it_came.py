"""What came from WordPress and was not edited here goes back in its own words and on its own clock."""

import pytest

from blog.models import Attachment, Post
from tests.wordpress.exporting.exported import items, opened
from tests.wordpress.exports import HEAD, attachment, category, comment, item, meta, term, write
from wordpress.importing import import_files
from wordpress.reader import Term

pytestmark = pytest.mark.django_db
WEST = {"post_date": "2025-01-18 18:26:26", "post_date_gmt": "2025-01-19 02:26:26"}


def test_dates_stand_on_the_clock_of_the_old_site(bring_in, tmp_path):
    """Its addresses are made of them there: another day would be another address."""
    said = {"comment_date": "2025-01-18 20:00:00", "comment_date_gmt": "2025-01-19 04:00:00"}
    file = attachment(9, "https://old.example.org/wp-content/uploads/a.png", **WEST)
    bring_in(item(1, comment(5, **said), **WEST), item(2, **WEST), file)
    edited = Post.objects.get(legacy_id=2)
    edited.publish_at = edited.publish_at.replace(hour=3)
    edited.save()
    found = items(tmp_path, "post", "attachment")
    dates = {title: (str(each.date), str(each.date_gmt)) for title, each in found.items()}
    assert dates == {
        "Post 1": tuple(WEST.values()), "Post 9": tuple(WEST.values()),
        "Post 2": ("2025-01-19 03:26:26", "2025-01-19 03:26:26"),
    }  # fmt: skip
    assert str(found["Post 1"].comments[0].date) == said["comment_date"]


@pytest.mark.parametrize(
    "title", ["A <em>fine</em> title", "1 &amp; 2 &lt; 3", "", "Plain", "Signs &~\"'> of all kinds"]
)
def test_title_goes_back_as_it_came_unless_it_was_edited(bring_in, tmp_path, title):
    bring_in(item(1, title=title, content="What it says"))
    assert [each.title for each in opened(tmp_path).items("post")] == [title]
    post = Post.objects.get()
    post.title = "Another & one"
    post.save()
    assert [each.title for each in opened(tmp_path).items("post")] == ["Another &amp; one"]


def test_tags_go_back_under_the_names_and_slugs_that_they_had(bring_in, tmp_path):
    bring_in(
        item(
            1,
            term("post_tag", "sea", "Sea"),
            term("post_tag", "sea-2", "Sea"),
            term("post_tag", "media", "M"),
        )
    )
    export = opened(tmp_path)
    tags = sorted((each.slug, each.name) for each in export.records() if isinstance(each, Term))
    assert tags == [("media", "M"), ("sea", "Sea"), ("sea-2", "Sea")]
    (post,) = export.items("post")
    assert sorted((each.slug, each.name) for each in post.terms) == tags


def test_recording_keeps_caption_description_and_place(bring_in, tmp_path):
    url = "https://old.example.org/wp-content/uploads/a.mp3"
    said = {"excerpt": "By <b>Bernard</b>", "menu_order": 3, "ping_status": "open"}
    bring_in(attachment(1, url, content="", **said), attachment(2, url.replace("a", "b"), content="About"))
    Attachment.objects.filter(legacy_id=2).update(description="Told anew")
    found = {each.id: each for each in opened(tmp_path).items()}
    one = found[1]
    assert (one.excerpt, one.content, one.menu_order, one.replies_open) == (said["excerpt"], "", 3, True)
    assert (found[2].excerpt, found[2].content) == ("", "Told anew")


def test_categories_of_two_sites_that_had_one_number_are_told_apart(tmp_path):
    """Articles name their main category by it."""
    for site, name in (("one", "Sea"), ("two", "Land")):
        head = HEAD.replace("old.example.org", f"{site}.example.org")
        number = "<wp:category><wp:term_id>7</wp:term_id>"
        filed = category(name.lower(), name).replace("<wp:category>", number)
        other = category("other", "Other").replace("<wp:category>", "<wp:category><wp:term_id>8</wp:term_id>")
        terms = (term("category", "other", "Other"), term("category", name.lower(), name))
        post = item(1, *terms, meta("_yoast_wpseo_primary_category", "7"), title=name, slug=name.lower())
        import_files([write(tmp_path, filed, other, post, head=head)])
    export = opened(tmp_path)
    numbers = {each.name: each.id for each in export.records() if isinstance(each, Term)}
    assert len(set(numbers.values())) == 3
    said = {
        each.title: int(each.meta_value("_yoast_wpseo_primary_category")) for each in export.items("post")
    }
    assert said == {name: numbers[name] for name in ("Sea", "Land")}
