"""Media links and pictures that a text names."""

import pytest

from blog.models import Image, MediaLink, Post

pytestmark = pytest.mark.django_db

VIDEO = "https://vimeo.com/76979871"


def test_lone_link_becomes_a_card_with_a_row():
    post = Post.objects.create(title="A", body=f"<p>Before</p><p>{VIDEO}</p>")
    assert 'data-provider="vimeo"' in post.body_html
    assert post.media_links.get().placement == MediaLink.Placement.INLINE


def test_card_says_what_its_row_says_after_the_next_save():
    post = Post.objects.create(title="A", body=f"<p>{VIDEO}</p>")
    post.media_links.update(title="Watch the lecture on Quay TV")
    Post.objects.get(pk=post.pk).save()
    assert "Watch the lecture on Quay TV" in Post.objects.get(pk=post.pk).body_html


def test_row_without_words_goes_with_its_link_and_one_with_words_stays():
    post = Post.objects.create(title="A", body=f"<p>{VIDEO}</p><p>https://youtu.be/aqz-KE-bpKQ</p>")
    post.media_links.filter(url=VIDEO).update(transcript="Good evening.")
    post = Post.objects.get(pk=post.pk)
    post.body = "<p>Nothing</p>"
    post.save()
    assert [link.url for link in post.media_links.all()] == [VIDEO]


def test_picture_whose_file_is_absent_is_a_link_until_the_file_is_here():
    source = "https://old.example/wp-content/uploads/harbour.jpg"
    image = Image.objects.create(source_url=source)
    body = (
        '<figure><img src="http://old.example/wp-content/uploads/harbour-300x200.jpg" alt="Ships"></figure>'
    )
    post = Post.objects.create(title="A", body=body)
    assert "<img" not in post.body_html
    image.file.name = "images/harbour.jpg"
    image.save()
    post.save()
    assert 'src="/media/images/harbour.jpg"' in post.body_html


def test_words_of_a_lone_link_stay_its_title_however_often_the_post_is_saved():
    post = Post.objects.create(title="A", body=f'<p><a href="{VIDEO}">Watch Ines speak</a></p>')
    post = Post.objects.get(pk=post.pk)
    post.save()
    assert ">Watch Ines speak</a>" in post.body_html
