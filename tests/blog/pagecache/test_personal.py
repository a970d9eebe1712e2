"""Whose cookies keep them from what is kept for all, known before the first address is looked up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
ASK = """
import django
django.setup()
from blog.pagecache.keeping import personal_cookies
for cookie in ("post-7=a", "a=b; post-12=c", "sessionid=x", "_ga=1", "repost-7=a"):
    print(cookie, bool(personal_cookies()(cookie)), sep="|")
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What a process says that has only been set up: pages are kept before any view is imported."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return dict(line.split("|") for line in done.stdout.splitlines())


def test_who_has_typed_a_password_is_answered_by_the_view(said):
    assert said == {
        "post-7=a": "True",
        "a=b; post-12=c": "True",
        "sessionid=x": "True",
        "_ga=1": "False",
        "repost-7=a": "False",
    }
