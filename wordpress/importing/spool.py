"""The records of all files of one site, kept on disk while the import runs.

Every file is read once, before the database is touched; what follows reads from here, in the order it needs
and as often as it likes. Memory holds one batch, whatever the size of the files.
"""

import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from wordpress.reader import Author, Item, ItemTerm, Record, Site, Term

from .addresses import dated
from .clock import ahead_of_gmt
from .kinds import Stage, kind_of, stage_of
from .lists import shelves_of
from .scratch import Scratch
from .source import Source, digest, own_slug, path_of
from .taxonomynames import is_known_to_readers

__all__ = ["Reading", "Row", "Spool", "Stage"]

TABLES = """
CREATE TABLE item (
    n INTEGER PRIMARY KEY, file INTEGER, stage INTEGER, depth INTEGER DEFAULT 0, number INTEGER, ref TEXT,
    parent INTEGER, wanted TEXT, day TEXT, path TEXT, is_first INTEGER, data BLOB
);
CREATE INDEX item_ref ON item (ref, file);
CREATE TABLE named (
    n INTEGER PRIMARY KEY, taxonomy TEXT, slug TEXT, name TEXT, UNIQUE (taxonomy, slug, name)
);
CREATE TABLE filed (taxonomy TEXT, ref TEXT, PRIMARY KEY (taxonomy, ref)) WITHOUT ROWID;
CREATE TABLE shelf (kind TEXT, first TEXT, PRIMARY KEY (kind, first)) WITHOUT ROWID;
CREATE TABLE record (n INTEGER PRIMARY KEY, data BLOB);
"""
COLUMNS = "n, file, number, ref, parent, wanted, day, path"


@dataclass(frozen=True, slots=True)
class Row:
    """What planning needs of an item. `wanted` is the slug it would like, `day` the date in its address."""

    n: int
    file: int
    number: int | None
    ref: str
    parent: int
    wanted: str
    day: str
    path: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its number and its name here. `place`: its depth (of a page) and its file by number."""

    n: int
    ref: str
    place: tuple[int, int]
    is_first: bool  # of its ref in the file
    item: Item


class Spool:
    """Items, authors and terms of one source."""

    def __init__(self, source: Source, scratch: Scratch) -> None:
        self.source, self.scratch, self.settings = source, scratch, ""
        self.clocks: Counter[timedelta] = Counter()  # of articles: how far ahead of GMT
        self.cut: set[str] = set()  # pages that stand at the top because they are below themselves
        self._database = scratch.database
        self._database.executescript(TABLES)

    def add(self, record: Record, file: int) -> None:
        if isinstance(record, Item):
            self._add_item(record, file)
        elif not isinstance(record, Site):
            self._database.execute("INSERT INTO record VALUES (NULL, ?)", (pickle.dumps(record, 5),))

    def _add_item(self, item: Item, file: int) -> None:
        ref, stage = self.ref(item, file), stage_of(item)
        seen = "SELECT 1 FROM item WHERE ref = ? AND file = ?"
        is_first = not self._database.execute(seen, (ref, file)).fetchone()
        day = dated(item)
        self._database.execute(
            "INSERT INTO item VALUES (NULL, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                file, int(stage), item.id, ref, item.parent, wanted_slug(item),
                day.isoformat() if day else "", path_of(item.link), is_first, pickle.dumps(item, 5),
            ),
        )  # fmt: skip
        self._add_terms(item, ref, stage)
        if stage is Stage.ARTICLE and (ahead := ahead_of_gmt(item)) is not None:
            self.clocks[ahead] += 1
        shelves = shelves_of(item, stage, path_of(self.source.base))
        self._database.executemany("INSERT OR IGNORE INTO shelf VALUES (?, ?)", shelves)
        if item.type == "wp_block":
            self.scratch.add_block(item.id or 0, item.content)

    def _add_terms(self, item: Item, ref: str, stage: Stage) -> None:
        """Terms as items name them; of other taxonomies those of articles, which may come in as tags."""
        named = item.term_pairs("category", "post_tag")
        if stage is Stage.ARTICLE:
            others = [each for each in item.terms if is_known_to_readers(each.taxonomy)]
            named += others
            filed = {(each.taxonomy, ref) for each in others}
            self._database.executemany("INSERT OR IGNORE INTO filed VALUES (?, ?)", filed)
        rows = [(each.taxonomy, each.slug, each.name) for each in named]
        self._database.executemany("INSERT OR IGNORE INTO named VALUES (NULL, ?, ?, ?)", rows)

    def ref(self, item: Item, file: int) -> str:
        """What the item is called here. Posts, pages and files share WordPress's numbers.

        Files made by other tools give several items one number; the first keeps it, the others and items
        without a number are known by what they say.
        """
        said = digest(item)
        if item.id is not None and self.scratch.claim(file, item.id, said):
            return self.source.ref("post", item.id)
        return self.source.ref("post", f"~{said}")

    def close_file(self) -> None:
        self._database.execute("CREATE INDEX IF NOT EXISTS item_stage ON item (stage, depth, file, n)")

    # Reading

    def others(self) -> Iterator[Author | Term]:
        """Authors and terms, in the order of the files."""
        for (data,) in self._database.execute("SELECT data FROM record ORDER BY n"):
            yield pickle.loads(data)  # noqa: S301 - written by this process

    def named(self) -> Iterator[ItemTerm]:
        """Terms as items name them, in the order of the files."""
        for row in self._database.execute("SELECT taxonomy, slug, name FROM named ORDER BY n"):
            yield ItemTerm(*row)

    def filed(self) -> dict[str, int]:
        """By taxonomies that have no place here: how many articles have any of their terms."""
        query = "SELECT taxonomy, count(*) FROM filed GROUP BY taxonomy ORDER BY taxonomy"
        return dict(self._database.execute(query))

    def shelves(self) -> dict[str, set[str]]:
        """By type: the first words of the addresses of its items, empty for one that stood at the top; by the
        taxonomy of formats: those that are used."""
        found: dict[str, set[str]] = {}
        for kind, first in self._database.execute("SELECT kind, first FROM shelf"):
            found.setdefault(kind, set()).add(first)
        return found

    def rows(self, stage: Stage) -> Iterator[Row]:
        """The items of a stage as planning sees them, each once a file."""
        query = f"SELECT {COLUMNS} FROM item WHERE stage = ? AND is_first ORDER BY n"  # noqa: S608
        for row in self._database.execute(query, (int(stage),)):
            yield Row(*row)

    def items(self, stage: Stage) -> Iterator[Entry]:
        """By depth, then file."""
        query = "SELECT n, ref, depth, file, is_first, data FROM item WHERE stage = ? ORDER BY depth, file, n"
        for n, ref, depth, file, is_first, data in self._database.execute(query, (int(stage),)):
            item = pickle.loads(data)  # noqa: S301 - written by this process
            yield Entry(n, ref, (depth, file), bool(is_first), item)

    def set_depths(self, depths: dict[int, int]) -> None:
        self._database.executemany(
            "UPDATE item SET depth = ? WHERE n = ?", [(d, n) for n, d in depths.items()]
        )

    def refs(self) -> Iterator[str]:
        """What all items are called."""
        for (ref,) in self._database.execute("SELECT DISTINCT ref FROM item"):
            yield ref

    def holds(self, ref: str) -> bool:
        """Whether any file has the item of this ref."""
        return bool(self._database.execute("SELECT 1 FROM item WHERE ref = ? LIMIT 1", (ref,)).fetchone())


def item_at(scratch: Scratch, n: int) -> Item:
    """The item of this number in the spool."""
    (data,) = scratch.database.execute("SELECT data FROM item WHERE n = ?", (n,)).fetchone()
    return pickle.loads(data)  # type: ignore[no-any-return]  # noqa: S301 - written by this import


def wanted_slug(item: Item) -> str:
    """WordPress's own slug as it can be here; a draft that has neither slug nor title has none yet."""
    drafts = {"draft", "auto-draft", "pending"}
    if not item.slug and item.status in drafts and not item.title.strip():
        return ""
    return own_slug(item.slug, item.title, "untitled")


class Reading:
    """Takes one file into the spool of its site, and counts what it holds."""

    def __init__(
        self, number: int, spools: "Spools", told: Callable[[int], None] = lambda place: None
    ) -> None:
        self.number, self.spools, self.told = number, spools, told
        self.found: Counter[str] = Counter()
        self.spool: Spool | None = None

    def begin(self) -> None:
        if self.spool:
            self.spool.scratch.database.execute("ROLLBACK")
        self.found.clear()
        self.spool = None

    def take(self, record: Record) -> None:
        if isinstance(record, Site):
            self.spool = self.spools.of(Source.of(record))
            self.spool.settings = record.settings or self.spool.settings
            self.spool.scratch.database.execute("BEGIN")
        elif self.spool:
            self.spool.add(record, self.number)
        if isinstance(record, Item):
            self.found[kind_of(record)] += 1
            self.found["comment"] += len(record.comments)

    def end(self) -> None:
        if self.spool:
            self.spool.scratch.database.execute("COMMIT")
            self.spool.close_file()


class Spools:
    """The spool of each site whose files are read. Use as a context manager."""

    def __init__(self) -> None:
        self.by_source: dict[str, Spool] = {}

    def __enter__(self) -> "Spools":
        return self

    def __exit__(self, *error: object) -> None:
        for spool in self.by_source.values():
            spool.scratch.close()

    def of(self, source: Source) -> Spool:
        if source.name not in self.by_source:
            self.by_source[source.name] = Spool(source, Scratch())
        return self.by_source[source.name]


def day_of(row: Row) -> date | None:
    return date.fromisoformat(row.day) if row.day else None
