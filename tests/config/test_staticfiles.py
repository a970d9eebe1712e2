"""Static files as production serves them: only under names that tell their content."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture
def collected(tmp_path, settings):
    """The directory that the server serves."""
    with override_settings(
        STATIC_ROOT=tmp_path,
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": "config.staticfiles.StaticFiles"}},
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=["js", "css", "map", "svg"],
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def test_modules_find_what_they_import_from_beside_them(collected: Path):
    hashed = [path for path in collected.rglob("js/**/*.js") if HASHED.search(path.name)]
    own = [path for path in hashed if (Path("static") / path.relative_to(collected).parent).is_dir()]
    imports = [(path, name) for path in own for name in IMPORTED.findall(path.read_text())]
    assert imports
    assert [
        f"{path.name}: {name}" for path, name in imports if not re.search(r"\.[0-9a-f]{12}\.js$", name)
    ] == []
    assert [f"{path.name}: {name}" for path, name in imports if not (path.parent / name).is_file()] == []
