"""The publication's app, and the admin site it brings."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publication")

    def ready(self) -> None:
        from blog import showing
        from blog.pagecache import watching
        from blog.search import keeping
        from blog.shelves import keeping as shelves

        keeping.connect()
        showing.connect()
        watching.connect()
        shelves.connect(self)


class BroadsideAdminConfig(AdminConfig):
    """Django's admin with our own site class."""

    default_site = "blog.admin.site.BroadsideAdminSite"

    def ready(self) -> None:
        """Our modules register while imported; were the site asked for first, it would be made twice."""
        import blog.admin  # noqa: F401

        super().ready()
