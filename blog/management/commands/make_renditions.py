"""`manage.py make_renditions`: the smaller sizes of pictures that have none yet, at once."""

from typing import Any

from django.core.management.base import CommandParser

from blog.files.images import UnusablePicture
from blog.migrated import SiteCommand
from blog.models import Image
from blog.tasks import make_renditions


class Command(SiteCommand):
    """Safe to repeat and to interrupt: each picture is finished by itself."""

    help = "Make the smaller sizes of pictures. With --missing (which is also the default) of those without."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only pictures without (the default)")
        parser.add_argument("--all", action="store_true", help="make those that are there anew as well")

    def handle(self, *args: Any, **options: Any) -> None:
        pictures = Image.objects.with_file()
        if options["all"]:
            pictures.update(renditions_at=None)
        numbers = list(pictures.without_renditions().values_list("pk", flat=True))
        made = failed = 0
        for number in numbers:
            try:
                made += make_renditions.func(number)
            except (UnusablePicture, OSError) as problem:
                failed += 1
                self.stderr.write(f"Picture {number}: {problem}")
        self.stdout.write(f"{len(numbers)} pictures looked at, {made} sizes made, {failed} failed.")
