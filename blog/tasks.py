"""What is done later: ids in, one verb called."""

from django.db import transaction
from django_tasks import task

from blog.models import Image, Post, body_media
from blog.search.index import index


@task()
def make_renditions(image_id: int) -> int:
    """Make the sizes that a picture lacks, and show them in the texts that name it; how many were made."""
    image = Image.objects.filter(pk=image_id).first()
    made = image.make_renditions() if image else 0
    if image and made:
        with transaction.atomic():
            for post in Post.everything.naming(image).select_for_update():
                body_media.show_anew(post)
    return made


@task()
def settle_due_posts() -> int:
    """Scheduled posts whose time has come are called published; how many there were."""
    return Post.everything.settle_due()


@task()
def index_posts(keys: list[int]) -> None:
    """Index these posts again, because a name that they show has changed."""
    index(keys)
