"""How far something long is, on a terminal: one line that rewrites itself."""

import time
from typing import Protocol


class Stream(Protocol):
    """What a management command writes to."""

    def write(self, msg: str = "", style_func: None = None, ending: str | None = None) -> None: ...

    def flush(self) -> None: ...

    def isatty(self) -> bool: ...


class Progress:
    """Call it with what is done and what there is; it says the rate and the time left. Silent in a file."""

    def __init__(self, stream: Stream, what: str) -> None:
        self.stream, self.what = stream, what
        self.started = self.told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self.stream.isatty() or (done < total and now - self.told < 0.1):
            return
        self.told = now
        rate = done / max(now - self.started, 0.001)
        left = (total - done) / rate if rate else 0
        line = f"{self.what}: {done:,} of {total:,}, {rate:,.0f} a second, {left:.0f} s left"
        self.stream.write(f"\r{line:<78}", ending="" if done < total else "\n")
        self.stream.flush()
