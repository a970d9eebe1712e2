"""Appearances: found by outlet, kind, year and words, heard as a podcast; nothing else leaks."""

import uuid
import wave
from datetime import date, timedelta
from io import BytesIO

import mf2py
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from lxml import etree

from blog.models import Attachment, MediaLink
from blog.tasks import fetch_media
from tests.factories import make_image, make_page, make_post

pytestmark = pytest.mark.django_db

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
TALK = "https://radio.example/talk.mp3"


def make_talk(title="The tide", url=TALK, post=None, **fields):
    return MediaLink.objects.create(post=post or make_post(), url=url, title=title, **fields)


def recording():
    """A second of silence, as WAV."""
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000)
    return buffer.getvalue()


def page(client, **asked):
    return client.get("/appearances/", asked).text


def feed(client):
    response = client.get("/appearances/feed/")
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    return etree.fromstring(response.content)


def entries(client, **asked):
    html = client.get("/appearances/", asked).text
    feeds = mf2py.parse(doc=html)["items"]
    return [entry["properties"]["name"][0] for entry in feeds[0].get("children", [])]


def test_recordings_are_listed_newest_first_under_their_years(client):
    make_talk("Older", published_on=date(2014, 5, 1))
    make_talk("Newer", "https://vimeo.com/76979871", published_on=date(2019, 5, 1))
    assert entries(client) == ["Newer", "Older"]
    assert page(client).index("2019</h2>") < page(client).index("2014</h2>")


def test_plain_links_in_the_text_are_no_appearances(client):
    make_talk("A post", "https://bsky.app/profile/a.example/post/1", placement="inline")
    make_talk("A page", "https://radio.example/talk", placement="lead")
    assert entries(client) == ["A page"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"outlet": "Harbour Radio"}, ["On air"]), ({"kind": "video"}, ["On film"]),
     ({"year": "2014"}, ["On air"]), ({"outlet": "Vimeo", "kind": "audio"}, []),
     ({"outlet": "No such"}, ["On film", "On air"])],
)  # fmt: skip
def test_list_is_narrowed_by_outlet_kind_and_year(client, asked, found):
    make_talk("On air", outlet="Harbour Radio", published_on=date(2014, 5, 1))
    make_talk("On film", "https://vimeo.com/76979871")
    assert entries(client, **asked) == found


@pytest.mark.parametrize("value", ["\x00", "9" * 30, "<script>alert(1)</script>", "-1", "'"])
def test_filters_that_make_no_sense_narrow_nothing(client, value):
    make_talk()
    assert entries(client, outlet=value, kind=value, year=value) == ["The tide"]


def test_words_are_found_in_title_and_transcript_and_marked(client):
    make_talk("The <b>Harbour</b>")
    make_talk("Other", transcript="WEBVTT\n\n00:01.000 --> 00:02.000\nHerring & harbours, said <v Ann>she.")
    html = page(client, q="harbour")
    assert "&lt;b&gt;<mark>Harbour</mark>" in html
    assert "Herring &amp; <mark>harbours</mark>, said she." in html
    assert "--&gt;" not in html


def test_words_must_stand_in_the_same_recording(client):
    post = make_post("Herring", body="<p>Herring and salt.</p>")
    make_talk("Salt", post=post)
    make_talk("Salt and herring", post=post)
    assert entries(client, q="salt herring") == ["Salt and herring"]
    assert entries(client, q='"and herring"') == ["Salt and herring"]
    assert entries(client, q="salt -herring") == ["Salt"]


HIDDEN = [
    {"status": "draft"}, {"status": "withdrawn"}, {"status": "trash"}, {"visibility": "private"},
    {"password": "ferry"}, {"status": "scheduled", "publish_at": timezone.now() + timedelta(days=900)},
]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda fields: "-".join(map(str, fields)))
def test_nothing_of_what_is_not_public_leaks(client, hidden):
    link = make_talk("Secret", outlet="Secret FM", transcript="Secret words", post=make_post(**hidden))
    everything = [page(client), page(client, q="secret"), client.get("/appearances/feed/").text]
    assert not any("Secret" in text for text in everything)
    assert client.get(f"/appearances/{link.pk}/transcript/").status_code == 404
    assert "/appearances/" not in client.get("/sitemap-front-1.xml").text


def test_page_is_in_the_sitemap_and_at_the_foot_of_every_page(client):
    make_talk()
    assert "/appearances/</loc>" in client.get("/sitemap-front-1.xml").text
    assert 'href="/appearances/"' in client.get("/").text


def test_page_costs_the_same_number_of_queries(client, assert_same_queries):
    poster = make_image()
    make_talk(transcript="Tide", poster=poster)

    def grow():
        for number in range(30):
            make_talk(f"Tide {number}", transcript="Tide", outlet=f"Radio {number}", poster=poster)

    assert_same_queries(lambda: client.get("/appearances/?q=tide"), grow)


def test_feed_costs_the_same_number_of_queries(client, assert_same_queries):
    make_talk(transcript="Tide")
    assert_same_queries(lambda: feed(client), lambda: [make_talk(transcript="Tide") for _ in range(30)])


def test_list_goes_on_on_further_pages_with_the_same_question(client):
    for number in range(22):
        make_talk(f"Tide {number}")
    assert 'href="/appearances/page/2/?q=tide"' in page(client, q="tide")
    assert client.get("/appearances/page/2/?q=tide").text.count("<mark>Tide</mark>") == 2
    assert client.get("/appearances/page/3/?q=tide").status_code == 404


def test_transcript_has_a_page_and_keeps_its_times_where_it_has_some(client):
    timed = make_talk(transcript="WEBVTT\n\n00:01.000 --> 00:02.000\nTwo lists.")
    address = f"/appearances/{timed.pk}/transcript/"
    assert "<p>Two lists.</p>" in client.get(address).text
    captions = client.get(address, {"form": "vtt"})
    assert (captions["Content-Type"], captions.text[:6]) == ("text/vtt; charset=utf-8", "WEBVTT")


def test_transcript_stands_on_the_article_under_its_own_anchor_and_is_found_by_the_search(client):
    link = make_talk(transcript="Unlikely <b>kelp</b>\n\nwords.")
    html = client.get(link.post.get_absolute_url()).text
    assert f'<details class="transcript" id="transcript-{link.pk}">' in html
    assert "<p>Unlikely &lt;b&gt;kelp&lt;/b&gt;</p><p>words.</p>" in html
    assert link.post.title in client.get("/search/?q=kelp").text


def test_further_addresses_are_shown_as_also_on(client):
    link = make_talk(further_urls=["https://vimeo.com/1", "javascript:alert(1)", "https://fm.example/x"])
    html = client.get(link.post.get_absolute_url()).text
    assert (
        'Also on <a href="https://vimeo.com/1" rel="noopener">Vimeo</a>, <a href="https://fm.example/x"'
        in html
    )
    assert "javascript:" not in html


def test_feed_holds_files_only_with_length_type_and_lasting_names(client):
    make_talk("Stream", "https://radio.example/live.m3u8")
    make_talk("Film", "https://vimeo.com/76979871")
    make_page("A page")
    link = make_talk("Talk", seconds=1380, outlet="Harbour Radio")
    MediaLink.objects.filter(pk=link.pk).update(file_bytes=1234, file_type="audio/mpeg")
    (item,) = feed(client).findall("channel/item")
    assert dict(item.find("enclosure").attrib) == {"url": TALK, "length": "1234", "type": "audio/mpeg"}
    guid = item.findtext("guid")
    link.title, link.url = "Renamed", "https://elsewhere.example/talk.mp3"
    link.save()
    assert feed(client).findtext("channel/item/guid") == guid


def test_feed_leads_to_the_living_copy_of_a_recording_that_is_gone(client):
    copies = {"Talk": "https://mirror.example/talk.ogg", "Film": "https://vimeo.com/76979871", "Lost": ""}
    for title, copy in copies.items():
        gone = make_talk(title).pk
        facts = {"file_bytes": 1234, "file_type": "audio/mpeg", "dead_since": timezone.now()}
        MediaLink.objects.filter(pk=gone).update(living_url=copy, **facts)
    (enclosure,) = feed(client).findall("channel/item/enclosure")
    assert dict(enclosure.attrib) == {"url": copies["Talk"], "length": "0", "type": "audio/ogg"}


def test_own_recording_is_an_enclosure_at_our_own_address(client, settings):
    kept = Attachment(title="Tides")
    kept.file.save("talk.wav", ContentFile(recording()))
    fetch_media.func(make_talk(url=kept.file.url).pk)
    enclosure = feed(client).find("channel/item/enclosure")
    assert enclosure.get("url") == f"{settings.SITE_URL}{kept.file.url}"
    assert enclosure.get("length") == str(len(recording()))
    assert enclosure.get("type") == kept.mime_type


def test_feed_keeps_the_rules_of_rss_and_of_podcast_clients(client):
    make_talk(transcript="Tide", outlet="Harbour Radio", seconds=60)
    channel = feed(client).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    assert all(channel.findtext(f"image/{name}") for name in ("url", "title", "link"))
    assert channel.find("itunes:image", NAMES).get("href").startswith("http")
    assert channel.findtext("itunes:explicit", namespaces=NAMES) == "false"
    assert channel.find("itunes:category", NAMES).get("text")
    assert channel.find("atom:link", NAMES).get("rel") == "self"
    assert uuid.UUID(channel.findtext("podcast:guid", namespaces=NAMES)).version == 5
    assert len(channel.findall("item/enclosure")) == len(channel.findall("item")) == 1


def test_elements_of_the_podcast_namespace_fit_its_schema(client, corpus):
    make_talk(transcript="WEBVTT\n\n00:01.000 --> 00:02.000\nTwo lists.", outlet="Harbour Radio")
    schema = etree.XMLSchema(etree.parse(corpus / "feeds" / "podcast.xsd"))
    transcripts = feed(client).findall("channel/item/podcast:transcript", NAMES)
    assert [element.get("type") for element in transcripts] == ["text/html", "text/vtt"]
    for element in transcripts:
        element.tag = "transcript"
        schema.assertValid(etree.fromstring(etree.tostring(element)))


def test_text_that_xml_cannot_hold_breaks_no_feed(client):
    make_talk("Tide \x0b<&\ud7ff", outlet="A & B")
    assert feed(client).findtext("channel/item/title") == "Tide <&\ud7ff"
