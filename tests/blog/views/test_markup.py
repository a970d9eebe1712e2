"""What programs that are not ours read on our pages."""

import json
import re
from datetime import UTC, datetime

import mf2py
import pytest

from blog.models import MediaLink, MenuItem, PostImage, Publication
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db
EVERY = (
    "/ /page/2/ /article/ /about/ /category/ports/ /tag/sea/ /author/ines/ /2016/ /2016/08/ /search/ /none/"
)


@pytest.fixture
def article():
    ports = make_category("Ports & straits", slug="ports")
    return make_post(
        "The harbour <that> two navies want",
        slug="harbour",
        authors=[make_author("Zoe", slug="zoe"), make_author("Ines", slug="ines")],
        categories=[ports, make_category("Anti-Imperialism/Foreign Policy")],
        tags=["sea", "Éire"],
        standfirst="A fishing port & its guests.",
        publish_at=datetime(2016, 8, 29, 12, tzinfo=UTC),
        body="<p>The harbour master keeps two calendars.</p><h2>A heading</h2>",
    )


@pytest.fixture
def entry(stranger, article):
    """The article as a microformats2 parser reads it."""
    parsed = mf2py.parse(stranger.get(article.get_absolute_url()).content.decode())
    return next(item for item in parsed["items"] if item["type"] == ["h-entry"])["properties"]


def test_parser_reads_title_and_summary(entry):
    assert entry["name"] == ["The harbour <that> two navies want"]
    assert entry["summary"] == ["A fishing port & its guests."]


def test_parser_reads_authors_in_their_order(entry):
    names = [author["properties"]["name"] for author in entry["author"]]
    assert names == [["Zoe"], ["Ines"]]
    assert entry["author"][0]["properties"]["url"] == ["/author/zoe/"]


def test_parser_reads_categories_and_tags(entry):
    assert entry["category"] == ["Ports & straits", "Anti-Imperialism/Foreign Policy", "sea", "Éire"]


def test_parser_reads_date_address_and_content(entry, article):
    assert datetime.fromisoformat(entry["published"][0]) == article.publish_at
    assert entry["url"][0] == article.get_absolute_url()
    assert "two calendars" in entry["content"][0]["value"]


@pytest.mark.parametrize("address", EVERY.split())
def test_page_has_one_first_heading(stranger, article, address):
    for _ in range(10):
        make_post()
    make_page("About", slug="about")
    address = article.get_absolute_url() if address == "/article/" else address
    assert len(re.findall(r"<h1[\s>]", stranger.get(address).content.decode())) == 1


def test_list_is_a_feed_of_entries(stranger, article):
    parsed = mf2py.parse(stranger.get("/category/ports/").content.decode())
    feed = next(item for item in parsed["items"] if item["type"] == ["h-feed"])
    assert feed["children"][0]["properties"]["url"] == [article.get_absolute_url()]


def linked_data(content):
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', content, re.DOTALL)
    return json.loads(block[1])


def test_linked_data_names_the_article(stranger, article):
    data = linked_data(stranger.get(article.get_absolute_url()).content.decode())
    assert (data["@type"], data["headline"]) == ("Article", "The harbour <that> two navies want")
    assert [author["name"] for author in data["author"]] == ["Zoe", "Ines"]


def test_title_cannot_end_the_block_of_linked_data(stranger):
    post = make_post("</script><script>alert(1)</script>")
    content = stranger.get(post.get_absolute_url()).content.decode()
    assert "<script>alert" not in content
    assert linked_data(content)["headline"] == "</script><script>alert(1)</script>"


def test_article_says_its_canonical_address_and_its_neighbours(stranger, article):
    older = make_post("Before", publish_at=datetime(2016, 8, 1, tzinfo=UTC))
    newer = make_post("After", publish_at=datetime(2016, 9, 1, tzinfo=UTC))
    content = stranger.get(article.get_absolute_url()).content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/2016/08/29/harbour/">' in content
    assert f'<a rel="prev" href="{older.get_absolute_url()}">' in content
    assert f'<a rel="next" href="{newer.get_absolute_url()}">' in content


def test_open_graph_names_title_and_address(stranger, article):
    content = stranger.get(article.get_absolute_url()).content.decode()
    assert '<meta property="og:title" content="The harbour &lt;that&gt; two navies want">' in content
    assert '<meta property="og:url" content="http://127.0.0.1:8000/2016/08/29/harbour/">' in content


def test_article_is_marked_with_its_own_language_and_direction(stranger):
    post = make_post("الميناء", language="ar")
    content = stranger.get(post.get_absolute_url()).content.decode()
    assert '<article class="article" lang="ar" dir="rtl">' in content
    assert '<html lang="en-gb" dir="ltr">' in content


def test_publication_in_a_right_to_left_language_runs_so(stranger):
    Publication.objects.update_or_create(pk=1, defaults={"language": "ar"})
    assert '<html lang="ar" dir="rtl">' in stranger.get("/").content.decode()


def test_lead_media_stand_above_the_text_as_cards(stranger, article):
    MediaLink.objects.create(post=article, url="https://radio.example/a.mp3", outlet="Harbour Radio")
    content = stranger.get(article.get_absolute_url()).content.decode()
    card, text = content.index('<figure class="media" data-provider="audio"'), content.index("two calendars")
    assert card < text
    link = r'<a[^>]*href="https://radio.example/a.mp3"[^>]*>Listen to the interview on Harbour Radio</a>'
    assert re.search(link, content)


def test_attached_picture_stands_below_the_text_unless_the_text_shows_it(stranger, article):
    shown, below = make_image(), make_image(alt="Below", caption="Two boats")
    for image in (shown, below):
        PostImage.objects.create(post=article, image=image)
    article.body += f'<figure><img src="{shown.file.url}" alt=""></figure>'
    article.save()
    content = stranger.get(article.get_absolute_url()).content.decode()
    assert content.count(shown.file.url) == 1
    assert re.search(rf'<figure[^>]*><img src="{below.file.url}"[^>]*alt="Below"[^>]*><figcaption>', content)


def test_picture_without_a_file_is_a_caption_and_a_link(stranger, article):
    image = make_image(caption="The quay", source_url="https://old.example/quay.jpg")
    image.file = ""
    image.save()
    PostImage.objects.create(post=article, image=image)
    content = stranger.get(article.get_absolute_url()).content.decode()
    assert '<a href="https://old.example/quay.jpg">' in content
    assert "<img" not in content


def test_date_is_shown_on_the_publications_own_calendar(stranger, article):
    Publication.objects.update_or_create(pk=1, defaults={"time_zone": "Pacific/Auckland"})
    content = stranger.get(article.get_absolute_url()).content.decode()
    assert '<time class="dt-published" datetime="2016-08-30T00:00:00+12:00">30 August 2016</time>' in content


def test_menu_marks_the_page_and_its_section(stranger, article):
    publication = Publication.current()
    MenuItem.objects.create(publication=publication, category=article.primary_category)
    MenuItem.objects.create(publication=publication, label="Elsewhere", url="https://example.org/")
    link = '<a href="/category/ports/" aria-current="%s">Ports &amp; straits</a>'
    assert link % "page" in stranger.get("/category/ports/").content.decode()
    assert link % "true" in stranger.get(article.get_absolute_url()).content.decode()
    assert "aria-current" not in stranger.get("/").content.decode()


def test_description_is_cut_between_letters_and_not_inside_an_entity(stranger):
    post = make_post(seo_description="a" * 292 + ' "quoted" words')
    assert (
        'content="' + "a" * 292 + ' &quot;quote…"' in stranger.get(post.get_absolute_url()).content.decode()
    )
