"""`manage.py drop_pages`: after the database was changed past the site, such as by a restored copy."""

from typing import Any

from blog.migrated import SiteCommand
from blog.pagecache import everything_changed


class Command(SiteCommand):
    help = "Drops every kept page, on all machines: after another database was put in the place of this one."

    def handle(self, **options: Any) -> None:
        everything_changed()
        self.stdout.write("Every page is rendered anew when it is next asked for.")
