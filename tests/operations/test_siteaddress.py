"""Django's Site row follows SITE_URL."""

import pytest
from django.contrib.sites.models import Site

from operations.siteaddress import follow_site_url

pytestmark = pytest.mark.django_db


def test_site_row_is_right_after_migrations(settings):
    assert f"http://{Site.objects.get_current().domain}" == settings.SITE_URL


def test_site_row_follows_a_changed_address(settings):
    settings.SITE_URL = "https://journal.example"
    follow_site_url()
    assert Site.objects.get_current().domain == "journal.example"
