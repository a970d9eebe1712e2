"""How far something long is, on a terminal: one line that rewrites itself."""

import time
from typing import Any, Protocol


class Stream(Protocol):
    """What a management command writes to."""

    def write(self, msg: str = "", style_func: Any = None, ending: str | None = None) -> None: ...

    def flush(self) -> None: ...

    def isatty(self) -> bool: ...


class Progress:
    """Call it with what is done and what there is: how far, how fast, how long still. Silent in a file."""

    def __init__(self, stream: Stream) -> None:
        self.stream, self.what = stream, ""
        self.started = self.told = 0.0
        self.begun = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if what != self.what:
            self.what, self.started, self.told, self.begun = what, now, 0.0, done
        if not self.stream.isatty() or (done < total and now - self.told < 0.1):
            return
        self.told = now
        line, ending = self.line(done, total, now), "" if done < total else "\n"
        self.stream.write(f"\r{line:<78}", str, ending)  # not in the colour of errors
        self.stream.flush()

    def clear(self) -> None:
        """Make room for a line of something else."""
        if self.stream.isatty():
            self.stream.write(f"\r{'':<78}\r", str, "")
            self.stream.flush()

    def line(self, done: int, total: int, now: float) -> str:
        filled = round(20 * done / total) if total else 20
        bar = "█" * filled + "·" * (20 - filled)
        rate = (done - self.begun) / max(now - self.started, 0.001)
        still = f", {rate:,.0f} a second, {in_words((total - done) / rate)} left" if rate else ""
        return f"{self.what} {bar} {done:,} of {total:,}{still}"


def in_words(seconds: float) -> str:
    """`45 s`, `12 min`, `2 h 5 min`: as exactly as such a guess can be."""
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
