"""What a transaction changes of what pages show, and when the stamps hear of it.

Before the COMMIT it is announced, so that a process that dies between the two leaves pages that are
suspected; right after it the stamps are raised, before anybody is told that the change is done. A rollback
leaves nothing. What depends on other rows (who writes the article, what stands beside it) is asked after the
COMMIT, so that of two transactions at once the later one sees both.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from blog.pagecache import house, outbox, untold
from blog.pagecache.stamps import EVERYTHING, slots
from blog.pagecache.tables import Rows, known

logger = logging.getLogger("blog.pagecache")

MOST_ROWS = 1000  # of one statement or table; beyond that, whatever read the table falls


@dataclass
class Changes:
    """Of one connection, since its transaction began. `before`: rows as they were before it touched them;
    `since`: the highest number a table had before rows were added."""

    connection: BaseDatabaseWrapper
    things: set[str] = field(default_factory=set)
    before: dict[str, Rows] = field(default_factory=lambda: defaultdict(dict))
    since: dict[str, int] = field(default_factory=dict)
    moved: tuple[str, list[Any]] | None = None
    is_everything: bool = False
    is_rebuilt: bool = False  # a migration runs: the tables may not be as they are known

    def __bool__(self) -> bool:
        return bool(self.things or self.before or self.since or self.is_everything)

    def forget(self) -> None:
        self.things, self.before, self.since, self.is_everything = set(), defaultdict(dict), {}, False

    def carried_out(self, commit: Callable[[], Any], end: Callable[[], Any]) -> Any:
        """Commit between announcement and stamps. `end` ends the reads that were needed afterwards."""
        if not self:
            return commit()
        is_known = not (self.before or self.since or self.is_everything)
        expected = slots(every_kind(self.things)) if is_known else None
        purge = outbox.write_down(self.connection, expected)
        announced = house.announce(expected)
        places = [EVERYTHING]
        try:
            self.note_untold(announced)  # committed with the change, where that is a transaction
            return commit()
        finally:
            # Whatever fails here: an announcement that stood for ever would have every page suspected.
            try:
                places = self.places(end)
                if self.note_untold(announced):  # after it, where it is a statement alone
                    end()
            except Exception:
                logger.exception("after a COMMIT the connection could not be used: all pages fall")
            finally:
                house.settle(announced, places)
                self.forget()
                outbox.purge(self.connection, purge, places, end)

    def note_untold(self, announced: house.Announcement | None) -> bool:
        """Write down what cannot be told to the other machines; whether that was needed."""
        if machine := house.left_alone(announced):
            untold.note(self.connection, machine)
        return bool(machine)

    def places(self, end: Callable[[], Any]) -> list[int]:
        """The stamps to raise. Whatever goes wrong in asking, all."""
        if self.is_everything:
            return [EVERYTHING]
        try:
            things = self.things | set(self.looked_up())
            things = every_kind(things)
        except OverflowError as many:
            logger.info("more rows of %s than are followed one by one: all pages fall", many)
            return [EVERYTHING]
        except Exception:
            logger.exception("what a change means for pages could not be asked: all of them fall")
            return [EVERYTHING]
        finally:
            if self.before or self.since:
                end()
        return slots(things) if len(things) <= 50 * MOST_ROWS else [EVERYTHING]

    def looked_up(self) -> Iterable[str]:
        """What the changed rows of each table mean, seen as they were and as they are."""
        for name in [*self.before, *(set(self.since) - set(self.before))]:
            table, before = known(name), self.before.get(name, {})
            after = (
                self.rows(name, f'"{table.key}" IN ({", ".join(["%s"] * len(before))})', [*before])
                if before
                else {}
            )
            if name in self.since:
                after |= self.rows(name, f'"{table.key}" > %s', [self.since[name]])
            if len(after) > MOST_ROWS or table.lookup is None:
                raise OverflowError(name)
            yield from table.lookup(before, after)

    def rows(self, name: str, where: str, params: list[Any]) -> Rows:
        """At most one row more than may be followed."""
        table = known(name)
        columns = [table.key, *table.looked_up, *table.keys]
        chosen = ", ".join(f'"{column}"' for column in columns)
        sql = f'SELECT {chosen} FROM "{name}" WHERE {where or "1 = 1"} LIMIT {MOST_ROWS + 1}'  # noqa: S608
        # A cursor of the backend itself: nobody counts or watches what is asked here.
        with closing(self.connection.create_cursor()) as cursor:
            cursor.execute(sql, params)
            return {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}

    def highest(self, name: str) -> int:
        with closing(self.connection.create_cursor()) as cursor:
            cursor.execute(f'SELECT MAX("{known(name).key}") FROM "{name}"')  # noqa: S608
            return cursor.fetchone()[0] or 0


def every_kind(things: set[str]) -> set[str]:
    """With what pages depend on that show very many of a kind."""
    return things | {f"every:{thing.partition(':')[0]}" for thing in things}
