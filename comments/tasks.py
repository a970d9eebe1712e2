"""What is done later: ids in, one verb called."""

from django.utils import timezone
from django_tasks import task

from comments import mails
from comments.models.notice import Notice


@task()
def send_notice(notice_id: int) -> bool:
    """Tell one writer of one answer; whether a mail left."""
    rows = Notice.objects.select_related("parent", "answer__post")
    notice = rows.filter(pk=notice_id).first()
    return notice is not None and mails.send(notice)


@task()
def send_late_notices() -> int:
    """Try again what no attempt could send so far; how many."""
    late = list(Notice.objects.late(timezone.now()).values_list("pk", flat=True))
    for number in late:
        send_notice.enqueue(number)
    return len(late)
