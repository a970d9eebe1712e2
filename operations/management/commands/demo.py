"""`manage.py demo`: the demonstration content alone, and away with it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from blog.migrated import SiteCommand
from blog.models import Page, Post
from comments.models import Reply
from operations.demo.logins import login_lines
from operations.demo.removing import remove_demonstration
from operations.demo.writing import Refused, write_demonstration


class Command(SiteCommand):
    help = "Fills an empty site with “The Lantern”, an invented journal, and prints logins for it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--remove",
            action="store_true",
            help="take the demonstration content away again; what was written or edited since stays",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.remove()
        else:
            self.write()

    def write(self) -> None:
        try:
            write_demonstration()
        except Refused as reason:
            raise CommandError(_("%s Nothing was written.") % reason) from reason
        made = {
            "posts": Post.objects.count(),
            "pages": Page.objects.count(),
            "replies": Reply.objects.count(),
        }
        self.stdout.write(
            _("“The Lantern”: %(posts)d articles, %(pages)d pages, %(replies)d replies.") % made
        )
        for line in login_lines():
            self.stdout.write(line)

    def remove(self) -> None:
        left = remove_demonstration()
        self.stdout.write(_("The demonstration content is gone."))
        for line in left:
            self.stdout.write(line)
