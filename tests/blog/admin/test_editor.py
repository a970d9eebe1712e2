"""What the editor stores, which texts it opens, and what the admin does with hostile names."""

import pytest
from django.contrib import admin
from django.urls import reverse

from blog.admin.editor import fits_editor, safe_source
from blog.models import Image, Post, Publication, Tag
from tests.blog.admin.forms import submit
from tests.factories import make_author, make_category, make_page, make_post

ADD = reverse("admin:blog_post_add")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<p>Words, <b>bold</b>, <em>soft</em>, <a href='/x/' rel='nofollow'>a link</a>.</p>",
        "<h2>A</h2><ul><li><p>one</p></li></ul><ol start='3'><li>two</li></ol><hr>",
        "<table><tbody><tr><th>a</th><td colspan='2'>b</td></tr></tbody></table>",
        '<figure class="alignleft"><img src="/media/a.png" alt="a"><figcaption>c</figcaption></figure>',
        '<p style="color:red" class="wp-block" data-x="1">What readers never see is no loss.</p>',
        '<div class="wrapper"><p>A wrapper too.</p></div>',
    ],
)
def test_editor_opens_what_it_can_write(source):
    assert fits_editor(source)


@pytest.mark.parametrize(
    "source",
    [
        "<dl><dt>a</dt><dd>b</dd></dl>",
        '<p id="note-1">An anchor.</p>',
        '<p lang="fr">Des mots.</p>',
        "<details><summary>More</summary><p>x</p></details>",
        '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>',
        '<figure><a href="/big.png"><img src="/small.png"></a></figure>',
        "<h5>Small heading</h5>",
        '<blockquote class="pullquote"><p>Pulled</p></blockquote>',
    ],
)
def test_text_that_would_lose_something_is_shown_as_html(source, browse_as, editor):
    assert not fits_editor(source)
    post = make_post(body=source)
    page = browse_as(editor).get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()
    assert "data-django-prose-editor" not in page
    assert "shown as HTML" in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<svg onload="alert(1)"></svg>',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    ],
)
def test_nothing_that_runs_is_stored(browse_as, alice, hostile):
    submit(browse_as(alice), ADD, title="A", body=f"<p>Words.</p>{hostile}", _publish="1")
    post = Post.objects.get()
    for stored in (post.body, post.body_html):
        assert "alert(1)" not in stored
        assert "Words." in stored


def test_frames_stay_for_the_rendering_to_judge():
    source = '<p>x</p><iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>'
    assert safe_source(source) == source


def test_stored_text_does_not_change_when_saved_again():
    source = '<p>Tea &amp; <strong>sugar</strong></p><figure><img src="/media/a.png" alt="a"></figure>'
    assert safe_source(safe_source(source)) == safe_source(source)


@pytest.fixture
def hostile_rows(db, administrator):
    Publication.objects.update_or_create(pk=1, defaults={"name": HOSTILE, "tagline": HOSTILE})
    category = make_category(HOSTILE)
    author = make_author(HOSTILE)
    make_post(HOSTILE, authors=[author], categories=[category], owner=administrator)
    make_page(HOSTILE)
    Tag.objects.create(name=HOSTILE[:100])
    Image.objects.create(title=HOSTILE, alt=HOSTILE, credit=HOSTILE, source_url=HOSTILE)


MODELS = [model._meta.model_name for model in admin.site._registry if model._meta.app_label == "blog"]


@pytest.mark.parametrize("name", MODELS)
def test_hostile_names_are_shown_as_text(browse_as, administrator, hostile_rows, name):
    client = browse_as(administrator)
    page = client.get(reverse(f"admin:blog_{name}_changelist"), follow=True)
    assert "<script>alert(1)" not in page.content.decode()
    assert "<img src=x" not in page.content.decode()


@pytest.mark.parametrize("name", ["post", "page", "category", "author", "image"])
def test_hostile_names_in_forms_are_text(browse_as, administrator, hostile_rows, name):
    row = next(m for m in admin.site._registry if m._meta.model_name == name)._default_manager.get()
    page = browse_as(administrator).get(reverse(f"admin:blog_{name}_change", args=[row.pk]))
    assert "<script>alert(1)" not in page.content.decode()
    assert "<img src=x" not in page.content.decode()


def test_dashboard_shows_hostile_names_as_text(browse_as, administrator, hostile_rows):
    assert "<script>alert(1)" not in browse_as(administrator).get(reverse("admin:index")).content.decode()


def test_scripts_of_the_admin_need_the_nonce(browse_as, editor):
    answer = browse_as(editor).get(ADD)
    policy = answer.headers["Content-Security-Policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    nonce = scripts.partition("'nonce-")[2].rstrip("'")
    assert f'nonce="{nonce}"' in answer.content.decode()


@pytest.mark.django_db
def test_public_pages_let_no_inline_style_in(stranger):
    assert "unsafe-inline" not in stranger.get("/").headers["Content-Security-Policy"]
