"""What is known of the tables that pages show: said by the apps, known to no module here.

Of a table of which nothing is said, every change drops every page that read it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Rows = dict[Any, dict[str, Any]]  # by key; columns as the database gives them


@dataclass(frozen=True)
class Table:
    """`keys`: columns and the kind of thing that a value in them names (`{"post_id": "post"}`); a row is
    shown by pages that show one of them. `unshown`: columns that no page shows (None: the whole table).
    `lookup`: from changed rows as they were and as they are, by `key`, what else has changed; asked after the
    COMMIT. `is_any_counted`: whether each change drops pages that read rows of any kind: otherwise `lookup`
    says which do. `unseen`: a column, and the values with which a new row is shown nowhere yet."""

    key: str = "id"
    keys: Mapping[str, str] = field(default_factory=dict)
    unshown: frozenset[str] = frozenset()
    is_shown: bool = True
    looked_up: tuple[str, ...] = ()
    lookup: Callable[[Rows, Rows], Iterable[str]] | None = None
    is_any_counted: bool = True
    comes_with: str = ""  # rows of this table are added and taken out only with those of that one
    unseen: tuple[str, frozenset[Any]] | None = None
    parts: frozenset[str] = frozenset()  # tables whose rows a page shows with a row of this one


TABLES: dict[str, Table] = {}
ALWAYS: set[str] = set()  # tables on which every page depends, whether it read them or had them at hand
EXPIRIES: list[Callable[[set[str]], float]] = []


def shows(name: str, **said: Any) -> None:
    """Say how a table is shown."""
    TABLES[name] = Table(**said)


def add_part(name: str, part: str) -> None:
    """A page shows rows of `part` with the rows of the table to which they belong."""
    TABLES[name] = replace(TABLES[name], parts=TABLES[name].parts | {part})


def hides(*names: str) -> None:
    """No page for everybody shows anything of these tables; one that reads them is not kept."""
    for name in names:
        TABLES[name] = Table(is_shown=False)


def shown_everywhere(*names: str) -> None:
    """Every page shows these tables' rows: any change drops every page."""
    ALWAYS.update(names)


def expires_by(when: Callable[[set[str]], float]) -> None:
    """`when(things)` is the moment (Unix time, or infinity) at which time changes one of them."""
    EXPIRIES.append(when)


PLAIN = Table()


def known(name: str) -> Table:
    return TABLES.get(name, PLAIN)
