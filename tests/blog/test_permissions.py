"""The groups as the migration makes them."""

import pytest
from django.contrib.auth.models import Group

from blog import permissions
from blog.models import Status
from tests.factories import make_post


@pytest.mark.parametrize("name", ["Contributor", "Author", "Editor", "Moderator"])
def test_group_is_there_after_migration(db, name):
    assert Group.objects.filter(name=name).exists()


def test_contributor_may_write_but_not_publish(contributor):
    assert contributor.has_perm("blog.add_post")
    assert not permissions.may_publish(contributor)


def test_moderator_may_not_write(bob):
    assert not bob.has_perm("blog.add_post")
    assert not bob.has_perm("blog.view_post")


def test_author_publishes_own_posts_only(alice, editor):
    assert permissions.may_edit(alice, make_post(owner=alice))
    assert not permissions.may_edit(alice, make_post(owner=editor))


def test_contributor_may_not_edit_what_is_published(contributor):
    assert permissions.may_edit(contributor, make_post(owner=contributor, status=Status.DRAFT))
    assert not permissions.may_edit(contributor, make_post(owner=contributor))


def test_editor_changes_settings_and_everything(editor):
    assert editor.has_perm("blog.change_publication")
    assert permissions.may_edit(editor, make_post())


def test_contributor_is_offered_no_public_state(contributor):
    assert permissions.statuses_for(contributor, Status.DRAFT) == [Status.DRAFT, Status.REVIEW]
