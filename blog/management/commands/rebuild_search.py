"""Fill the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from blog.search import rebuild


class Command(BaseCommand):
    help = "Empties the search index and fills it again from all articles and pages."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The search index holds {rebuild()} articles and pages.")
