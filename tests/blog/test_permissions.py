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


def test_page_that_only_shows_asks_once_and_saving_asks_anew(rf, editor, monkeypatch):
    post, asked, may_edit = make_post(), [], permissions.may_edit
    monkeypatch.setattr(permissions, "may_edit", lambda *who: asked.append(who) or may_edit(*who))
    shown, sent = rf.get("/"), rf.post("/")
    shown.user = sent.user = editor
    assert all(permissions.asker_may_edit(shown, post) for _ in range(3))
    assert len(asked) == 1
    assert permissions.asker_may_edit(shown, make_post())
    assert all(permissions.asker_may_edit(sent, post) for _ in range(2))
    assert len(asked) == 4
