"""What an SQL statement changes, told from its text, as blog/pagecache/statements.py tells what one reads."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from blog.pagecache.statements import Token, parts, tokens

HARMLESS = {
    "SAVEPOINT",
    "RELEASE",
    "ROLLBACK",
    "BEGIN",
    "COMMIT",
    "PRAGMA",
    "SET",
    "SHOW",
    "ANALYZE",
    "EXPLAIN",
    "VACUUM",
}


@dataclass(frozen=True)
class Write:
    """What a statement changes. `columns` are those that are set; `rows` of an INSERT are the parameters'
    places by column; `where` is the text behind WHERE, with the number of parameters before it. `table` of
    `several` are all that are written to."""

    kind: str
    table: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    is_unnested: bool = False
    adds_only: bool = False  # an INSERT that can change no row which is there, of rows as in `rows`
    where: str = ""
    before_where: int = 0


@lru_cache(maxsize=4096)
def write_of(sql: str) -> Write | None:
    """What a statement changes; None if it changes no rows. A kind in small letters was not understood."""
    head = sql.lstrip(" (\n\t")[:12].upper().split()
    kind = head[0] if head else ""
    if kind == "SELECT" or kind in HARMLESS:
        return None
    if kind == "WITH":
        return several_of(sql)
    if kind == "INSERT":
        return insert_of(sql)
    if kind == "UPDATE":
        return update_of(sql)
    if kind == "DELETE":
        match = re.match(r'\s*DELETE FROM "?(\w+)"?(?: WHERE (.*))?$', sql, re.DOTALL)
        return Write(kind, match[1], where=match[2] or "") if match else Write("unclear", "")
    return Write("unclear", "")


def several_of(sql: str) -> Write | None:
    """Of a statement that may hold several writes: none, or the tables alone that all of them write to."""
    verbs = re.findall(r"(?<!DO )\b(?:INSERT|UPDATE|DELETE|MERGE)\b", sql, re.IGNORECASE)
    into = re.findall(r'\b(?:INSERT INTO|(?<!DO )UPDATE|DELETE FROM) "?(\w+)"?', sql, re.IGNORECASE)
    if not verbs:
        return None
    return Write("several", " ".join(into)) if len(into) == len(verbs) else Write("unclear", "")


def insert_of(sql: str) -> Write:
    match = re.match(
        r'\s*INSERT (?:OR \w+ )?INTO "?(\w+)"?\s*\(([^)]*)\)\s*(.*)$', sql, re.DOTALL | re.IGNORECASE
    )
    if not match:
        return Write("unclear", "")
    columns = tuple(re.findall(r"\w+", match[2]))
    if match[3].upper().startswith("SELECT * FROM UNNEST"):
        return Write("INSERT", match[1], columns, is_unnested=True)
    tree = tokens(match[3])
    if not tree or tree[0] != "VALUES":
        return Write("INSERT", match[1], columns)
    rows = []
    for each in tree[1:]:
        if isinstance(each, list):
            rows.append(tuple(simple(part) for part in parts(each, {","})))
        elif each != ",":
            break
    is_clear = all(len(row) == len(columns) for row in rows)
    adds_only = is_clear and bool(rows) and not re.search(r"INSERT OR |\bON CONFLICT\b", sql, re.IGNORECASE)
    return Write("INSERT", match[1], columns, tuple(rows) if is_clear else (), adds_only=adds_only)


def simple(part: list[Token]) -> Token:
    return part[0] if len(part) == 1 else None


def update_of(sql: str) -> Write:
    match = re.match(r'\s*UPDATE "?(\w+)"? SET ', sql, re.IGNORECASE)
    if not match:
        return Write("unclear", "")
    at = where_at(sql)
    setting, where = (sql[match.end() : at], sql[at + len(" WHERE ") :]) if at else (sql[match.end() :], "")
    columns = tuple(re.findall(r'(?:^|, )"?(\w+)"? = ', outermost(setting)))
    return Write("UPDATE", match[1], columns, where=where, before_where=setting.count("%s"))


def where_at(sql: str) -> int:
    """Where the WHERE of the statement itself begins; 0 without one."""
    depth = 0
    for match in re.finditer(r"""'(?:[^']|'')*'|[()]| WHERE """, sql):
        if match[0] == " WHERE " and not depth:
            return match.start()
        depth += {"(": 1, ")": -1}.get(match[0], 0)
    return 0


def outermost(text: str) -> str:
    """Without what stands in parentheses."""
    kept, depth = [], 0
    for character in text:
        depth -= character == ")"
        if not depth:
            kept.append(character)
        depth += character == "("
    return "".join(kept)
