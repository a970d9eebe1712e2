"""Sources that mean harm, or mean nothing."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blog.rendering import render_body
from blog.rendering.depth import shallow

TALK = "https://youtu.be/dQw4w9WgXcQ"

SCRIPTING = set(
    "script iframe object embed svg math style link meta base form audio video template x-frame".split()
)


class Inventory(HTMLParser):
    """What a page holds: tags, and attributes as (tag, name, value)."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def dangers(html):
    """Everything in the HTML that could run, or that a browser would fetch from elsewhere."""
    page = Inventory(html)
    found = [tag for tag in page.tags if tag in SCRIPTING]
    for tag, name, value in page.attributes:
        seen = "".join(value.split()).lower()
        is_script = name in {"href", "src", "cite", "data-player"} and seen.startswith(
            ("javascript:", "data:")
        )
        is_fetch = tag == "img" and name in {"src", "srcset"} and seen.startswith(("http", "//", "\\"))
        if (
            name.startswith("on")
            or name in {"style", "srcdoc", "target", "background"}
            or is_script
            or is_fetch
        ):
            found.append((tag, name, value))
    return found


@pytest.mark.parametrize(
    "source",
    [
        "<b>" * 50_000,
        "<div>" * 50_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<di<div>v>" * 50_000 + "x",
        "<" * 10_000,
        "&" * 10_000,
        "\x00\ud800<p>",
    ],
    ids=["marks", "boxes", "lists", "boxes of boxes", "brackets", "ampersands", "no text"],
)
def test_hostile_shapes_are_rendered_without_error(source):
    assert not dangers(render_body(source))


CLOSED = {
    "<div>": "</div>",
    "<ul><li>": "</ul>",
    "<blockquote>": "</blockquote>",
    "<DIV class='a'>": "</Div >",
}


@pytest.mark.parametrize("opened", CLOSED)
def test_blocks_are_no_deeper_than_a_browser_shows_them(opened):
    source = shallow(f"{opened * 5000}word{CLOSED[opened] * 5000}<p>after</p>")
    assert source.count(opened.split(">")[0]) == source.lower().count(CLOSED[opened].lower()) == 400
    assert "word" in source
    assert source.endswith("<p>after</p>")


def test_many_blocks_beside_each_other_stay_as_they_are():
    source = "<div><ul><li>x</ul></div><p>y" * 5000
    assert shallow(source) == source


PIECES = st.sampled_from(
    "<p> </p> <div> </div> <a> </a> <em> </em> <span> <h2> </h2> <li> <ul> </ul> <table> <tr> <td> </table>"
    " <pre> </pre> <blockquote> </blockquote> <figure> </figure> <figcaption> </figcaption> </iframe> <img>"
    " <section> </section> <q> <dl> <dd> <br> <hr> &nbsp; &amp; \n x".split(" ")
) | st.sampled_from(
    [
        f'<a href="{TALK}">',
        f" {TALK} ",
        '<a href="https://a.example/">',
        '<a href="#x" id="x">',
        '<h3 id="x">',
        '<img src="https://a.example/a.jpg" alt="b">',
        '<img src="/media/a.jpg" alt="b">',
        f'<iframe src="{TALK}">',
        '<iframe src="https://a.example/">',
        '<video src="https://a.example/a.mp4">',
        '<figure class="media">',
        '<figure class="picture-absent">',
        '<div class="wp-caption">',
        '<p class="wp-caption-text">',
        '<div dir="rtl">',
        '<span lang="fr">',
        "<!-- x -->",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=24).map("".join))
def test_rendering_twice_changes_nothing(source):
    html = render_body(source)
    assert render_body(html) == html
    assert not dangers(html)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=300))
@example("<a href='" + "x" * 3000)
def test_any_text_renders_without_error(source):
    assert not dangers(render_body(source))


@pytest.fixture
def payloads(corpus):
    return json.loads((corpus / "xss" / "payloads.json").read_text())


def test_payloads_of_the_corpus_leave_nothing_that_runs(payloads):
    firing = [row for row in payloads if row["fires"] != "no"]
    assert len(firing) > 400
    assert [
        (row["id"], dangers(render_body(row["payload"])))
        for row in payloads
        if dangers(render_body(row["payload"]))
    ] == []


def test_payloads_of_the_corpus_settle_at_once(payloads):
    rendered = [render_body(row["payload"]) for row in payloads]
    assert [html for html in rendered if render_body(html) != html] == []
