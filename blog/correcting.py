"""A correction meets its article: readers see it at once, and feeds say that the article has changed."""

from django.db import transaction
from django.utils import timezone

from blog.models import Correction, Post, User


@transaction.atomic
def correct(correction: Correction, by: User) -> None:
    """Say (or say anew) what was wrong in its post. The post counts as modified now."""
    correction.user = correction.user or by
    correction.save()
    touch(correction.post_id)


@transaction.atomic
def take_back(correction: Correction) -> None:
    """Readers see it no more."""
    correction.delete()
    touch(correction.post_id)


def touch(post_id: int) -> None:
    """Nothing but its time: what somebody is writing in its form meanwhile stays untouched."""
    Post.everything.filter(pk=post_id).update(modified_at=timezone.now())
