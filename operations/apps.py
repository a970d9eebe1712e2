"""The app that runs a journal: worker, demonstration, health, checks before going public."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        from operations import checks  # noqa: F401
        from operations.siteaddress import follow_site_url

        post_migrate.connect(follow_site_url, sender=self)
