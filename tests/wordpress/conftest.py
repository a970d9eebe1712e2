"""What the tests of the import share."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import make_user
from tests.wordpress import exports
from tests.wordpress.debates.sources import disqus_file, disqus_post, disqus_thread
from tests.wordpress.exports import comment, item
from wordpress.importing import Ledger, import_files


@pytest.fixture
def bring_in(db, tmp_path) -> Callable[..., Ledger]:
    """`bring_in(*parts)`: the parts as one export, imported; the ledger of it."""

    def bring_in(*parts: str, **options: Any) -> Ledger:
        return import_files([exports.write(tmp_path, *parts)], **options)

    return bring_in


@pytest.fixture
def administrator(client):
    client.force_login(make_user("ada", superuser=True))
    return client


@pytest.fixture
def files(tmp_path):
    """An export with one post and its comment, and a debate from Disqus about that post."""
    export = exports.write(tmp_path, item(1, comment(1), slug="the-well", title="The well"))
    thread = disqus_thread(1, "https://old.example/the-well/")
    debate = disqus_file(tmp_path, thread, disqus_post(2, 1))
    return [export, debate]
