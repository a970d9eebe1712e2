"""Imports write one after the other: two of one site, at once, would both make what neither has found."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from blog.alone import alone

WAITING = "Another import is writing; this one goes on when it has ended."


def my_turn(say: Callable[[str], object] | None = None) -> AbstractContextManager[None]:
    """Inside, no other import writes; `say` is told, once, that one has to end first."""
    return alone("importing", lambda: say(WAITING) if say else None)
