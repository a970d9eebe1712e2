"""What the tests of the import share."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.wordpress import exports
from wordpress.importing import Ledger, import_files


@pytest.fixture
def bring_in(db, tmp_path) -> Callable[..., Ledger]:
    """`bring_in(*parts)`: the parts as one export, imported; the ledger of it."""

    def bring_in(*parts: str, **options: Any) -> Ledger:
        return import_files([exports.write(tmp_path, *parts)], **options)

    return bring_in
