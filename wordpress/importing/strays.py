"""Pictures of the old site that texts show and that are no files of its library, or no more.

Each gets a row, so that its file can come from the uploads or the old site, and stands in the text then.
"""

from collections.abc import Callable, Iterable

from django.db import transaction

from blog.models import Image, Post
from blog.models.media import source_key
from wordpress.content.library import original_key
from wordpress.files import Naming, Ways, taken
from wordpress.ledger import Outcome, Reason, Target

from .run import Run, batches, kept_raw

KIND = "picture in a text"
ABSENT = "it is no file of the export, and is not at hand: pages show its caption and a link"


class Strays:
    """Takes what texts of this import show, and what those of earlier ones still wait for."""

    def __init__(self, run: Run, ways: Ways, marked: Callable[[Post], str]) -> None:
        self.run, self.ways, self.marked = run, ways, marked
        self.naming = Naming()

    def take(self) -> None:
        waiting = Image.objects.filter(import_ref__startswith=self.run.source.ref("file", ""), file="")
        urls = [*waiting.values_list("source_url", flat=True), *self.run.strays]
        for some in batches(dict.fromkeys(urls)):
            self._batch(some)

    def _batch(self, urls: Iterable[str]) -> None:
        refs = {self.run.source.ref("file", original_key(url)): url for url in urls}
        here = {str(row.import_ref): row for row in Image.objects.filter(import_ref__in=refs)}
        new = {
            ref: Image(import_ref=ref, source_url=url[:2000], source_key=source_key(url[:2000]))
            for ref, url in refs.items()
            if ref not in here
        }
        if self.run.write:
            Image.objects.bulk_create(new.values())
        told = [(row, self._brought(row)) for row in (here | new).values()]
        with transaction.atomic(), self.run.ledger.attempt():
            for row, (outcome, reasons) in told:
                is_new = str(row.import_ref) in new
                self._account(
                    row, Outcome.CREATED if is_new and outcome != Outcome.UPDATED else outcome, reasons
                )
            self.run.ledger.flush()

    def _brought(self, row: Image) -> tuple[Outcome, list[Reason]]:
        """What became of a row that was here, and why it has no file."""
        if row.file:
            return Outcome.UNCHANGED, []
        step = taken(row, self.ways, self.naming, write=self.run.write, marked=self.marked)
        if step.outcome == "here":
            return Outcome.UPDATED, [Reason(Outcome.UPDATED, "its file is here now")]
        is_told = self.ways.is_asked or row.source_url in self.run.strays
        return Outcome.UNCHANGED, [kept_raw(ABSENT)] if is_told else []

    def _account(self, row: Image, outcome: Outcome, reasons: list[Reason]) -> None:
        self.run.ledger.found(KIND)
        target = Target("blog.image", row.pk) if row.pk else None
        ref = str(row.import_ref)
        self.run.ledger.came(KIND, outcome, ref, row.source_url, reasons=reasons, target=target)
