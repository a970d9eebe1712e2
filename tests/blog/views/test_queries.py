"""How many questions a page asks the database: few, and as many with thirty rows as with one."""

from datetime import UTC, datetime

import pytest

from blog.models import MediaLink, MenuItem, PostImage, Publication
from tests.factories import make_author, make_category, make_image, make_post, make_replies, make_reply

pytestmark = pytest.mark.django_db
LISTS = {
    "/": 9,  # two find the places of its articles, one the sizes of a picture
    "/category/ports/": 8,
    "/tag/sea/": 8,
    "/author/ines/": 8,
    "/2016/": 8,
    "/2016/08/": 8,
    "/feed/": 5,
    "/feed/atom/": 6,
    "/feed/json/": 6,
    "/category/ports/feed/": 6,
    "/tag/sea/feed/": 6,
    "/author/ines/feed/": 6,
    "/sitemap.xml": 6,
    "/sitemap-posts-1.xml": 4,
}


@pytest.fixture
def grow():
    """Thirty more articles with everything an article can have, all on one page."""
    Publication.objects.update_or_create(pk=1, defaults={"posts_per_page": 50})
    place = {
        "authors": [make_author("Ines", slug="ines"), make_author("Jo")],
        "categories": [make_category("Ports", slug="ports"), make_category("Trade")],
        "tags": ["sea", "law"],
    }

    def more(number=30):
        image = make_image()
        for minute in range(number):
            moment = datetime(2016, 8, 29, 12, minute, tzinfo=UTC)
            post = make_post(publish_at=moment, featured_image=image, **place)
            MediaLink.objects.create(post=post, url="https://radio.example/a.mp3")
            make_reply(post)

    MenuItem.objects.create(publication=Publication.current(), category=place["categories"][0])
    more(1)
    return more


def test_lists_ask_as_often_with_thirty_articles_as_with_one(stranger, grow, queries_of):
    """All in one, because the thirty articles are what costs."""

    def asked():
        return {address: queries_of(lambda address=address: stranger.get(address)) for address in LISTS}

    before = asked()
    grow()
    after = asked()
    changed = {address: after[address] for address in LISTS if len(after[address]) != len(before[address])}
    assert not changed, {address: (before[address], after[address]) for address in changed}
    assert {address: said for address, said in after.items() if len(said) > LISTS[address]} == {}


@pytest.fixture
def article(grow):
    post = make_post(
        authors=[make_author("Zoe")],
        categories=[make_category("Peace")],
        tags=["quay"],
        featured_image=make_image(),
        publish_at=datetime(2017, 1, 1, tzinfo=UTC),
    )
    MediaLink.objects.create(post=post, url="https://radio.example/a.mp3")
    PostImage.objects.create(post=post, image=make_image())
    return post


def test_article_asks_few_questions(stranger, article, assert_same_queries):
    def more():
        for _ in range(5):
            PostImage.objects.create(post=article, image=make_image())
            article.tags.add("quay", "law", "sea", "wind")
        make_replies(30, article)

    make_replies(1, article)
    assert assert_same_queries(lambda: stranger.get(article.get_absolute_url()), more) <= 10
