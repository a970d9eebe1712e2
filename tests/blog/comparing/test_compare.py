"""Contents are compared part by part, and everything is said by name."""

import pytest

from blog.comparing import compare, measure
from blog.revisions.contents import content_of
from tests.blog.comparing.test_texts import said
from tests.factories import make_author, make_category, make_image, make_post

pytestmark = pytest.mark.django_db


def told(a, b) -> dict[str, tuple[list[str], list[str]]]:
    """By part, the lines of both sides."""
    return {
        each.name: (
            [said(pair.left) for pair in each.pairs if pair.left],
            [said(pair.right) for pair in each.pairs if pair.right],
        )
        for each in compare(a, b)
    }


def test_nothing_differs_between_a_content_and_itself():
    content = content_of(make_post())
    assert compare(content, dict(content)) == []


def test_rows_are_told_by_name():
    sea, land = make_category("Sea"), make_category("Land")
    content = content_of(make_post(categories=[sea], tags=["ports"]))
    other = content | {
        "categories": [land.pk],
        "authors": [make_author("Ann Grey").pk],
        "tags": ["navy"],
        "featured_image": make_image().pk,
    }
    found = told(content, other)
    assert found["categories"] == (["[Sea]"], ["[Land]"])
    assert found["authors"] == ([], ["[Ann Grey]"])
    assert found["tags"] == (["[ports]"], ["[navy]"])
    assert found["featured_image"][1][0].startswith("[Picture ")


def test_row_that_is_gone_is_told_as_gone():
    assert told({"categories": []}, {"categories": [999]})["categories"][1] == ["[(no longer there)]"]


def test_password_is_never_told():
    found = compare({"password": "first secret"}, {"password": "second secret"})
    assert [each.name for each in found] == ["password"]
    assert "secret" not in repr(found)


def test_media_links_are_told_with_their_words():
    link = {"url": "https://a.example/1.mp3", "title": "Listen", "seconds": 75, "published_on": "2026-03-14"}
    found = told({"media_links": []}, {"media_links": [link]})
    assert found["media_links"][1] == ["[Listen · 14 March 2026 · 1:15 · https://a.example/1.mp3]"]


def test_source_that_reads_the_same_is_no_difference():
    assert compare({"body": "<p>One</p>"}, {"body": "<p>One</p>\n"}) == []


def test_comparing_asks_as_much_for_many_names(assert_same_queries):
    few, many = {"categories": [1]}, {"categories": list(range(1, 40))}
    contents = [few]
    assert_same_queries(lambda: compare({}, contents[-1]), lambda: contents.append(many))


def test_measure_counts_words_and_names_the_rest():
    a = {"title": "One", "body": "<p>quiet harbour</p>"}
    found = measure(a, {"title": "Two", "body": "<p>quiet <b>loud</b> sea</p>"})
    assert (found.added, found.removed, found.others) == (2, 1, ["Title"])


def test_measure_tells_words_that_are_only_set_otherwise():
    assert measure({"body": "<p>one</p>"}, {"body": "<h2>one</h2>"}).is_reset


def test_sides_are_marked_and_escaped():
    (found,) = compare({"title": "<b> A quiet & calm sea"}, {"title": "<b> A loud & calm sea"})
    assert found.before == '<p class="block-p" dir="auto">&lt;b&gt; A <del>quiet</del> &amp; calm sea</p>'
    assert found.after == '<p class="block-p" dir="auto">&lt;b&gt; A <ins>loud</ins> &amp; calm sea</p>'


def test_title_that_is_wholly_other_stands_beside_the_old_one():
    (found,) = compare({"title": "Low water"}, {"title": "The ferry question"})
    assert [pair.state for pair in found.pairs] == ["changed"]


def test_new_address_of_a_link_is_said():
    before = '<p>See <a href="https://a.example/">this</a>.</p>'
    (found,) = compare({"body": before}, {"body": before.replace("a.example", "b.example")})
    assert "→ https://b.example/</small></ins>" in found.after
