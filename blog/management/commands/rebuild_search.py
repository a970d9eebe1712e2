"""Fill the search index anew."""

from typing import Any

from blog.migrated import SiteCommand
from blog.search import rebuild


class Command(SiteCommand):
    help = "Empties the search index and fills it again from all articles and pages."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The search index holds {rebuild()} articles and pages.")
