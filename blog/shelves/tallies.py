"""Kept counts: how many rows of a table there are of each kind, so that nobody counts them.

A tally is a table with a row for each kind (in PostgreSQL several, which add up, see postgresql.py); the
columns of its kinds, and `number`. An app says with `keep` what it wants counted, while it starts, and makes
the table in a migration."""

# ruff: noqa: S608 (made of these statements and nothing else)

from dataclasses import dataclass

from django.db import connection

from blog.shelves.sql import IS_LISTED, WRITTEN, Event

MONTH = "month of "
EMPTY = "DELETE FROM {}"


@dataclass(frozen=True)
class Tally:
    """`kinds`: column and its value, as SQL of a {row} of `source`; a value that begins with MONTH is the
    first day of a moment's. `only` those rows are counted. `of`: the columns on which all that depends."""

    table: str
    source: str
    kinds: dict[str, str]
    of: tuple[str, ...] = ()
    only: str = "1 = 1"

    @property
    def names(self) -> str:
        return ", ".join(self.kinds)

    @property
    def trigger(self) -> str:
        return f"{self.table}_of_{self.source}"

    def value(self, kind: str, row: str) -> str:
        said = self.kinds[kind].format(row=row)
        return month(said.removeprefix(MONTH)) if said.startswith(MONTH) else said

    def values(self, row: str) -> str:
        return ", ".join(self.value(kind, row) for kind in self.kinds)

    def of_rows(self, rows: str, number: str = "count(*)") -> str:
        """A statement that adds what these rows come to."""
        places = [str(place) for place, value in enumerate(self.kinds.values(), 1) if "{row}" in value]
        return f"""INSERT INTO {self.table} ({self.names}, number)
            SELECT {self.values("counted")}, {number} FROM {rows} AS counted
            WHERE {self.only.format(row="counted")} GROUP BY {", ".join(places)}"""

    def of_row(self, row: str, number: int) -> str:
        """A statement that adds `number` for OLD or NEW. SQLite has one row a kind, changed in place."""
        in_place = f"ON CONFLICT ({self.names}) DO UPDATE SET number = number + excluded.number"
        return f"""INSERT INTO {self.table} ({self.names}, number)
            SELECT {self.values(row)}, {number} WHERE {self.only.format(row=row)}
            {in_place if connection.vendor == "sqlite" else ""}"""

    def events(self) -> dict[str, Event]:
        """What each kind of writing to a row does."""
        added, taken = self.of_row("NEW", 1), self.of_row("OLD", -1)
        done = {"INSERT": (added,), "DELETE": (taken,), "UPDATE": (taken, added)}
        return {
            what: Event(what, self.source, statements, self.of * (what == "UPDATE"), self.of, self.trigger)
            for what, statements in done.items()
        }


def month(moment: str) -> str:
    if connection.vendor == "postgresql":
        return f"date_trunc('month', {moment} AT TIME ZONE 'UTC')::date"
    return f"substr({moment}, 1, 7) || '-01'"


SHELVES = Tally(
    "blog_tally", "blog_listed", {"shelf": "{row}.shelf", "month": f"{MONTH}{{row}}.publish_at"}, ("shelf",)
)
DAYS = Tally(
    "blog_tally",
    "blog_post",
    {"shelf": "-1", "month": "{row}.permalink_date"},
    WRITTEN,
    f"{IS_LISTED} AND {{row}}.permalink_date IS NOT NULL",
)
POSTS = Tally(  # articles and pages by state, and the month by which the admin lists them
    "blog_standing",
    "blog_post",
    {
        "kind": "{row}.kind",
        "status": "{row}.status",
        "month": f"{MONTH}coalesce({{row}}.publish_at, {{row}}.modified_at)",
    },
    ("kind", "status", "publish_at", "modified_at"),
)
kept: list[Tally] = [SHELVES, DAYS, POSTS]


def keep(tally: Tally) -> None:
    """From now on, wherever triggers are installed."""
    if tally not in kept:
        kept.append(tally)


def tables() -> dict[str, Tally]:
    """Each table once, with a tally that it holds."""
    return {tally.table: tally for tally in kept}
