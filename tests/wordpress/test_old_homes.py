"""Sites that lived below a path, and pages of files that nobody may see."""

import pytest

from blog.models import Image
from tests.pictures import written
from tests.site.oldaddresses import OldSite
from tests.site.test_old_addresses import Asking, is_as
from tests.wordpress import exports
from tests.wordpress.exports import attachment, author, category, comment, item, term
from wordpress.importing import import_files

pytestmark = pytest.mark.django_db
HOME = "https://old.example.org/blog"
FILE = f"{HOME}/wp-content/uploads/2016/08"


def below_a_path(tmp_path):
    parts = (
        author("alice", "Alice"),
        category("news", "News"),
        item(
            1,
            term("category", "news", "News"),
            term("post_tag", "boats", "Boats"),
            comment(1),
            link=f"{HOME}/2016/08/29/post-1/",
            guid=f"{HOME}/?p=1",
        ),
        item(2, type="page", slug="about", link=f"{HOME}/about/", guid=f"{HOME}/?page_id=2"),
        attachment(
            3, f"{FILE}/quay.png", parent=1, slug="quay", link=f"{HOME}/2016/08/29/post-1/quay/", guid=""
        ),
        attachment(4, f"{FILE}/notes one.pdf", parent=1, slug="notes", link=f"{HOME}/?attachment_id=4"),
    )
    head = exports.HEAD.replace("https://old.example.org</", f"{HOME}</")
    return exports.write(tmp_path, *parts, head=head)


def test_every_address_below_the_old_path_leads_here(tmp_path):
    path = below_a_path(tmp_path)
    import_files([path])
    asking, site = Asking(), OldSite(path)
    expected = site.expected(set(), 100)
    answers = {address: (wanted, *asking.steps(address)) for address, wanted in expected.items()}
    assert {address: said for address, said in answers.items() if not is_as(*said)} == {}
    assert {"/blog/?p=1", "/blog/category/news/feed/", "/blog/author/alice/", "/blog/feed/rss2/"} <= set(
        answers
    )


def test_what_never_was_below_the_old_path_is_not_found(tmp_path, client):
    import_files([below_a_path(tmp_path)])
    for address in ("/blog/nothing/", "/blog/?p=99", "/blog/robots.txt/x", "/elsewhere/category/news/"):
        assert client.get(address).status_code == 404, address


def with_picture(tmp_path, *more, status="private"):
    """An article with a picture uploaded to it, whose file is at hand."""
    (tmp_path / "media/2016/08").mkdir(parents=True)
    (tmp_path / "media/2016/08/quay.png").write_bytes(written("PNG"))
    url = "https://old.example.org/wp-content/uploads/2016/08/quay.png"
    page = "https://old.example.org/2016/08/29/post-1/quay/"
    parts = (item(1, status=status), attachment(3, url, parent=1, slug="quay", link=page), *more)
    import_files([exports.write(tmp_path, *parts)], media=tmp_path / "media")
    return url


@pytest.mark.parametrize("status", ["private", "draft", "trash"])
def test_page_of_a_hidden_articles_picture_is_as_invisible(tmp_path, client, status):
    with_picture(tmp_path, status=status)
    assert Image.objects.get().file
    for address in ("/2016/08/29/post-1/quay/", "/?attachment_id=3", "/2016/08/29/post-1/"):
        assert client.get(address).status_code == 404, address
    assert client.get("/wp-content/uploads/2016/08/quay.png").status_code == 301


def test_page_of_a_hidden_articles_picture_leads_to_an_article_that_shows_it(tmp_path, client):
    url = "https://old.example.org/wp-content/uploads/2016/08/quay.png"
    with_picture(tmp_path, item(2, content=f'<img src="{url}">'))
    assert client.get("/2016/08/29/post-1/quay/").headers["Location"] == "/2016/08/29/post-2/"


def test_page_of_a_public_articles_picture_leads_to_the_picture(tmp_path, client):
    with_picture(tmp_path, status="publish")
    assert "/media/" in client.get("/2016/08/29/post-1/quay/").headers["Location"]


def test_file_that_another_host_keeps_is_found_there(bring_in, client):
    there = "https://pictures.example.net/quay.png"
    bring_in(attachment(3, there), attachment(4, "https://old.example.org/wp-content/uploads/none.png"))
    assert client.get("/?attachment_id=3").headers["Location"] == there
    assert client.get("/?attachment_id=4").status_code == 404


def test_feed_of_a_locked_article_answers_and_says_nothing(bring_in, client):
    bring_in(item(1, comment(1, comment_content="Inside"), password="open", content="Secret words"))
    answer = client.get("/2016/08/29/post-1/feed/")
    assert answer.status_code == 200
    assert "Secret" not in answer.text
    assert "Inside" not in answer.text
