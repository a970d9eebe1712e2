"""The demonstration has enough to show, and its debates too."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image as Picture

from blog.models import Category, Image, Page, Post
from comments.models import Reply, ReplyStatus, Thread
from operations.demo import source
from tests.operations.demonstration import article

pytestmark = pytest.mark.django_db


def test_demo_has_articles_in_categories_by_authors(lantern):
    published = Post.objects.published()
    assert published.count() >= 16
    assert published.values("primary_category").distinct().count() >= 6
    assert published.values("authors").distinct().count() >= 4


def test_demo_categories_have_any_name_and_a_level_below(lantern):
    assert Category.objects.get(name="Anti-Imperialism/Foreign Policy").parent is None
    assert Category.objects.filter(parent__isnull=False, posts__isnull=False).exists()


def test_demo_has_every_stage_of_work(lantern):
    stages = set(Post.objects.values_list("status", flat=True))
    assert stages == {"published", "scheduled", "draft", "review"}
    assert not Post.objects.published().with_status("scheduled").exists()


def test_demo_lead_is_the_newest_and_dates_spread_over_a_year(lantern):
    newest_first = Post.objects.published().newest_first()
    assert newest_first[0].sticky
    assert newest_first[0].publish_at > timezone.now() - timedelta(days=1)
    assert newest_first.last().publish_at < timezone.now() - timedelta(days=365)


def test_demo_speaks_a_language_from_right_to_left(lantern):
    arabic = Post.objects.published().get(direction="rtl")
    assert arabic.slug == "من-يملك-البئر"
    assert len(arabic.body_text.split()) >= 350
    assert Post.objects.published().filter(language="fr").exists()


def test_demo_articles_are_long_and_built_of_more_than_paragraphs(lantern):
    posts = Post.objects.published().newest_first()
    words = [len(post.body_text.split()) for post in posts]
    assert min(words) >= 300
    assert sum(length >= 600 for length in words) >= 8
    html = "".join(post.body_html for post in posts)
    for part in ("<h2", "<blockquote", 'class="pullquote"', "<table", "<ol", "<dl", 'class="footnote'):
        assert part in html


def test_demo_pictures_are_large_light_and_described(lantern):
    pictures = Image.objects.all()
    assert pictures.count() >= 7
    for image in pictures:
        assert (image.width, image.height) == (1600, 900)
        assert image.file.size < 121_000
        assert image.alt
        assert image.caption
        assert image.credit


def test_demo_media_links_are_cards(lantern):
    lead = article("the-harbour-that-two-navies-want").lead_media[0]
    assert lead.title == "Listen to the interview on Harbour Radio"
    strike = article("episode-41-the-strike-that-ran-on-thursdays")
    assert 'data-provider="archive"' in strike.body_html or 'class="media"' in strike.body_html
    assert "Hear the Thursday Song" in strike.body_html


def test_demo_two_authors_stand_in_their_order(lantern):
    names = [author.name for author in article("episode-41-the-strike-that-ran-on-thursdays").byline]
    assert names == ["J. Marsh", "P. Adeyemi"]


def test_demo_links_lead_to_published_pages(lantern, client):
    html = "".join(Post.everything.published().values_list("body_html", flat=True))
    addresses = set(re.findall(r'<a [^>]*href="(/[^"]*)"', html))
    assert len(addresses) >= 15
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    assert not re.search(r"(article|picture|page|author):[a-z]", html)


def test_demo_pages_are_nested(lantern, client):
    assert Page.objects.get(path="about/team").parent.path == "about"
    assert client.get("/about/team/").status_code == 200


# The debates


def test_demo_debates_have_the_sizes_that_show_them(lantern):
    sizes = dict(Thread.objects.values_list("post__slug", "approved_count"))
    assert sizes["against-the-word-stability"] == 60
    assert list(sizes.values()).count(1) == 1
    assert sizes["من-يملك-البئر"] == 3


def test_demo_long_debate_is_eight_deep_and_has_its_author(lantern):
    replies = Reply.objects.of(article("against-the-word-stability")).shown()
    assert max(replies.values_list("depth", flat=True)) == 7
    assert replies.filter(is_author=True, user__username="editor").count() >= 5
    assert replies.values("writer_name").distinct().count() >= 18


def test_demo_gone_replies_keep_their_places(lantern):
    gone = {reply.status for reply in Reply.objects.shown() if reply.is_gone}
    assert gone == {ReplyStatus.WITHDRAWN, ReplyStatus.TRASH}


def test_demo_replies_are_answered_after_they_were_written(lantern):
    times = dict(Reply.objects.values_list("pk", "submitted_at"))
    assert all(times[reply.parent_id] <= reply.submitted_at for reply in Reply.objects.all())
    assert max(times.values()) <= timezone.now()


# The files themselves


def test_pictures_are_really_pictures():
    paths = list(source.PICTURES.glob("*.webp"))
    assert {each["name"] for each in source.publication()["picture"]} == {path.stem for path in paths}
    for path in paths:
        with Picture.open(path) as picture:
            assert picture.size == (1600, 900)


def test_debates_belong_to_articles():
    keys = {text.key for text in source.articles()}
    files = {path.stem for path in (source.CONTENT / "replies").glob("*.txt")}
    assert files <= keys


def test_demo_has_a_withdrawn_reply_with_answers(lantern):
    withdrawn = Reply.objects.with_status(ReplyStatus.WITHDRAWN).filter(shown=True)
    assert withdrawn.exists()
