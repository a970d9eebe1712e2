"""The house's own rules, read off its files."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import is_psycopg3

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ["config", "operations", "wordpress", "comments", "blog"]
TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".sh", ".xml", ".json", ".svg", ""}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in names.splitlines() if (path := ROOT / name).is_file())


def files(pattern: str, *, under: str = "") -> list[Path]:
    """Tracked files whose name matches, for example `*.py` under `blog`."""
    return [path for path in tracked() if path.match(pattern) and path.is_relative_to(ROOT / under)]


def code(*, tests: bool = False) -> list[Path]:
    """Python that is ours, without migrations."""
    found = [path for path in files("*.py") if "migrations" not in path.parts]
    return [path for path in found if tests or not path.is_relative_to(ROOT / "tests")]


def place(path: Path, line: int | None = None) -> str:
    """`blog/urls.py:12`, for messages."""
    return str(path.relative_to(ROOT)) + (f":{line}" if line else "")


def length(path: Path) -> int:
    """Lines of a file."""
    return len(path.read_text().splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Its lines from `def` on, without the docstring."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    spoken = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - spoken


@pytest.mark.parametrize(
    ("pattern", "most"), [("*.py", 250), ("templates/**/*.html", 120), ("*.css", 150), ("*.js", 150)]
)
def test_file_is_short(pattern, most):
    paths = code(tests=True) if pattern == "*.py" else files(pattern.removeprefix("templates/**/"))
    long = {place(path): length(path) for path in paths if length(path) > most}
    assert paths
    assert long == {}


def test_function_is_short():
    long = [
        f"{place(path, function.lineno)} {function.name}: {lines_of(function)}"
        for path in code()
        for function in functions(path)
        if lines_of(function) > 40
    ]
    assert long == []


def test_most_functions_are_shorter_than_ten_lines():
    lengths = [lines_of(function) for path in code() for function in functions(path)]
    short = sum(lines < 10 for lines in lengths)
    assert short / len(lengths) > 0.6


def test_view_is_short():
    views = [path for path in code() if path.name == "views.py" or path.parent.name == "views"]
    long = [
        f"{place(path, function.lineno)} {function.name}: {lines_of(function)}"
        for path in views
        for function in functions(path)
        if lines_of(function) > 25
    ]
    assert len(views) > 5
    assert long == []


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and first part of each imported module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.split(".")[0]


def test_imports_run_one_way():
    back = [
        f"{place(path, line)} imports {name}"
        for rank, layer in enumerate(LAYERS)
        for path in files("*.py", under=layer)
        for line, name in imported(path)
        if name in LAYERS[:rank]
    ]
    assert back == []


def test_nobody_outside_the_models_says_what_is_public():
    pattern = re.compile(r"\.(?:filter|exclude|get)\([^()]*\b(?:status|status__in|visibility)\s*=")
    stray = [
        place(path)
        for path in code()
        if "models" not in path.parts and path.name != "models.py" and pattern.search(path.read_text())
    ]
    assert stray == []


def test_modules_are_named_after_what_they_hold():
    vague = {"utils", "helpers", "common", "services", "misc", "util"}
    assert [place(path) for path in code(tests=True) if path.stem in vague] == []


def test_no_browser_test_looks_twice_by_a_way_that_our_policy_of_scripts_refuses():
    """`page.wait_for_function` is red where its first look came too early: newsroom.wait_until is not."""
    others = [path for path in files("*.py", under="tests") if path.name != Path(__file__).name]
    assert [place(path) for path in others if ".wait_for_function(" in path.read_text()] == []


def test_no_file_names_a_registry_or_a_machine():
    hosts = ["py" + "pi.org", "pythonhosted" + ".org", "registry.npm" + "js.org", "/simple" + "/"]
    paths = ["/ro" + "ot/", "/wo" + "rk/", "/home" + "/"]
    named = [
        f"{place(path)}: {word}"
        for path in tracked()
        if path.suffix in TEXT
        for word in [*hosts, *paths]
        if word in path.read_text(errors="replace")
    ]
    assert named == []


def test_django_speaks_to_postgresql_through_psycopg2():
    assert not is_psycopg3


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def templates(*, mail: bool = True) -> list[Path]:
    """Every template; those of mails are read by mail programs, which know no stylesheets."""
    found = files("*.html", under="templates")
    assert len(found) > 10
    return [path for path in found if mail or "email" not in path.parts]


@pytest.mark.parametrize(
    "inline",
    [
        r"<style\b",
        r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"(?:application/(?:ld\+)?json|importmap)\")",
        r"<[^>]*\sstyle=",
        r"<[^>{%]*\son\w+=",
        r"javascript:",
    ],
)
def test_template_holds_no_inline_style_or_script(inline):
    found = [place(path) for path in templates(mail=False) if re.search(inline, path.read_text())]
    assert found == []


def test_template_loads_nothing_from_another_host():
    loading = re.compile(r"<(?!a\b)[^>]*\b(?:src|srcset|poster|href|action)=[\"'](?:https?:)?//")
    allowed = re.compile(r"<link[^>]*rel=[\"'](?:profile|license|canonical|alternate)")
    found = [
        f"{place(path)}: {match[0]}"
        for path in templates()
        for match in loading.finditer(path.read_text())
        if not allowed.match(match[0])
    ]
    assert found == []


def test_stylesheet_loads_nothing_from_another_host():
    sheets = files("*.css", under="static")
    assert sheets
    assert [place(path) for path in sheets if re.search(r"(?:https?:)?//[\w-]+\.", path.read_text())] == []
