"""The content of a post as one value: taken, changed, put back."""

import json

import pytest

from blog.models import Category, MediaLink, Page, Post, PostAuthor, PostImage
from blog.revisions.contents import content_of, put
from tests.factories import make_author, make_image, make_page, make_post

pytestmark = pytest.mark.django_db


def full_post():
    post = make_post(body="<p>Old words.</p>")
    post.categories.add(Category.objects.create(name="Anti-Imperialism/Foreign Policy"))
    post.tags.add("ports", "Navy")
    PostAuthor.objects.get_or_create(post=post, author=make_author())
    MediaLink.objects.create(
        post=post, url="https://radio.example/1.mp3", title="Listen", outlet="Harbour Radio"
    )
    return post


def test_content_is_json_and_comes_back_the_same():
    post = full_post()
    kept = json.loads(json.dumps(content_of(post)))
    post.title, post.body = "Another", "<p>New words.</p>"
    post.save()
    post.tags.clear()
    post.categories.clear()
    post.media_links.all().delete()
    put(Post.everything.get(pk=post.pk), kept)
    after = content_of(Post.everything.get(pk=post.pk))
    for link in (*after["media_links"], *kept["media_links"]):
        link.pop("id")
    assert after == kept


def test_picture_that_is_shown_twice_comes_back_twice():
    post, image = make_post(), make_image()
    for number, caption in enumerate(["From the sea", "From the land"]):
        PostImage.objects.create(post=post, image=image, caption=caption, position=number)
    kept = content_of(post)
    post.post_images.all()[1].delete()
    put(Post.everything.get(pk=post.pk), kept)
    assert content_of(Post.everything.get(pk=post.pk))["pictures"] == kept["pictures"]


def test_what_is_gone_in_the_meantime_is_left_out():
    post = full_post()
    kept = content_of(post)
    Category.objects.all().delete()
    put(post, kept)
    assert content_of(post)["categories"] == []
    assert set(post.tags.names()) == {"ports", "Navy"}


def test_media_links_keep_their_rows():
    post = full_post()
    before = post.media_links.get().pk
    put(post, content_of(post))
    assert post.media_links.get().pk == before


def test_page_stays_under_its_parent():
    page = make_page("Team", parent=make_page("About"))
    put(page, content_of(page))
    assert Page.objects.get(pk=page.pk).parent.title == "About"
