"""Tests that commit find what migrations wrote, whatever ran before them."""

import pytest
from django.contrib.auth.models import Group, Permission

NAMES = {"Contributor", "Author", "Editor", "Moderator"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_groups_are_there_each_time(time):
    assert {group.name for group in Group.objects.all()} == NAMES


def test_groups_are_there_for_a_live_server(live_server, alice):
    assert alice.has_perm("blog.publish_post")


def test_permissions_are_those_of_the_migrations(transactional_db, django_db_setup):
    editor = Group.objects.get(name="Editor")
    assert editor.permissions.count() == len(django_db_setup["Editor"]) > 20
    assert Permission.objects.filter(group__name="Author", codename="publish_post").exists()
