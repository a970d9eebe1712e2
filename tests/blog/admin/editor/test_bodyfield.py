"""What the editor stores, which texts it opens, and what the admin does with hostile names."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.html import escape

from blog.admin.editor.bodyfield import safe_source
from blog.admin.editor.keptparts import opened
from blog.models import Image, Post, Publication, Tag
from tests.blog.admin.forms import form_values, submit
from tests.factories import make_author, make_category, make_page, make_post

ADD = reverse("admin:blog_post_add")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


ODD = "<p>Words.</p><h5>Small</h5>"


def test_text_with_odd_parts_opens_in_the_editor(browse_as, editor):
    page = browse_as(editor).get(reverse("admin:blog_post_change", args=[make_post(body=ODD).pk]))
    assert "data-django-prose-editor" in page.content.decode()
    assert "kept-part" in page.content.decode()


def test_form_holds_the_real_source_for_who_has_no_javascript(browse_as, editor):
    address = reverse("admin:blog_post_change", args=[make_post(body=ODD).pk])
    assert form_values(browse_as(editor), address)["body"][0].strip() == ODD


def test_mistake_elsewhere_loses_no_kept_part(browse_as, editor):
    address = reverse("admin:blog_post_change", args=[make_post(body=ODD).pk])
    answer = submit(browse_as(editor), address, title="", body=opened(ODD).replace("Words", "New words"))
    assert escape(ODD.replace("Words", "New words")) in answer.content.decode()


def test_text_that_cannot_be_taken_apart_is_shown_as_html(browse_as, editor, monkeypatch):
    restored = "blog.admin.editor.keptparts.restored"
    monkeypatch.setattr(restored, lambda markup: markup.replace("kept-part", ""))
    page = browse_as(editor).get(reverse("admin:blog_post_change", args=[make_post(body=ODD).pk]))
    assert "data-django-prose-editor" not in page.content.decode()
    assert "shown as HTML" in page.content.decode()


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
