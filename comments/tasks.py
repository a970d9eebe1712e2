"""What is done later: ids in, one verb called."""

from datetime import datetime

from django.utils import timezone
from django_tasks import task

from comments import expiring, mails, sending
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


@task()
def send_letters() -> int:
    """Send what is due in the outbox; how many letters left."""
    return sending.send_due(send_letters_at)


def send_letters_at(moment: datetime) -> None:
    """Have the outbox looked at then."""
    send_letters.using(run_after=moment).enqueue()


@task()
def purge_unconfirmed() -> int:
    """Remove what nobody has confirmed in time; how many replies."""
    return expiring.purge()
