"""What sorts the branches of a thread: kept on each of their rows, so that one index holds a whole order.

`root_at` is when the root was written: not its number, since an import may bring replies that are older than
those already here. `root_recommended` is how often the root was recommended, and 0 while it is not read: a
place without words stands before nobody. Within a branch, answers stand as they arrived."""

from comments.models import Reply, ReplyStatus


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
