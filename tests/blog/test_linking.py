"""Addresses that are worked out without the site's routes say what the routes say."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from blog.linking import admin_link
from blog.models import Author, Category, Tag

SLUGS = ["quay", "العربية", "a.b~c", "50%", "q&a=1+2", "it's", "—", "c#", "a;b,c:d@e!f"]
LOADED = """
import django, sys
django.setup()
from wordpress.management.commands import export_wordpress, import_replies, import_wordpress, run_import
rooms = "config.urls", "blog.admin", "blog.views", "comments.admin", "comments.views", "wordpress.admin"
print([name for name in sys.modules if f"{name}.".startswith(tuple(f"{room}." for room in rooms))])
"""


@pytest.mark.parametrize("slug", SLUGS)
def test_subjects_are_where_the_routes_have_them(slug):
    assert Tag(slug=slug).get_absolute_url() == reverse("blog:tag", args=[slug])
    assert Author(slug=slug).get_absolute_url() == reverse("blog:author", args=[slug])
    path = f"world/{slug}"
    assert Category(path=path).get_absolute_url() == reverse("blog:category", args=[path])


@pytest.mark.parametrize("subject", [Tag(), Author(), Category()])
def test_what_has_no_slug_has_no_address(subject):
    with pytest.raises(NoReverseMatch):
        subject.get_absolute_url()


def test_the_admin_is_where_the_routes_have_it():
    assert admin_link() == reverse("admin:index")
    assert admin_link("wordpress", "importrun", 7) == reverse("admin:wordpress_importrun_change", args=[7])


def test_commands_that_move_house_load_no_views():
    command = [sys.executable, "-c", LOADED]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=settings.BASE_DIR)
    assert done.stdout.strip() == "[]"
