"""Comments that others answer and the file does not hold. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime

from wordpress.reader import Comment

MISSING = "missing"  # the state of a comment that others answer and the file does not hold


def with_missing(comments: Sequence[Comment], here: Collection[int] = ()) -> list[Comment]:
    """The comments, and an empty one for each that is answered but neither in the file nor `here` already.

    WordPress never exports spam, and what was deleted leaves its answers behind. An empty place keeps answers
    to the same comment together and every parent true.
    """
    numbers = {comment.id for comment in comments} | set(here)
    oldest: dict[int, Comment] = {}
    for comment in comments:
        if comment.parent > 0 and comment.parent not in numbers:
            known = oldest.get(comment.parent)
            if known is None or _date(comment) < _date(known):
                oldest[comment.parent] = comment
    places = [
        Comment(id=number, date=answer.date, date_gmt=answer.date_gmt, approved=MISSING)
        for number, answer in oldest.items()
    ]
    return [*comments, *places]


def _date(comment: Comment) -> datetime:
    return comment.date_gmt or comment.date or datetime.max
