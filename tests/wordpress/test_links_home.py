"""Links of texts and menus into the old site, in every form that WordPress knows."""

import pytest

from blog.models import MenuItem, Post
from tests.wordpress.exports import attachment, item

HOME = "https://old.example.org"
DRAFTS = [
    item(number, content="draft", slug="", title=f"Draft {number}", link=f"{HOME}/?p={number}", **fields)
    for number, fields in ((7, {"wp:status": "draft"}), (8, {"wp:status": "draft", "wp:post_type": "page"}))
]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        (HOME, "/"),
        (f"{HOME}/", "/"),
        (f"{HOME}/index.php", "/"),
        (f"{HOME}/#top", "/#top"),
        (f"{HOME}/?p=1", "/2016/08/29/post-1/"),
        (f"{HOME}/?p=1#part", "/2016/08/29/post-1/#part"),
        ("/?page_id=1", "/2016/08/29/post-1/"),
        (f"{HOME}/?p=99", "/?p=99"),
        (f"{HOME}/?cat=4", "/?cat=4"),
        (f"{HOME}/?s=quay&x=1", "/?s=quay&amp;x=1"),
        (f"{HOME}/?m=201608", "/?m=201608"),
        ("http://www.old.example.org/2016/08/29/post-1/#part", "/2016/08/29/post-1/#part"),
        (f"{HOME}/category/news/feed/", "/category/news/feed/"),
    ],
)
def test_link_into_the_old_site_leads_here_past_its_drafts(bring_in, link, leads):
    bring_in(*DRAFTS, item(1), item(2, content=f'<p>See <a href="{link}">it</a></p>'))
    assert f'<a href="{leads}">it</a>' in Post.objects.get(legacy_id=2).body


def test_link_to_a_draft_leads_to_where_it_will_be(bring_in):
    bring_in(
        *DRAFTS, item(2, content=f'<p>See <a href="{HOME}/?p=7">one</a> <a href="{HOME}/?p=8">two</a></p>')
    )
    assert '<a href="/draft-8/">two</a>' in Post.objects.get(legacy_id=2).body
    assert "draft-8" not in Post.objects.get(legacy_id=2).body.partition("one</a>")[0]


def test_line_of_a_menu_leads_home(bring_in):
    line = item(
        5,
        '<category domain="nav_menu" nicename="main"><![CDATA[Main]]></category>',
        *(
            f"<wp:postmeta><wp:meta_key>_menu_item_{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
            for key, value in (("type", "custom"), ("url", f"{HOME}/"), ("object", "custom"))
        ),
        title="Home",
        **{"wp:post_type": "nav_menu_item"},
    )
    bring_in(*DRAFTS, line)
    assert MenuItem.objects.get().url == "/"


@pytest.mark.parametrize("form", ["/2016/08/29/😀-quay/", "/2016/08/😀-quay/", "/😀-quay"])
def test_slug_that_cannot_be_one_here_answers_in_every_form(bring_in, client, form):
    bring_in(item(1, slug="%f0%9f%98%80-quay"))
    response = client.get(form)
    assert (response.status_code, response.headers.get("Location")) == (301, "/2016/08/29/quay/")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("x.html", "/2016/08/29/post-1/x.html"),
        ("../post-2/", "/2016/08/29/post-2/"),
        ("../../../2016/08/29/post-2/", "/2016/08/29/post-2/"),
        ("../2016/08/29/post-2/", "/2016/08/29/post-2/"),
        ("?p=2", "/2016/08/29/post-2/"),
        ("/elsewhere/", "/elsewhere/"),
        ("#here", "#here"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_relative_link_is_taken_from_the_page_unless_only_the_root_makes_sense(bring_in, address, leads):
    bring_in(item(1, content=f'<p>A <a href="{address}">link</a></p>'), item(2))
    assert f'href="{leads}"' in Post.objects.get(legacy_id=1).body


def test_relative_picture_is_found_from_the_root_too(bring_in):
    file = attachment(9, "https://old.example.org/wp-content/uploads/a.png")
    bring_in(file, item(1, content='<p><img src="wp-content/uploads/a.png"></p><p><img src="b.png"></p>'))
    body = Post.objects.get().body
    assert 'src="https://old.example.org/wp-content/uploads/a.png"' in body
    assert 'src="https://old.example.org/2016/08/29/post-1/b.png"' in body
