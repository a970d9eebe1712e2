"""`check --deploy` is silent for a safe public site, and names what is unsafe otherwise."""

import os
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.core import checks
from django.db import OperationalError, connection

from tests.factories import make_user

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@pytest.fixture
def public(settings):
    """The settings of a site as it should be."""
    settings.SITE_URL, settings.SITE_HOST = "https://journal.example", "journal.example"
    settings.SITE_IS_LOOPBACK, settings.SITE_IS_HTTPS = False, True
    settings.ALLOWED_HOSTS = ["journal.example"]
    settings.TRUSTED_PROXIES = [ip_network("127.0.0.0/8")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    return settings


def found() -> set[str]:
    """The numbers of our own complaints."""
    messages = checks.run_checks(include_deployment_checks=True)
    return {message.id for message in messages if message.id.startswith("operations")}


def test_safe_site_has_no_complaint(public):
    assert found() == set()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("SITE_IS_LOOPBACK", True, "operations.W001"),
        ("SITE_IS_HTTPS", False, "operations.W002"),
        ("DEBUG", True, "operations.W003"),
        ("ALLOWED_HOSTS", ["*"], "operations.W004"),
        ("ALLOWED_HOSTS", ["other.example"], "operations.W005"),
        ("TRUSTED_PROXIES", [], "operations.W006"),
        ("TRUSTED_PROXIES", [ip_network("0.0.0.0/0")], "operations.W007"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "operations.W008"),
        ("MEDIA_ROOT", f"{__file__}/media", "operations.W009"),
    ],
)
def test_unsafe_setting_is_named(public, name, value, number):
    setattr(public, name, value)
    assert found() == {number}


def test_readable_key_is_named(public, tmp_path):
    public.DATA_DIR = tmp_path
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)
    assert found() == {"operations.W010"}


def test_demonstration_logins_on_a_public_site_are_named(public):
    make_user("demo", is_demonstration=True)
    assert found() == {"operations.W011"}


def test_database_that_is_away_is_named(public, monkeypatch):
    def away(*args):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection.introspection, "table_names", away)
    assert found() == {"operations.E001"}


def check_deploy(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command itself, with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_is_clean_on_the_production_settings(tmp_path):
    site = {"SITE_URL": "https://journal.example", "EMAIL_URL": "smtp://a:b@mail.example:587"}
    done = check_deploy(tmp_path, **site)
    assert "no issues" in done.stdout + done.stderr


def test_command_names_what_is_unsafe(tmp_path):
    done = check_deploy(tmp_path, DEBUG="1", ALLOWED_HOSTS="*", SECRET_KEY="short")
    for complaint in (
        "SITE_URL is http://127.0.0.1",
        "DEBUG is on",
        "ALLOWED_HOSTS is *",
        "security.W009",
    ):
        assert complaint in done.stderr
