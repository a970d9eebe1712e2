"""Addresses that a living WordPress answers, though no export names them."""

import pytest

from blog.models import Attachment, Publication, Redirect
from blog.models.publication import Permalink
from tests.factories import make_image, make_post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked", ["quay.jpg", "quay-300x200.jpg", "quay-scaled.jpg", "quay-scaled-300x200.jpg"]
)
def test_picture_that_wordpress_scaled_down_answers_in_every_size(stranger, asked):
    image = make_image()
    Redirect.objects.create(old_path="/wp-content/uploads/2020/06/quay-scaled.jpg", image=image)
    response = stranger.get(f"/wp-content/uploads/2020/06/{asked}")
    assert (response.status_code, response.headers.get("Location")) == (301, image.file.url)


def test_feed_of_the_page_of_a_file_is_the_sites(stranger):
    Redirect.objects.create(old_path="/quay-map/", image=make_image())
    assert stranger.get("/quay-map/feed/").headers["Location"] == "/feed/"
    assert stranger.get("/quay-map/feed/atom/").headers["Location"] == "/feed/atom/"


@pytest.mark.parametrize("below", ["", "feed/", "comment-page-1/", "2/"])
def test_page_of_a_recording_that_is_not_here_leads_to_what_names_it(stranger, below):
    make_post(slug="says", body='<p><a href="https://old.example/wp-content/uploads/talk.mp3">It</a></p>')
    Attachment.objects.create(
        source_url="https://old.example/wp-content/uploads/talk.mp3",
        page_slug="the-talk",
        import_data={"link": "https://old.example/the-talk/"},
    )
    response = stranger.get(f"/the-talk/{below}")
    assert response.status_code == 301
    assert "/says/" in response.headers["Location"]
    assert stranger.get("/other/the-talk/").status_code == 404


@pytest.mark.parametrize("home", ["index.php", "blog"])
def test_former_home_that_an_address_repeats_a_thousand_times_costs_no_more(
    stranger, home, django_assert_max_num_queries
):
    Redirect.objects.create(old_path="/blog", new_path="/")
    post = make_post(slug="says")
    with django_assert_max_num_queries(60):
        assert stranger.get(f"/{home}/" * 1000).status_code == 404
    assert (
        stranger.get(f"/blog/index.php{post.get_absolute_url()}").headers["Location"]
        == post.get_absolute_url()
    )
    assert stranger.get(f"/{home}/").headers["Location"] == "/"


@pytest.mark.parametrize("form", Permalink.values)
def test_article_whose_name_is_a_number_answers_where_no_day_is_called_so(stranger, form):
    publication = Publication.current()
    publication.permalink = form
    publication.save()
    posts = [make_post(slug=slug) for slug in ("42", "1984")]
    for post, asked in zip(posts, ("/2016/08/42/", "/1984/"), strict=True):
        found = stranger.get(asked, follow=True)
        assert (found.status_code, found.request["PATH_INFO"]) == (200, post.get_absolute_url())
        assert (
            stranger.get(f"{asked}feed/", follow=True)
            .request["PATH_INFO"]
            .startswith(post.get_absolute_url())
        )
    assert stranger.get("/2016/02/30/").status_code == stranger.get("/1777/").status_code == 404


def test_icon_that_is_asked_for_without_looking_at_a_page(stranger):
    assert stranger.get("/favicon.ico").headers["Location"].endswith(".svg")
