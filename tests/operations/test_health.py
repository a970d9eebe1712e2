"""What load balancers are told."""

import pytest
from django.core.cache import cache
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_process_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_node_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_answers_are_not_kept_and_set_no_cookie(client):
    response = client.get("/readyz")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_missing_migration_is_named(client):
    MigrationRecorder.Migration.objects.filter(app="operations").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert b"migrations: 1 not applied, first operations.0001_initial" in response.content


def test_broken_cache_is_named(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "get", lambda *args, **kwargs: None)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content.startswith(b"cache: ")


def test_database_that_is_away_is_named(client, monkeypatch):
    def away(*args):
        raise OSError("could not connect\nsecond line")

    monkeypatch.setitem(__import__("operations.health").health.CHECKS, "database", away)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"database: could not connect\n")
