"""Every address a reader may still have, and where it leads."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from blog.models import Permalink, Publication, Redirect, Status
from tests.factories import make_author, make_category, make_image, make_page, make_post

pytestmark = pytest.mark.django_db
FORMS = {
    Permalink.DAY_AND_NAME: "/2016/08/29/the-harbour/",
    Permalink.MONTH_AND_NAME: "/2016/08/the-harbour/",
    Permalink.NAME: "/the-harbour/",
}
EVERY_FORM = [
    *FORMS.values(),
    "/archives/the-harbour/",
    "/2016/08/29/the-harbour",
    "/2016/08/29/The-Harbour/",
]


@pytest.fixture
def harbour():
    moment = datetime(2016, 8, 29, 12, tzinfo=UTC)
    return make_post("The harbour", slug="the-harbour", publish_at=moment, legacy_id=123)


def choose(form):
    publication = Publication.current()
    publication.permalink = form
    publication.save()


@pytest.mark.parametrize("form", list(Permalink))
def test_article_answers_at_the_form_in_force(stranger, harbour, form):
    choose(form)
    assert harbour.get_absolute_url() == FORMS[form]
    assert stranger.get(FORMS[form]).status_code == 200


@pytest.mark.parametrize("form", list(Permalink))
@pytest.mark.parametrize("asked", EVERY_FORM)
def test_every_other_form_redirects_to_the_one_in_force(stranger, harbour, form, asked):
    choose(form)
    if asked != FORMS[form]:
        response = stranger.get(asked)
        assert (response.status_code, response.headers["Location"]) == (301, FORMS[form])


@pytest.mark.parametrize("below", ["comment-page-2/", "amp/", "embed/", "trackback/", "2/"])
def test_what_wordpress_hangs_below_an_article_redirects_to_it(stranger, harbour, below):
    response = stranger.get(f"/2016/08/29/the-harbour/{below}")
    assert (response.status_code, response.headers["Location"]) == (301, "/2016/08/29/the-harbour/")


@pytest.mark.parametrize("asked", ["/?p=123", "/archives/123", "/archives/123/", "/?page_id=123"])
def test_number_of_the_old_site_redirects_to_the_article(stranger, harbour, asked):
    response = stranger.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, "/2016/08/29/the-harbour/")


@pytest.mark.parametrize(
    "asked", ["/?p=999", "/?p=x", "/?p=", f"/?p={'9' * 40}", "/?page_id=7", "/?attachment_id=7", "/?cat=1"]
)
def test_number_that_nobody_has_is_not_found(stranger, harbour, asked):
    assert stranger.get(asked).status_code == 404


def test_query_of_an_article_is_kept_on_the_way(stranger, harbour):
    response = stranger.get("/the-harbour/?utm_source=letter")
    assert response.headers["Location"] == "/2016/08/29/the-harbour/?utm_source=letter"


def test_attachment_redirects_to_the_picture(stranger):
    image = make_image(legacy_id=55)
    response = stranger.get("/?attachment_id=55")
    assert (response.status_code, response.headers["Location"]) == (301, image.file.url)


def test_attachment_without_a_file_redirects_to_the_article_that_shows_it(stranger, harbour):
    harbour.featured_image = make_image(legacy_id=55)
    harbour.save()
    harbour.featured_image.file = ""
    harbour.featured_image.save()
    assert stranger.get("/?attachment_id=55").headers["Location"] == harbour.get_absolute_url()


def test_upload_of_the_old_site_redirects_to_the_picture(stranger):
    image = make_image()
    Redirect.objects.create(old_path="/wp-content/uploads/2016/08/quay.png", image=image)
    response = stranger.get("/wp-content/uploads/2016/08/quay.png")
    assert (response.status_code, response.headers["Location"]) == (301, image.file.url)


@pytest.mark.parametrize("asked", ["/index.php/old/way/", "/index.php/old/way"])
def test_kept_path_redirects_with_and_without_its_slash(stranger, harbour, asked):
    Redirect.objects.create(old_path="/index.php/old/way", post=harbour)
    assert stranger.get(asked).headers["Location"] == harbour.get_absolute_url()


def test_kept_path_may_lead_to_a_fixed_address(stranger):
    Redirect.objects.create(old_path="/shop", new_path="https://shop.example.org/")
    assert stranger.get("/shop/").headers["Location"] == "https://shop.example.org/"


def test_arabic_slug_answers_percent_encoded_in_either_case(stranger):
    post = make_post("الميناء", slug="الميناء", publish_at=datetime(2016, 8, 29, tzinfo=UTC))
    address = f"/2016/08/29/{quote('الميناء')}/"
    assert post.get_absolute_url() == address
    assert stranger.get(address).status_code == 200
    assert stranger.get(address.lower()).status_code == 200


def test_decomposed_unicode_redirects_to_the_composed_form(stranger):
    post = make_post("Café", slug="café")
    decomposed = post.get_absolute_url().replace(quote("é"), quote("e\u0301"))
    response = stranger.get(decomposed)
    assert (response.status_code, response.headers["Location"]) == (301, post.get_absolute_url())


def test_changed_slug_leaves_a_redirect_behind(stranger, harbour):
    harbour.slug = "the-quay"
    harbour.save()
    for old in ("/2016/08/29/the-harbour/", "/the-harbour/"):
        assert stranger.get(old).headers["Location"] == "/2016/08/29/the-quay/"


def test_changed_slug_of_a_draft_leaves_nothing_behind():
    draft = make_post("Draft", slug="first-try", status=Status.DRAFT, publish_at=None)
    draft.slug = "second-try"
    draft.save()
    assert not Redirect.objects.exists()


def test_slug_taken_back_answers_at_once(stranger, harbour):
    for slug in ("the-quay", "the-harbour"):
        harbour.slug = slug
        harbour.save()
    assert stranger.get("/2016/08/29/the-harbour/").status_code == 200
    assert stranger.get("/2016/08/29/the-quay/").headers["Location"] == "/2016/08/29/the-harbour/"


def test_moved_page_redirects(stranger):
    about, team = make_page("About", slug="about"), make_page("Team", slug="team")
    team.parent = about
    team.save()
    response = stranger.get("/team/")
    assert (response.status_code, response.headers["Location"]) == (301, "/about/team/")


def test_moved_category_redirects_with_its_branches(stranger):
    politics = make_category("Politics", slug="politics")
    make_category("Ports", politics, slug="ports")
    politics.slug = "power"
    politics.save()
    assert stranger.get("/category/politics/").headers["Location"] == "/category/power/"
    assert stranger.get("/category/politics/ports/").headers["Location"] == "/category/power/ports/"


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/feed", "/feed/"),
        ("/category/ports", "/category/ports/"),
        ("/author/ines", "/author/ines/"),
        ("/?cat=9", "/category/ports/"),
        ("/?m=201608", "/2016/08/"),
        ("/?author=8", "/author/ines/"),
        ("/?s=two navies", "/search/?q=two+navies"),
        ("/?feed=rss2", "/feed/"),
        ("/rss", "/feed/"),
        ("/wp-atom.php", "/feed/atom/"),
        ("/wp-commentsrss2.php", "/comments/feed/"),
        ("/wp-sitemap-posts-post-1.xml", "/sitemap.xml"),
        ("/post-sitemap2.xml", "/sitemap.xml"),
        ("/search/two+navies/", "/search/?q=two+navies"),
        ("/index.php", "/"),
        ("/archives/category/ports", "/category/ports/"),
        ("/blog/author/ines/feed/", "/author/ines/feed/"),
        ("/archives/date/2016/08", "/2016/08/"),
        ("/index.php/category/ports/", "/category/ports/"),
        ("/?feed=atom", "/feed/atom/"),
    ],
)
def test_address_of_a_list_in_another_form_redirects(stranger, asked, leads_to):
    make_category("Ports", slug="ports", legacy_id=9)
    make_author("Ines", slug="ines", legacy_id=8)
    response = stranger.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, leads_to)


@pytest.mark.parametrize(
    "asked",
    [
        *"/none /none/ /a/b/c/d/ /2016/ /2016/13/ /2016/02/31/ /category/none/ /tag/none/ ".split(),
        *"/author/none/ /page/2/ /category/none/feed/ /%00 /2016/08/29/%E2%80%AE/ /wp-login.php".split(),
        "/" + "x" * 3000 + "/",
    ],
)
def test_address_of_nothing_is_not_found(stranger, asked):
    response = stranger.get(asked)
    assert response.status_code == 404
    assert b"Nothing lives at this address" in response.content


def test_page_wins_over_an_article_of_the_same_slug(stranger):
    choose(Permalink.NAME)
    make_post("Article", slug="about")
    make_page("About us", slug="about")
    assert b'<h1 class="p-name">About us</h1>' in stranger.get("/about/").content


def test_category_is_found_by_its_own_name_alone(stranger):
    sea = make_category("Sea Power", parent=make_category("Politics"))
    response = stranger.get("/category/sea-power/")
    assert (response.status_code, response["Location"]) == (301, sea.get_absolute_url())


def test_category_name_that_two_have_leads_nowhere(stranger):
    for parent in ("News", "Culture"):
        make_category("Letters", parent=make_category(parent))
    assert stranger.get("/category/letters/").status_code == 404
