"""What holds for every public page."""

import re

import pytest
from django.test import Client

from config import audiences
from tests.site.routes import UNNAMED, address, routes

pytestmark = pytest.mark.django_db
LOADING = re.compile(r"<(?:script|img|iframe|source|video|audio|link)\b[^>]*\b(?:src|href)=\"([^\"]*)\"")
OTHERWISE = {"blog:media", "admin:login", "admin:logout"}


@pytest.fixture
def pages(samples) -> dict[str, tuple]:
    """Every public HTML page: its response and its text, by address."""
    found = {}
    client = Client()
    for route in routes():
        if route.name in UNNAMED | OTHERWISE or audiences.audience(route.name) != audiences.EVERYBODY:
            continue
        path = address(route, samples)
        response = client.get(path)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            found[path] = (response, response.content.decode())
    found["/nowhere/"] = (response := client.get("/nowhere/"), response.content.decode())
    assert len(found) > 12
    return found


def test_page_has_one_first_heading(pages):
    wrong = {
        path: count for path, (_, text) in pages.items() if (count := len(re.findall(r"<h1\b", text))) != 1
    }
    assert wrong == {}


def test_page_has_a_title_a_language_and_a_direction(pages):
    wrong = [
        path
        for path, (_, text) in pages.items()
        if not re.search(r"<title>[^<]*\w", text) or not re.search(r"<html[^>]*\blang=\"[a-z]{2}", text)
    ]
    assert wrong == []


def test_page_sets_no_cookie(pages):
    # The password recovery of the admin's people is not for readers.
    wrong = [path for path, (response, _) in pages.items() if response.cookies and "admin" not in path]
    assert wrong == []


def test_page_varies_no_wider_than_needed(pages):
    wrong = {
        path: response["Vary"]
        for path, (response, _) in pages.items()
        if "cookie" in response.get("Vary", "").lower() and "admin" not in path
    }
    assert wrong == {}


def test_page_loads_nothing_from_another_host(pages):
    own = ("/", "http://127.0.0.1:8000/", "http://testserver/", "data:image/svg+xml,")  # the icon
    foreign = [
        f"{path}: {target}"
        for path, (_, text) in pages.items()
        for target in LOADING.findall(text)
        if not target.startswith(own) or target.startswith("//")
    ]
    assert foreign == []


def test_page_has_a_policy_without_exceptions(pages):
    policies = {path: response["Content-Security-Policy"] for path, (response, _) in pages.items()}
    assert [path for path, policy in policies.items() if "default-src 'none'" not in policy] == []
    assert [path for path, policy in policies.items() if "unsafe" in policy and "admin" not in path] == []


def test_id_stands_once_in_a_page(pages):
    wrong = {}
    for path, (_, text) in pages.items():
        identifiers = re.findall(r"\sid=\"([^\"]+)\"", text)
        if twice := {name for name in identifiers if identifiers.count(name) > 1}:
            wrong[path] = twice
    assert wrong == {}
