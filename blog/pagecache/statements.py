"""What an SQL statement reads, told from its text. No database, and no model.

It knows the SQL that Django writes. Of what it does not understand it says less, so that whoever asks takes
more for read or changed: `rows of this table`, instead of `rows of this article`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

TOKEN = re.compile(r"""("(?:[^"]|"")*")|('(?:[^']|'')*')|(%s)|([A-Za-z_]\w*)|(\d+)|(\s+)|(.)""", re.DOTALL)
ENDS_FROM = {"WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "FOR", "WINDOW"}
ENDS_WHERE = ENDS_FROM - {"WHERE"} | {"RETURNING"}
SETS = {"UNION", "INTERSECT", "EXCEPT"}
NO_ALIAS = (
    ENDS_FROM | SETS | {"ON", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "JOIN", "USING", "NATURAL", "AS"}
)


@dataclass(frozen=True)
class Parameter:
    """The place of a `%s` among the parameters."""

    index: int


Token = Any  # a word, `"a name"`, a Parameter, or a list of what stands in parentheses


@dataclass
class Reading:
    """A table in one SELECT. `pins`: (column, parameters) that its rows must equal; `hangs_on`: (column,
    alias of an outer SELECT) whose key they must equal; `is_base`: it stands first; `is_asked`: the WHERE
    asks something of it."""

    table: str
    alias: str
    select: int
    outer: int | None
    is_base: bool
    is_asked: bool = False
    pins: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    hangs_on: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Select:
    """What a statement reads. `is_clear`: it was understood; otherwise `readings` are bare names."""

    readings: list[Reading]
    columns: frozenset[str]
    is_clear: bool = True


def tokens(sql: str) -> list[Token]:
    """The statement as a tree: lists for parentheses."""
    stack: list[list[Token]] = [[]]
    number = 0
    for match in TOKEN.finditer(sql):
        text = match[0]
        if match[6]:
            continue
        if text == "(":
            stack.append([])
        elif text == ")" and len(stack) > 1:
            inner = stack.pop()
            stack[-1].append(inner)
        elif match[3]:
            stack[-1].append(Parameter(number))
            number += 1
        else:
            stack[-1].append(text.upper() if match[4] and not match[1] else text)
    return stack[0]


def name(token: Token) -> str:
    """A table, column or alias without its quotation marks; empty for anything else."""
    if not isinstance(token, str) or not token:
        return ""
    if token[0] == '"':
        return token[1:-1]
    return token.lower() if token[0].isalpha() or token[0] == "_" else ""


@lru_cache(maxsize=4096)
def select_of(sql: str) -> Select:
    """What a SELECT reads."""
    tree = tokens(sql)
    select = Select([], frozenset(re.findall(r'"(\w+)"', sql)))
    if tree and tree[0] == "SELECT":
        walk(tree, select, None, [0])
    if not select.readings or tree[0] != "SELECT":
        names = re.findall(r'(?:FROM|JOIN|,)\s+"?(\w+)"?', sql, re.IGNORECASE)
        select.readings = [Reading(each, each, 0, None, True) for each in dict.fromkeys(names)]
        select.is_clear = False
    return select


def walk(tree: list[Token], into: Select, outer: int | None, count: list[int]) -> None:
    """Every SELECT in the tree, with those inside it."""
    if "SELECT" in tree:
        for part in parts(tree, SETS):
            read_one(part, into, outer, count)
        return
    for token in tree:
        if isinstance(token, list):
            walk(token, into, outer, count)


def read_one(part: list[Token], into: Select, outer: int | None, count: list[int]) -> None:
    own = count[0] = count[0] + 1
    where = between(part, "WHERE", ENDS_WHERE)
    found = list(tables_of(between(part, "FROM", ENDS_FROM), own, outer))
    into.readings.extend(found)
    by_alias = {each.alias: each for each in found}
    for condition in conjuncts(where):
        pin(condition, by_alias)
    mentioned = set(flat(where))
    for each in found:
        each.is_asked = f'"{each.alias}"' in mentioned or each.alias.upper() in mentioned
    for token in part:
        if isinstance(token, list):
            walk(token, into, own, count)


def parts(tree: list[Token], separators: set[str]) -> Iterator[list[Token]]:
    """The tree in pieces between these words."""
    piece: list[Token] = []
    for token in tree:
        if isinstance(token, str) and token in separators:
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def between(tree: list[Token], start: str, ends: set[str]) -> list[Token]:
    """What stands after the word `start`, up to one of `ends`."""
    if start not in tree:
        return []
    rest = tree[tree.index(start) + 1 :]
    stop = next((at for at, token in enumerate(rest) if isinstance(token, str) and token in ends), len(rest))
    return rest[:stop]


def tables_of(tree: list[Token], select: int, outer: int | None) -> Iterator[Reading]:
    """The tables behind FROM."""
    expected = is_first = True
    for at, token in enumerate(tree):
        if expected and name(token):
            following = tree[at + 1] if at + 1 < len(tree) else ""
            if following == "AS":
                following = tree[at + 2]
            has_alias = isinstance(following, str) and following not in NO_ALIAS and name(following)
            alias = name(following) if has_alias else name(token)
            yield Reading(name(token), alias, select, outer, is_first)
            expected = is_first = False
        elif token in ("JOIN", ","):
            expected = True
        elif isinstance(token, list):
            expected = False


def conjuncts(tree: list[Token]) -> Iterator[list[Token]]:
    """The conditions that all hold; an OR or a NOT hides what it holds."""
    if len(tree) == 1 and isinstance(tree[0], list):
        yield from conjuncts(tree[0])
    elif "OR" not in tree:
        pieces = list(parts(tree, {"AND"}))
        if len(pieces) == 1:
            yield tree
        elif "BETWEEN" not in tree:
            for piece in pieces:
                yield from conjuncts(piece)


def pin(condition: list[Token], by_alias: dict[str, Reading]) -> None:
    """Note `alias.column = %s`, `IN (%s, …)`, and `alias.column = (outer.key)`; a plus before them says only
    that no index is wanted."""
    condition = condition[condition[:1] == ["+"] :]
    if len(condition) < 5 or condition[1] != ".":
        return
    reading, column, operator, value = (
        by_alias.get(name(condition[0])),
        name(condition[2]),
        condition[3],
        condition[4:],
    )
    if reading is None or len(value) != 1:
        return
    if operator == "=" and isinstance(value[0], Parameter):
        reading.pins.append((column, (value[0].index,)))
    elif operator == "=" and isinstance(value[0], list) and len(value[0]) == 3 and value[0][1] == ".":
        reading.hangs_on.append((column, name(value[0][0])))
    elif operator == "IN" and isinstance(value[0], list):
        inside = [each for each in value[0] if each != ","]
        if all(isinstance(each, Parameter) for each in inside):
            reading.pins.append((column, tuple(each.index for each in inside)))


def flat(tree: list[Token]) -> Iterator[str]:
    """Every word in the tree."""
    for token in tree:
        if isinstance(token, list):
            yield from flat(token)
        elif isinstance(token, str):
            yield token
