"""Moderators hear that replies wait: when the first does, then once a day for as long as any waits.

Where moderators are quick and replies many, the queue begins often; nobody hears of it twice in an hour."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from blog.models import User
from comments.mail import outbox
from comments.models import Letter, Reply, Vigil

CALM = timedelta(hours=1)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@task()
def look() -> int:
    """Write to the moderators if it is time; for how many days replies have been waiting."""
    if not Reply.objects.waiting().exists():
        Vigil.objects.all().delete()
        return 0
    now = timezone.now()
    vigil, _begins = Vigil.objects.get_or_create(pk=1, defaults={"begun_at": now})
    day = (now - vigil.begun_at).days
    lately = Letter.objects.filter(kind=Letter.Kind.QUEUE, made_at__gt=now - CALM)
    for user in moderators().exclude(pk__in=lately.values("user")):
        key = f"queue:{vigil.begun_at:%Y%m%d%H%M%S%f}:{day}:{user.pk}"
        outbox.post(Letter.Kind.QUEUE, key, user=user)
    return day


def moderators() -> QuerySet[User]:
    """Active logins that may moderate, have an address, and did not say that they want no such mail."""
    able = User.objects.with_perm("comments.moderate_reply", backend=BACKEND)
    return able.exclude(email="").exclude(staff_mail__queue=False)


def is_wanted_by(user: User) -> bool:
    return moderators().filter(pk=user.pk).exists()
