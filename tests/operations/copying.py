"""A copy of the site as files, made anew whenever a test asks."""

from pathlib import Path

import pytest

from operations.staticcopy import copy_site


@pytest.fixture
def copied(db, tmp_path, settings):
    """`copied()`: the site as it stands, copied; the folder."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()

    def copied() -> Path:
        copy_site(tmp_path / "copy")
        return tmp_path / "copy"

    return copied
