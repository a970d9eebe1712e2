"""Alice writes, Bob moderates, Charlie comments; a stranger reads."""

from collections.abc import Callable

import pytest
from django.test import Client

from blog.models import User
from tests.factories import make_author, make_user

CHARLIE = {"name": "Charlie Penhale", "email": "charlie@example.org", "url": ""}


@pytest.fixture
def alice(db) -> User:
    """Writes under her own byline and may publish."""
    user = make_user("alice", group="Author")
    make_author("Alice Marlowe", user=user)
    return user


@pytest.fixture
def bob(db) -> User:
    """Moderates replies and nothing else."""
    return make_user("bob", group="Moderator")


@pytest.fixture
def charlie() -> dict[str, str]:
    """Comments with a name and an address, without an account: what he types into the form."""
    return dict(CHARLIE)


@pytest.fixture
def contributor(db) -> User:
    """Writes drafts that somebody else publishes."""
    user = make_user("connie", group="Contributor")
    make_author("Connie Dreyfus", user=user)
    return user


@pytest.fixture
def editor(db) -> User:
    """Changes and publishes everybody's articles."""
    return make_user("edith", group="Editor")


@pytest.fixture
def administrator(db) -> User:
    """May do everything."""
    return make_user("ada", superuser=True)


@pytest.fixture
def stranger() -> Client:
    """A reader with an empty cookie jar."""
    return Client()


@pytest.fixture
def browse_as() -> Callable[[User], Client]:
    """`browse_as(alice)` is a client that is logged in."""

    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return logged_in
