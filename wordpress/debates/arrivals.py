"""One thread's remarks beside what is here of them: what each would become. Reads, never writes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from blog.models import Post, User
from comments.models import Reply
from comments.tree.threads import called
from wordpress.debates.columns import digest_of, is_as_written
from wordpress.debates.records import DebateSource, Remark, Thread
from wordpress.ledger import Outcome, Reason

LONGEST_REF = 300
TWICE = Reason(Outcome.LEFT_OUT, "it stands in the source twice")
WITHOUT_PARENT = Reason(Outcome.CHANGED, "what it answers is not in the source; an empty place stands for it")
ELSEWHERE = Reason(Outcome.CHANGED, "what it answers stands in another thread; it answers the article")
BY_NAME = "its article was found by the last part of its address alone: “{}”"
WITHOUT_DATE = Reason(Outcome.CHANGED, "the source gives it no date; it has that of the import")


def ref_of(source: DebateSource, thread: Thread, key: str) -> str:
    """What the remark is called here. Numbers of a database of one's own are told apart by their thread."""
    scope = "" if source.counts_globally else f"{thread.address or thread.key}:"
    ref = f"{source.name}:{scope}{key}"
    return ref if len(ref) <= LONGEST_REF else f"{ref[:200]}~{hashlib.sha256(ref.encode()).hexdigest()}"


@dataclass
class Arrivals:
    """A thread whose article is here."""

    source: DebateSource
    thread: Thread
    remarks: list[Remark]
    post: Post
    is_by_name: bool = False  # the article was found by its slug, not by its address

    @cached_property
    def by_ref(self) -> dict[str, Remark]:
        """One remark a name; a second one of the same name is `twice`."""
        found: dict[str, Remark] = {}
        for remark in self.remarks:
            if not remark.is_repeated:
                found[self.ref(remark.key)] = remark
        return found

    def ref(self, key: str) -> str:
        return ref_of(self.source, self.thread, key)

    @cached_property
    def names(self) -> set[str]:
        """Of these remarks, and of what they answer."""
        return {*self.by_ref, *map(self.parent, self.remarks)} - {""}

    @cached_property
    def here(self) -> dict[str, Reply]:
        """What earlier runs brought: these remarks, and what they answer."""
        return {str(row.import_ref): row for row in called(Reply.objects.all(), self.names)}

    @cached_property
    def missing(self) -> dict[str, datetime]:
        """Parents that are nowhere, each with the time of its oldest answer."""
        found: dict[str, datetime] = {}
        for remark in self.by_ref.values():
            ref = self.parent(remark)
            if ref and ref not in self.by_ref and ref not in self.here:
                found[ref] = min(self.written(remark), found.get(ref, self.written(remark)))
        return found

    def parent(self, remark: Remark) -> str:
        """The name of what it answers in its thread; empty for what answers the article."""
        return self.ref(remark.parent) if remark.parent and not remark.answers_elsewhere else ""

    @cached_property
    def authors(self) -> set[str]:
        """The addresses of the people whose bylines the article carries."""
        users = User.objects.filter(author__post_authors__post=self.post)
        return set(users.exclude(email="").values_list("email", flat=True))

    def written(self, remark: Remark) -> datetime:
        return remark.written or timezone.now()

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """What becomes of each remark, as it was before anything was written."""
        return {ref: self._outcome(ref) for ref in self.by_ref}

    def _outcome(self, ref: str) -> Outcome:
        row = self.here.get(ref)
        if row is None or row.import_data.get("missing"):
            return Outcome.CREATED
        if row.import_data.get("read") == digest_of(self.by_ref[ref]):
            return Outcome.UNCHANGED
        return Outcome.UPDATED if is_as_written(row) else Outcome.EDITED_HERE

    def reasons(self, ref: str) -> list[Reason]:
        """Why a new one is not quite as it was there."""
        if self.outcomes[ref] != Outcome.CREATED:
            return []
        remark = self.by_ref[ref]
        without_parent = self.parent(remark) in self.missing
        by_name = [Reason(Outcome.CHANGED, BY_NAME.format(self.thread.address or self.thread.identifier))]
        known = [WITHOUT_PARENT] * without_parent + [ELSEWHERE] * remark.answers_elsewhere
        known += [WITHOUT_DATE] * (remark.written is None)
        return known + by_name * self.is_by_name
