"""How far something long is, on a terminal."""

import io

import pytest

from blog.progress import Progress, in_words


class Terminal(io.StringIO):
    def isatty(self):
        return True

    def write(self, msg="", style_func=None, ending=None):
        return super().write(f"{msg}{ending or ''}")


@pytest.fixture
def clock(monkeypatch):
    """Its own time, in seconds."""
    now = [1000.0]
    monkeypatch.setattr("blog.progress.time.monotonic", lambda: now[0])
    return now


def test_rate_and_time_left_are_those_of_what_is_under_way(clock):
    terminal = Terminal()
    progress = Progress(terminal)
    progress("reading", 0, 10)
    clock[0] += 10
    progress("reading", 10, 10)
    progress("importing", 0, 100_000)
    clock[0] += 10
    progress("importing", 5_000, 100_000)
    assert terminal.getvalue().rpartition("\r")[2].rstrip() == (
        "importing █··················· 5,000 of 100,000, 500 a second, 3 min left"
    )


def test_end_of_the_line_is_the_end_of_what_is_done(clock):
    terminal = Terminal()
    progress = Progress(terminal)
    progress("copying", 1, 2)
    clock[0] += 0.01  # too soon to be told again, but for the last
    progress("copying", 2, 2)
    assert terminal.getvalue().endswith("\n")
    assert "2 of 2" in terminal.getvalue()


def test_a_file_holds_none_of_it(clock):
    stream = Terminal()
    stream.isatty = lambda: False
    Progress(stream)("copying", 1, 2)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(99, "99 s"), (125, "2 min"), (5_900, "98 min"), (7_500, "2 h 5 min")]
)
def test_time_is_told_as_exactly_as_it_can_be_guessed(seconds, words):
    assert in_words(seconds) == words
