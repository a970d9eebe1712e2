"""What is done later: ids in, one verb called."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from blog import linkchecking, mediakeeping
from blog.models import Image, MediaLink, Post, SeenLink, body_media
from blog.revisions import revising
from blog.search.index import index
from blog.shelves import keeping

AT_ONCE = 60  # media links that one run of a recurring job takes
LOOKED_THROUGH = 2000  # to find as many of different hosts
BELOW_MAIL = -10  # other sites may be slow; letters do not wait for them


@task()
def make_renditions(image_id: int) -> int:
    """Make the sizes that a picture lacks, and show them in the texts that name it; how many changed."""
    image = Image.objects.filter(pk=image_id).first()
    made = image.make_renditions() if image else 0
    if image and made:
        show_anew(image)
    return made


def show_anew(image: Image) -> None:
    """Have each text that names the picture show it as it is now."""
    with transaction.atomic():
        for post in Post.everything.naming(image).select_for_update():
            body_media.show_anew(post)


@task()
def compact_shelves() -> None:
    """Make few rows of the many that writers have left in the tallies of lists."""
    keeping.compact()


@task()
def settle_due_posts() -> int:
    """Scheduled posts whose time has come are called published; how many there were."""
    return Post.everything.settle_due()


@task()
def index_posts(keys: list[int]) -> None:
    """Index these posts again, because a name that they show has changed."""
    index(keys)


@task(priority=BELOW_MAIL)
def fetch_media(link_id: int) -> None:
    """Ask the other site about a media link, if that has not been done; what it says is kept here."""
    link = MediaLink.objects.filter(pk=link_id).first()
    if link:
        mediakeeping.fetch(link)


@task(priority=BELOW_MAIL)
def check_media(link_id: int) -> str:
    """Look whether a media link is still there; the verdict, empty while its host is asked too often."""
    link = MediaLink.objects.filter(pk=link_id).first()
    return mediakeeping.check(link).value if link and mediakeeping.may_ask(link.url) else ""


@task()
def fetch_waiting_media() -> int:
    """Have media links asked about that wait: put off, or too many of one host at once; how many."""
    return enqueued(fetch_media, MediaLink.objects.unfetched(timezone.now()))


@task()
def check_due_media() -> int:
    """Have the media links that readers see looked after, each in its turn, some at a time and no host too
    often; how many."""
    return enqueued(check_media, MediaLink.objects.to_check(timezone.now(), Post.everything.published()))


def enqueued(work: Any, links: QuerySet[MediaLink]) -> int:
    """One task a link, so that slow sites hold up nothing else."""
    keys = mediakeeping.gently(links.only("pk", "url")[:LOOKED_THROUGH], AT_ONCE)
    for key in keys:
        work.enqueue(key)
    return len(keys)


@task()
def look_at_links(links: list[str]) -> None:
    """Look at addresses of other sites and keep what came of it."""
    for link in links:
        SeenLink.objects.keep(link, linkchecking.look_at(link))


@task()
def drop_empty_drafts() -> int:
    """Delete rows of texts that somebody began a week ago without typing a word; how many there were."""
    return len(revising.drop_empty(timezone.now() - timedelta(days=7)))
