"""What the checklist says of a text, and where."""

import pytest

from blog.checklist import Draft, Linked, Pictured, findings, link_addresses

GOOD = {
    "title": "The quay",
    "standfirst": "Why it stands empty.",
    "body": "<p>Boats lay there.</p>",
    "featured": Pictured("Quay", "A quay", "The old quay", "R. Penhale"),
}


def said(**changes) -> list[str]:
    return [finding.code for finding in findings(Draft(**GOOD | changes))]


def test_careful_text_has_nothing_to_mend():
    assert said() == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"title": "long " * 20}, "long-title"),
        ({"search_title": "long " * 20}, "long-title"),
        ({"standfirst": ""}, "no-standfirst"),
        ({"body": "<p>&nbsp;</p>"}, "no-text"),
        ({"has_category": False}, "no-category"),
        ({"featured": None}, "no-picture"),
        ({"featured": Pictured("Quay", "", "c", "c")}, "no-alt"),
        ({"attached": {2: Pictured("Quay", "A quay")}}, "no-caption"),
        ({"media_links": [Linked(0, "")]}, "empty-media-link"),
        (
            {"media_links": [Linked(0, "https://a.example/x")], "dead": {"https://a.example/x": "gone"}},
            "dead-link",
        ),
        ({"body": "<h2>One</h2><h4>Two</h4><p>Words.</p>"}, "heading-order"),
        ({"body": "<h3>First</h3><p>Words.</p>"}, "heading-order"),
        ({"body": "<h2> </h2><p>Words.</p>"}, "empty-heading"),
        ({"body": f"<p>{'word ' * 300}</p>"}, "long-paragraph"),
        ({"body": '<figure><img src="/media/a.png"><figcaption>Seen</figcaption></figure>'}, "no-alt"),
        ({"body": '<p>Go <a href="https://a.example/">here</a>.</p>'}, "vague-link"),
        ({"body": '<p>Go <a href="https://a.example/"></a>on.</p>'}, "empty-link"),
        ({"body": '<p>At <a href="https://a.example/">https://a.example/</a>.</p>'}, "bare-link"),
        ({"body": '<p><a href="#nowhere">Below</a></p>'}, "dead-link"),
        ({"body": '<p><a href="https://nohost">A site</a></p>'}, "dead-link"),
    ],
)
def test_fault_is_said(changes, code):
    assert said(**changes) == [code]


def test_page_needs_no_category_standfirst_or_picture():
    assert said(is_page=True, has_category=False, standfirst="", featured=None) == []


def test_alternative_text_of_the_library_counts():
    held = {"/media/a.png": Pictured("a.png", "Two boats", "The quay", "R. P.")}
    assert said(body='<p><img src="/media/a.png"></p>', library=held) == []


def test_second_of_two_like_links_is_told_from_the_first():
    body = '<p><a href="/a/">Quay</a> and <a href="/a/">here</a></p>'
    (finding,) = findings(Draft(**GOOD | {"body": body}))
    assert (finding.spot.tag, finding.spot.value, finding.spot.index) == ("a", "/a/", 1)


def test_footnote_that_is_there_is_no_dead_link():
    body = '<p>A claim.<a href="#fn-1">1</a></p><ol><li id="fn-1">Register.</li></ol>'
    assert said(body=body) == []


def test_addresses_are_told_once_each():
    assert link_addresses('<p><a href="/a/">A</a> <a href="/a/">B</a> <a>C</a></p>') == ["/a/"]
