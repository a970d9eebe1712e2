"""An export of ours that has been in WordPress before it comes in: what was edited there counts."""

import pytest
from lxml import etree

from blog.models import Category, Correction, MediaLink, Post, Tag
from comments.models import Reply, ReplyStatus
from tests.factories import make_category, make_post, make_reply
from tests.wordpress import exports
from tests.wordpress.exporting.exported import WP, text
from tests.wordpress.roundtrip.test_round_trip import empty
from wordpress.importing import import_files
from wordpress.reader import WxrError

pytestmark = pytest.mark.django_db
TALK = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


@pytest.fixture
def harbour():
    """An article with a reply, a correction, and a media link of which we know more than its address."""
    policy = make_category("Policy", slug="policy", description="Ports")
    post = make_post(
        "The harbour",
        standfirst="Why it matters",
        body=f"<p>Our words.</p><p>{TALK}</p>",
        categories=[policy],
        tags=["Sea"],
        seo_title="Ports &amp; boats",
        language="ar",
    )
    MediaLink.objects.filter(post=post).update(title="A talk", outlet="Radio")
    Correction.objects.create(post=post, text="It was a Tuesday.")
    make_reply(post, comment="*Yes*, and no", writer_name="Rosa", recommended=4)
    return post


def edited(tmp_path, **there):
    """The site exported, changed in WordPress (`there`: element to its new text), and brought in anew."""
    tree = etree.fromstring(text().encode())
    for name, said in there.items():
        for element in tree.iterfind(f".//item[wp:post_type='post']//{name.replace('__', ':')}", WP):
            element.text = said
    path = tmp_path / "back.xml"
    path.write_bytes(etree.tostring(tree, encoding="utf-8", xml_declaration=True))
    empty()
    assert import_files([path]).is_even
    return Post.objects.get()


def test_nothing_edited_is_as_it_was(harbour, tmp_path):
    post = edited(tmp_path)
    assert post.body == harbour.body
    assert Reply.objects.get().comment == "*Yes*, and no"


def test_words_edited_in_wordpress_count_and_the_rest_comes_along(harbour, tmp_path):
    post = edited(tmp_path, title="The new harbour", content__encoded=f"<p>Their words.</p>\n\n{TALK}")
    assert post.title == "The new harbour"
    assert "Their words." in post.body_html
    assert "Our words." not in post.body
    assert (post.language, post.standfirst, post.seo_title) == ("ar", "Why it matters", "Ports &amp; boats")
    assert post.corrections.get().text == "It was a Tuesday."
    assert [(link.title, link.outlet) for link in post.media_links.all()] == [("A talk", "Radio")]
    assert Category.objects.get().description == "Ports"
    assert Tag.objects.get().name == "Sea"


@pytest.mark.parametrize(
    ("word", "status", "visibility"),
    [("draft", "draft", "public"), ("private", "published", "private"), ("trash", "trash", "public")],
)
def test_state_set_in_wordpress_counts(harbour, tmp_path, word, status, visibility):
    post = edited(tmp_path, wp__status=word)
    assert (post.status, post.visibility) == (status, visibility)


def test_reply_edited_in_wordpress_counts(harbour, tmp_path):
    edited(tmp_path, wp__comment_content="Their remark", wp__comment_approved="spam")
    reply = Reply.objects.get()
    assert (reply.comment, reply.status) == ("Their remark", ReplyStatus.SPAM)
    assert "markup" not in reply.import_data
    assert reply.recommended == 4


def test_date_set_in_wordpress_counts(harbour, tmp_path):
    date = "2015-01-02 03:04:05"
    post = edited(tmp_path, wp__post_date=date, wp__post_date_gmt=date)
    assert f"{post.publish_at:%Y-%m-%d %H:%M:%S}" == date


def moved_on(folder):
    """A site of ours that has taken in the export of another one of ours, which had taken in WordPress's;
    both files, WordPress's first."""
    first = exports.write(folder, exports.item(1, exports.comment(1)))
    import_files([first])
    path = folder / "second.xml"
    path.write_text(text(), "utf-8")
    empty()
    import_files([path])
    return first, path


def test_what_came_through_another_site_is_not_doubled_by_its_first_export(tmp_path, settings):
    first, path = moved_on(tmp_path)
    for write in (False, True):
        with pytest.raises(WxrError, match=r"came here through .*: import the newer export there"):
            import_files([first], write=write)
    assert (Post.objects.count(), Reply.objects.count()) == (1, 1)
    assert import_files([path]).is_even


def test_site_that_stayed_where_it_was_takes_newer_exports(tmp_path, settings):
    settings.SITE_URL = "https://old.example.org"
    moved_on(tmp_path)
    newer = exports.write(tmp_path, exports.item(1, exports.comment(1), exports.comment(2), title="Newer"))
    assert import_files([newer]).is_even
    assert (Post.objects.get().title, Reply.objects.count()) == ("Newer", 2)
