"""Why an import ended before its time, in words for whoever began it."""

from blog.files.diskspace import is_full

AGAIN = "Import again to go on where it was."


def why_stopped(error: BaseException) -> str:
    """A sentence, or what a mistake of the program calls itself."""
    if isinstance(error, KeyboardInterrupt):
        return f"It was stopped on the terminal. {AGAIN}"
    if is_full(error):
        return f"There was no room left on the server. {AGAIN}"
    return f"{type(error).__name__}: {error}"
