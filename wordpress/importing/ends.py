"""Loose ends: what an earlier file spoke of and this one has brought."""

from collections.abc import Iterator
from itertools import groupby, islice

from django.db import transaction

from blog.models import Image, Page, Post
from wordpress import content
from wordpress.ledger import Outcome, Reason, Target
from wordpress.models import LooseEnd

from .library import Asking
from .posts import fingerprint_of
from .run import Run
from .spool import Spool

AT_ONCE = 400
CAME = "what it was waiting for has come: "
WORDS = {
    LooseEnd.Place.FEATURED: f"{CAME}its featured image",
    LooseEnd.Place.PARENT: f"{CAME}the page above it",
    LooseEnd.Place.TEXT: f"{CAME}a file or block that its text shows",
}


class Ends:
    """Ties the loose ends of one import."""

    def __init__(self, run: Run, spool: Spool) -> None:
        self.run, self.spool = run, spool

    def tie(self) -> None:
        """Everything that waited for an item of these files, one holder at a time."""
        if not LooseEnd.objects.exists():
            return
        ends = sorted(self._met(), key=lambda end: end.holder)
        for holder, found in groupby(ends, key=lambda end: end.holder):
            row = Post.everything.filter(import_ref=holder).first()
            if row is not None:
                with transaction.atomic(), self.run.ledger.attempt():
                    self._tie(row, list(found))
                    self.run.ledger.flush()

    def _met(self) -> Iterator[LooseEnd]:
        refs = iter(self.spool.refs())
        while some := list(islice(refs, AT_ONCE)):
            yield from LooseEnd.objects.filter(wanted__in=some)

    def _tie(self, row: Post, ends: list[LooseEnd]) -> None:
        kind = str(row.kind)
        target = Target("blog.page" if kind == Post.Kind.PAGE else "blog.post", row.pk)
        is_edited = fingerprint_of(row) != row.import_data.get("made")
        outcome = Outcome.EDITED_HERE if is_edited else Outcome.UPDATED
        for place in sorted({LooseEnd.Place(end.place) for end in ends}):
            reason = Reason(outcome, WORDS[place])
            self.run.ledger.note(kind, str(row.import_ref), row.title, reason, target)
        if not self.run.write:
            return
        if not is_edited:
            for end in ends:
                self._bring(row, end)
            row = Page.objects.get(pk=row.pk) if kind == Post.Kind.PAGE else Post.objects.get(pk=row.pk)
            row.import_data["made"] = fingerprint_of(row)
            Post.everything.filter(pk=row.pk).update(import_data=row.import_data)
        LooseEnd.objects.filter(pk__in=[end.pk for end in ends]).delete()

    def _bring(self, row: Post, end: LooseEnd) -> None:
        if end.place == LooseEnd.Place.FEATURED:
            row.featured_image = Image.objects.filter(import_ref=end.wanted).first()
        elif end.place == LooseEnd.Place.PARENT:
            row.parent = Page.objects.filter(import_ref=end.wanted).exclude(pk=row.pk).first()
        else:
            row.body = self._converted(row) or row.body
        if row.kind == Post.Kind.PAGE:
            page = Page.objects.get(pk=row.pk)
            page.parent, page.body, page.featured_image = row.parent, row.body, row.featured_image
            page.save()
        else:
            row.save()

    def _converted(self, row: Post) -> str:
        source = row.import_data.get("source", "")
        meta = [(str(key), str(value)) for key, value in row.import_data.get("meta") or []]
        return content.convert(
            source,
            Asking(self.run, str(row.import_data.get("link") or "")),
            post=row.legacy_id or 0,
            footnotes=dict(meta).get("footnotes", ""),
            enclosures=content.enclosures_of(meta),
        ).html
