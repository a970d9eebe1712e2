"""What sorts the branches of a thread: kept on each of their rows, so that one index holds a whole order.

`root_at` is when the root was written: not its number, since an import may bring replies that are older than
those already here. `root_recommended` is how often the root was recommended, and 0 while it is not read: a
place without words stands before nobody. Within a branch, answers stand as they arrived."""

from typing import Any

from django.db.models import Count

from comments.models import Recommendation, Reply, ReplyStatus


def rank(reply: Reply, parent: Reply | None) -> None:
    """Settle where the branch of a reply stands that is not written yet."""
    reply.root_at = parent.root_at if parent else reply.submitted_at
    reply.root_recommended = parent.root_recommended if parent else weight(reply.status, reply.recommended)


def rank_branch(root: Reply) -> None:
    """Its recommendations or its state have changed, under the thread's hold."""
    true = weight(root.status, root.recommended)
    Reply.objects.filter(root=root.pk).exclude(root_recommended=true).update(root_recommended=true)


def weight(status: str, recommended: int) -> int:
    return recommended if status == ReplyStatus.APPROVED else 0


def recommendations(post_id: int, rows: dict[int, dict[str, Any]]) -> dict[int, int]:
    """How often each was recommended here, and on the site from which it came."""
    given = Recommendation.objects.filter(reply__post_id=post_id).values_list("reply")
    numbers: dict[int, int] = dict(given.annotate(number=Count("pk")))
    brought = {pk: row["import_data__recommended"] or 0 for pk, row in rows.items()}
    return {pk: numbers.get(pk, 0) + before for pk, before in brought.items()}


def misranked(post_id: int) -> dict[int, dict[str, Any]]:
    """What should stand on the rows of an article, by number, of those on which something else stands."""
    names = ("recommended", "root_at", "root_recommended")
    found = Reply.objects.filter(post_id=post_id)
    columns = ("pk", "root", "status", "submitted_at", "import_data__recommended", *names)
    rows = {row["pk"]: row for row in found.values(*columns)}
    numbers = recommendations(post_id, rows)
    wrong = {}
    for pk, row in rows.items():
        root = rows.get(row["root"], row)
        ranks = weight(root["status"], numbers.get(root["pk"], 0))
        true = dict(zip(names, (numbers.get(pk, 0), root["submitted_at"], ranks), strict=True))
        if any(row[name] != true[name] for name in names):
            wrong[pk] = true
    return wrong
