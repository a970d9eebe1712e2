"""Who hears of what, when it happens: noted in the transaction that makes it true, sent later by a task."""

from comments.models import Reply
from comments.models.notice import Notice
from comments.tasks import send_notice


def announce(answer: Reply) -> None:
    """Have the writer whom `answer` answers told, if they asked: once, however often it is approved.

    Called inside the transaction in which `answer` becomes readable, which holds the thread.
    """
    parent = Reply.objects.to_be_told_of(answer).only("pk").first()
    if parent is None:
        return
    notice, _made = Notice.objects.get_or_create(parent_id=parent.pk, answer_id=answer.pk)
    if notice.sent_at is None:
        send_notice.enqueue(notice.pk)
