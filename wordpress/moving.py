"""What the commands that move a site have in common."""

from blog.migrated import SiteCommand


class MovingCommand(SiteCommand):
    """One that opens no page: without Django's checks, for which all addresses and their views would be
    loaded."""

    requires_system_checks = ()
