"""`import_replies SOURCE [--addresses FILE.csv] [--dry-run] [--report FILE.json]`"""

from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from blog.progress import Progress
from blog.urlparts import split
from wordpress.debates.importing import import_debate
from wordpress.debates.matching import read_moves
from wordpress.debates.records import DebateSource, SourceError
from wordpress.debates.sources import source_at
from wordpress.ledger import Ledger
from wordpress.ledger.terminal import summarise
from wordpress.moving import MovingCommand, require_even
from wordpress.turns import my_turn


class Command(MovingCommand):
    help = (
        "Take a debate from elsewhere under the articles that are here, matched by address: a Disqus export, "
        "Isso's database, or the database of a site with django-comments-xtd. Safe to repeat."
    )
    stopped = "What was written stays; the same command again goes on where it was."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source",
            metavar="SOURCE",
            help="a Disqus export (.xml, .xml.gz), an SQLite file, or postgres://…",
        )
        parser.add_argument(
            "--addresses",
            type=Path,
            metavar="FILE.csv",
            help="two columns: an article's address there (of django-comments-xtd, TYPE.NUMBER) and here",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, say what would become of it"
        )
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="the whole account as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        dry = options["dry_run"]
        try:
            source = source_at(options["source"])
            moved = read_moves(options["addresses"]) if options["addresses"] else {}
            ledger = self.bring(source, named(options["source"]), moved, dry=dry)
        except SourceError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        summarise(ledger, self.stdout, dry=dry)
        if options["report"]:
            ledger.write_report(options["report"])
        require_even(ledger)

    def bring(self, source: DebateSource, name: str, moved: dict[str, str], *, dry: bool) -> Ledger:
        """The ledger of it, which stands in the admin too unless this is only a look."""
        ledger = Ledger(f"{source.name}: {name}", [name])
        with nullcontext() if dry else my_turn(self.tell):
            return self.bring_now(source, ledger, moved, dry=dry)

    def bring_now(self, source: DebateSource, ledger: Ledger, moved: dict[str, str], *, dry: bool) -> Ledger:
        if not dry:
            ledger.keep()
        progress = Progress(self.stdout)
        try:
            import_debate(source, ledger, moved=moved, write=not dry, progress=progress)
        except SourceError as error:
            ledger.close(str(error))
            raise
        except BaseException as error:
            ledger.stop(error)
            raise
        ledger.close()
        return ledger


def named(place: str) -> str:
    """What the ledger calls the source: a file's name, a database's address without its password."""
    if "://" not in place:
        return Path(place).name
    parts = split(place)
    return parts._replace(netloc=(parts.hostname or "")).geturl()
