"""Static files as production serves them: only under names that tell their content."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+)["']""")
BUNDLES = ["css/reader.css", "js/article.js"]
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


@pytest.fixture
def bundle(collected: Path):
    """What became of a bundle, by its name."""

    def read(name: str) -> str:
        stem, _dot, kind = name.rpartition(".")
        (found,) = collected.glob(f"{stem}.*.{kind}")
        return found.read_text()

    return read


@pytest.mark.parametrize("name", BUNDLES)
def test_bundle_holds_what_its_lines_name(bundle, name):
    made = re.sub(r"\s", "", bundle(name))
    lines = re.findall(r'^(?:@import url\(|import )"(.+?)"', (Path("static") / name).read_text(), re.M)
    assert len(lines) > 10
    for line in lines:
        text = (Path("static") / Path(name).parent / line).read_text()
        last = re.sub(r"/\*.*?\*/|^\s*//.*$|\s", "", text, flags=re.S | re.M)[-60:]
        assert last in made, line
    assert not re.search(r'@import|\bimport"', made)


def test_bundled_modules_neither_import_nor_export_nor_wait():
    """What is packed as a piece of a larger file has nothing that only a module can have."""
    names = re.findall(r'^import "\./(.+?)";$', Path("static/js/article.js").read_text(), re.M)
    alone = r"^(?:import|export|await)\b.*|^(?:const|let|var) .*= await\b.*"
    found = {name: re.findall(alone, (Path("static/js") / name).read_text(), re.M) for name in names}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_second_collection_reads_the_sources_again(collected, tmp_path):
    before = {path.name for path in collected.rglob("reader.*.css")}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert {path.name for path in collected.rglob("reader.*.css")} == before
