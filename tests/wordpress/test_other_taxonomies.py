"""Terms of `series`, `region` and their like: told, kept, and brought in as tags where that is asked for."""

import json

import pytest
from django.core.management import CommandError, call_command

from blog.models import Post, Redirect, Tag
from tests.wordpress import exports
from tests.wordpress.exporting.exported import opened, text
from tests.wordpress.exports import HEAD, item, term
from wordpress.importing import import_files
from wordpress.ledger import Outcome
from wordpress.models import Kept
from wordpress.reader import Term

pytestmark = pytest.mark.django_db


def declared(taxonomy, slug, name, *, parent="", about="", number=7):
    fields = {"id": number, "taxonomy": taxonomy, "slug": slug, "parent": parent, "name": name}
    said = "".join(f"<wp:term_{key}>{value}</wp:term_{key}>" for key, value in fields.items())
    return f"<wp:term>{said}<wp:term_description>{about}</wp:term_description></wp:term>"


WAR = declared("series", "the-long-war", "The Long War", parent="wars", about="How it went on", number=8)
SITE = [
    declared("series", "wars", "Wars"),
    WAR,
    declared("region", "levant", "Levant", number=9),
    item(1, term("series", "the-long-war", "The Long War"), term("post_tag", "oil", "Oil"), slug="one"),
    item(2, term("series", "the-long-war", "The Long War"), term("region", "levant", "Levant"), slug="two"),
    item(
        3, term("post_format", "post-format-aside", "Aside"), term("language", "en", "English"), slug="three"
    ),
    item(4, term("series", "wars", "Wars"), type="page", slug="about"),
]


def terms_of(export):
    return [record for record in export.records() if isinstance(record, Term)]


def tags_of(slug):
    return sorted(Post.everything.get(slug=slug).tags.values_list("name", flat=True))


def test_look_and_ledger_tell_which_there_are(tmp_path, capsys, bring_in):
    path, report = exports.write(tmp_path, *SITE), tmp_path / "report.json"
    call_command("import_wordpress", path, "--dry-run", "--report", report)
    out = capsys.readouterr().out
    assert "Taxonomy series: 2 terms, on 2 articles; kept, not shown; --as-tags series brings" in out
    assert "Taxonomy region: 1 term, on 1 article;" in out
    assert "language" not in out
    named = {each["name"]: each for each in json.loads(report.read_text())["taxonomies"]}
    assert named.keys() == {"series", "region"}
    ledger = bring_in(*SITE)
    ledger.run.refresh_from_db()
    assert [each["articles"] for each in ledger.run.taxonomies] == [1, 2]
    assert not Tag.objects.filter(name="The Long War").exists()


def test_terms_come_in_as_tags_with_their_addresses(bring_in, client):
    look = bring_in(*SITE, as_tags=["series"], write=False, is_kept=False)
    ledger = bring_in(*SITE, as_tags=["series"])
    assert ledger.is_even
    assert {kind: look.counts[kind].became for kind in look.counts} == {
        kind: ledger.counts[kind].became for kind in ledger.counts
    }
    assert (tags_of("one"), tags_of("two")) == (["Oil", "The Long War"], ["The Long War"])
    tag = Tag.objects.get(name="The Long War")
    assert (tag.description, Kept.objects.get(title="The Long War").tag) == ("How it went on", tag)
    assert b"post-1" not in client.get("/tag/the-long-war/").content
    for asked in (
        "/series/the-long-war/", "/series/the-long-war", "/series/wars/the-long-war/",
        "/index.php/series/the-long-war/", "/archives/series/the-long-war/",
        "/series/the-long-war/page/3/", "/?series=the-long-war", "/?taxonomy=series&term=the-long-war",
    ):  # fmt: skip
        answer = client.get(asked)
        assert (asked, answer.status_code, answer.headers.get("Location")) == (
            asked,
            301,
            "/tag/the-long-war/",
        )
    assert client.get("/series/wars/the-long-war/feed/").headers["Location"] == "/tag/the-long-war/feed/"
    assert client.get("/region/levant/").status_code == 404
    assert client.get("/?series=levant").status_code == 200


def test_they_answer_below_the_former_home_too(bring_in, client, tmp_path):
    head = HEAD.replace("https://old.example.org<", "https://old.example.org/journal<")
    import_files([exports.write(tmp_path, *SITE, head=head)], as_tags=["series"])
    answer = client.get("/journal/series/the-long-war/")
    assert answer.headers["Location"] == "/tag/the-long-war/"


def test_tag_of_the_same_name_is_joined_and_told(bring_in):
    parts = [
        *SITE,
        item(5, term("post_tag", "levante", "levant"), term("region", "levant", "Levant"), slug="five"),
    ]
    ledger = bring_in(*parts, as_tags=["region"])
    assert tags_of("two") == tags_of("five") == ["levant"]
    told = [entry.reason for entry in ledger.entries if entry.kind == "term" and entry.title == "Levant"]
    assert told == ["the taxonomy region has no place here; it was joined with the tag of the same name"]
    assert Redirect.objects.get(old_path="/region/levant/").new_path == "/tag/levante/"


def test_run_again_with_it_brings_them_then_and_without_it_changes_nothing(bring_in):
    bring_in(*SITE)
    Post.objects.filter(slug="two").update(standfirst="Edited here")
    before = Post.objects.get(slug="one").modified_at
    ledger = bring_in(*SITE, as_tags=["series", "region"])
    assert (tags_of("one"), tags_of("two")) == (["Oil", "The Long War"], [])
    assert {outcome: count for outcome, count in ledger.counts["post"].became.items() if count} == {
        Outcome.UPDATED: 1, Outcome.EDITED_HERE: 1, Outcome.UNCHANGED: 1,
    }  # fmt: skip
    told = {entry.title: entry.reason for entry in ledger.entries if entry.kind == "post"}
    assert told["Post 2"] == "its terms of region and series are not brought as tags"
    assert Post.objects.get(slug="one").modified_at == before
    for options in ({}, {"as_tags": ["series"]}, {"as_tags": ["series"], "write": False}):
        assert bring_in(*SITE[:4], **options).counts["post"].became == {Outcome.UNCHANGED: 1}
        assert tags_of("one") == ["Oil", "The Long War"]


def test_newer_export_without_the_option_keeps_them(bring_in):
    bring_in(*SITE, as_tags=["series"])
    parts = list(SITE)
    parts[3] = parts[3].replace("Text 1", "Text one")
    new = item(6, term("series", "peace", "Peace"), term("region", "levant", "Levant"), slug="six")
    bring_in(*parts, declared("series", "peace", "Peace", number=10), new)
    assert (tags_of("one"), tags_of("six")) == (["Oil", "The Long War"], ["Peace"])


def test_what_was_taken_away_here_stays_away(bring_in):
    bring_in(*SITE, as_tags=["series"])
    Post.objects.get(slug="one").tags.remove("The Long War")
    bring_in(*SITE, as_tags=["series"])
    assert (tags_of("one"), tags_of("two")) == (["Oil"], ["The Long War"])
    assert text().count('domain="series" nicename="the-long-war"') == 1
    Tag.objects.filter(name="The Long War").delete()
    bring_in(*SITE)
    assert tags_of("two") == []
    assert text().count('domain="series" nicename="the-long-war"') == 2


def test_way_out_gives_terms_back_as_what_they_were(bring_in, tmp_path):
    bring_in(*SITE, as_tags=["series"])
    export = opened(tmp_path)
    (war,) = [each for each in terms_of(export) if each.slug == "the-long-war"]
    assert (war.taxonomy, war.parent, war.description) == ("series", "wars", "How it went on")
    said = {each.title: [(t.taxonomy, t.slug) for t in each.terms] for each in export.items("post")}
    assert said["Post 1"] == [("post_tag", "oil"), ("series", "the-long-war")]
    Post.objects.get(slug="three").tags.add("The Long War")
    export = opened(tmp_path)
    assert {each.taxonomy for each in terms_of(export) if each.slug == "the-long-war"} == {
        "series",
        "post_tag",
    }
    said = {each.title: [(t.taxonomy, t.slug) for t in each.terms] for each in export.items("post")}
    assert said["Post 1"] == [("post_tag", "oil"), ("series", "the-long-war")]
    assert ("post_tag", "the-long-war") in said["Post 3"]


def test_tag_that_is_called_otherwise_now_is_still_found(bring_in, client):
    bring_in(*SITE, as_tags=["series"])
    tag = Tag.objects.get(slug="the-long-war")
    for slug in ("endless-war", "the-long-war", "endless-war"):
        tag.slug = slug
        tag.save()
    for asked in ("/series/the-long-war/", "/tag/the-long-war/", "/?series=the-long-war"):
        assert client.get(asked).headers["Location"] == "/tag/endless-war/"


def test_term_without_a_name_is_called_by_its_slug_and_one_of_spaces_is_no_tag(bring_in):
    parts = [
        declared("series", "s", ""),
        declared("series", "t", "<![CDATA[&nbsp;]]>"),
        item(1, term("series", "s", "")),
    ]
    ledger = bring_in(*parts, as_tags=["series"])
    assert (ledger.is_even, list(Tag.objects.values_list("name", flat=True))) == (True, ["s"])


def test_tag_of_our_export_is_not_taken_for_another_of_its_slug(bring_in, tmp_path):
    """The way out of one site, into one that has a tag of this slug already."""
    bring_in(*SITE, as_tags=["series"])
    (tmp_path / "out.xml").write_text(text(), "utf-8")
    Post.everything.all().delete()
    Kept.objects.all().delete()
    Tag.objects.all().delete()
    other = Tag.objects.create(name="A quarrel", slug="the-long-war")
    assert import_files([tmp_path / "out.xml"]).is_even
    assert tags_of("one") == ["Oil", "The Long War"]
    assert not other.tagged_items.exists()


def test_unknown_one_is_refused_by_what_there_is(tmp_path):
    with pytest.raises(
        CommandError, match=r"taxonomy “serie”; there are: region, series. Nothing was changed"
    ):
        call_command("import_wordpress", exports.write(tmp_path, *SITE), "--as-tags", "series,serie")
    assert not Post.objects.exists()


def test_terms_that_only_articles_name_come_in(bring_in):
    ledger = bring_in(*SITE[3:], as_tags=["series", "region"])
    assert ledger.is_even
    assert tags_of("two") == ["Levant", "The Long War"]


def test_lists_of_types_and_formats_lead_home(bring_in, client):
    link = "https://old.example.org"
    bring_in(
        item(1, term("post_format", "post-format-quote", "Quote")),
        item(2, type="book", slug="a-book", link=f"{link}/books/a-book/"),
        item(3, type="book", slug="b-book", link=f"{link}/books/b-book/"),
        item(9, type="song", slug="a-song", link=f"{link}/archives/songs/a-song/"),
        item(10, link=f"{link}/archives/10"),
        item(4, type="talk", slug="a-talk", link=f"{link}/2016/a-talk/"),
        item(5, type="film", slug="a-film", link=f"{link}/films/a-film/"),
        item(6, type="film", slug="b-film", link=f"{link}/cinema/b-film/"),
        item(7, type="place", slug="a-place", link=f"{link}/places/a-place/"),
        item(8, type="page", slug="places", link=f"{link}/places/", title="All places"),
    )
    asked = ["/books/", "/books/feed/", "/type/quote/", "/type/quote/feed/atom/", "/?post_format=quote"]
    led = [client.get(address).headers.get("Location") for address in asked]
    assert led == ["/", "/feed/", "/", "/feed/atom/", "/"]
    assert client.get("/songs/")["Location"] == client.get("/archives/songs/")["Location"] == "/"
    assert client.get("/books/a-book/").headers["Location"] == "/a-book/"
    assert b"All places" in client.get("/places/").content
    assert client.get("/books/none/").status_code == client.get("/films/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_as_many_questions_for_many_terms_as_for_one(bring_in, number, django_assert_max_num_queries):
    terms = [declared("series", f"s{n}", f"Series {n}", number=n + 20) for n in range(number)]
    post = item(1, *(term("series", f"s{n}", f"Series {n}") for n in range(number)))
    bring_in(*terms, post)
    with django_assert_max_num_queries(85):
        bring_in(*terms, post, as_tags=["series"])
    assert Tag.objects.count() == number
