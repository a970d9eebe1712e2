"""The publication's app, and the admin site it brings."""

from typing import Any

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")

    def ready(self) -> None:
        from blog import afterwards, showing
        from blog.pagecache import watching
        from blog.search import keeping
        from blog.shelves import migrating

        afterwards.connect()
        keeping.connect()
        showing.connect()
        watching.connect()
        migrating.connect(self)


class BroadsideAdminConfig(SimpleAdminConfig):
    """Django's admin with our own site class. Its modules, a third of all that there is to load, are loaded
    with the addresses (config/urls.py) and for checks: commands that open no page need none of them."""

    default_site = "blog.admin.site.BroadsideAdminSite"

    def ready(self) -> None:
        checks.register(check_admin, checks.Tags.admin)


def load_admin() -> None:
    """Every app's part of the admin. Ours registers while imported; were the site asked for first, it would
    be made twice."""
    import blog.admin  # noqa: F401, I001
    from django.contrib.admin import autodiscover

    autodiscover()


def check_admin(**options: Any) -> list[checks.CheckMessage]:
    """What Django checks of an admin, with all of its modules."""
    from django.contrib.admin.checks import check_admin_app, check_dependencies

    load_admin()
    return [*check_dependencies(**options), *check_admin_app(**options)]
