"""Whether links lead anywhere."""

from types import SimpleNamespace

import pytest

from blog import fetching, linkchecking, tasks
from blog.models import SeenLink, Status
from tests.factories import make_post

OUTSIDE = "https://radio.example/talk"


def answering(monkeypatch, status: int) -> None:
    """The other site answers with this status."""
    asker = SimpleNamespace(look=lambda link: fetching.Answer(link, status))
    monkeypatch.setattr(fetching, "client", asker)


@pytest.mark.django_db
def test_own_addresses_are_answered_at_once():
    there, draft = make_post(), make_post(status=Status.DRAFT)
    hidden = draft.get_absolute_url()
    dead, unknown = linkchecking.dead_and_unknown([there.get_absolute_url(), hidden, "/search/", "/no-such/"])
    assert set(dead) == {hidden, "/no-such/"}
    assert unknown == []


@pytest.mark.django_db
def test_other_sites_are_unknown_until_a_task_has_looked(monkeypatch):
    assert linkchecking.dead_and_unknown([OUTSIDE]) == ({}, [OUTSIDE])
    answering(monkeypatch, 404)
    tasks.look_at_links.call([OUTSIDE])
    dead, unknown = linkchecking.dead_and_unknown([OUTSIDE])
    assert list(dead) == [OUTSIDE]
    assert unknown == []


@pytest.mark.django_db
def test_site_that_refuses_machines_counts_as_there(monkeypatch):
    answering(monkeypatch, 403)
    tasks.look_at_links.call([OUTSIDE])
    assert SeenLink.objects.get().problem == ""
