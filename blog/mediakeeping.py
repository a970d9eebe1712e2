"""Media links and the sites they lead to: what is found is kept here, what is gone is noticed."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from blog import fetching, limits, mediafacts
from blog.embeds.addresses import display_host, is_own_path
from blog.embeds.endpoints import endpoint_for
from blog.files.images import UnusablePicture, clean_picture
from blog.mediafacts import Facts, Gone, Later, Verdict
from blog.models import Attachment, Image, MediaLink, Post, body_media
from blog.models.media import source_key
from blog.urlparts import split

PACE = (20, 60)  # questions to one host in so many seconds
MOST_TRIES = 6
FIRST_PAUSE = timedelta(minutes=5)
GONE_AFTER = 2  # days on which the other site said so
SILENT_AFTER = 4  # days on which its host did not answer
CUT_OFF = timedelta(days=2)  # if nobody at all has answered for so long, the fault is ours
MOST_POSTER = 12 * 1024 * 1024


def host_asked(url: str) -> str:
    """The host that answers for an address; empty for a file of our own."""
    return display_host(endpoint_for(url) or url)


def may_ask(url: str) -> bool:
    """Whether the host that answers for this address can be asked now; counts as a question."""
    return is_own_path(url) or limits.allow("outside", host_asked(url), PACE)


def gently(links: Iterable[MediaLink], most: int) -> list[int]:
    """Keys of the first of these links, no more of one host than it is asked at once."""
    asked: Counter[str] = Counter()
    keys: list[int] = []
    for link in links:
        asked[host_asked(link.url)] += 1
        if asked[host_asked(link.url)] <= PACE[0] and len(keys) < most:
            keys.append(link.pk)
    return keys


def fetch(link: MediaLink) -> bool:
    """Ask the other site about a link whose turn it is, and keep what it says; whether it was asked.

    Safe to repeat. What did not answer is asked again later, with growing pauses, six times in all.
    """
    if link.fetch_due_at is None or not may_ask(link.url):
        return False
    try:
        facts = (
            own_facts(link.url) if is_own_path(link.url) else mediafacts.facts_of(link.url, fetching.client)
        )
    except Gone:
        facts = Facts()
    except Later:
        return put_off(link)
    keep(link, facts, poster_of(facts, link.url))
    return True


def put_off(link: MediaLink) -> bool:
    """Ask again after 5, 15, 45 … minutes; after the last try only when the address changes."""
    tries = link.fetch_tries + 1
    due = timezone.now() + FIRST_PAUSE * 3 ** (tries - 1) if tries < MOST_TRIES else None
    same = MediaLink.objects.filter(pk=link.pk, url=link.url)
    same.update(fetch_tries=tries, fetch_due_at=due)
    return True


def own_facts(url: str) -> Facts:
    """Of a file of our own."""
    name = unquote(split(url).path).removeprefix(settings.MEDIA_URL)
    kept = Attachment.objects.filter(file=name).first()
    if kept:
        return Facts(kept.title, "", kept.seconds, "", kept.bytes or None, kept.mime_type)
    if url.startswith(settings.MEDIA_URL) and default_storage.exists(name):
        return Facts(bytes=default_storage.size(name))
    return Facts()


def poster_of(facts: Facts, page: str) -> Image | None:
    """The picture, kept in the library with where it is from; None for one that cannot be had or shown."""
    if not facts.poster:
        return None
    known = Image.objects.filter(source_key=source_key(facts.poster)).exclude(file="").first()
    if known:
        return known
    try:
        answer = fetching.client.fetch(facts.poster, types=("image/",), most=MOST_POSTER)
        if not answer.is_good:
            return None
        stem = PurePosixPath(split(facts.poster).path).stem[:40] or "poster"
        picture = clean_picture(BytesIO(answer.body), f"{stem}-{digest(facts.poster)}")
    except (fetching.FetchError, UnusablePicture):
        return None
    credit = facts.outlet or display_host(page)
    image = Image(title=facts.title, credit=credit, source_url=facts.poster[:2000])
    image.file.save(str(picture.name), picture, save=True)
    return image


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def keep(link: MediaLink, facts: Facts, poster: Image | None) -> None:
    """Write what was found beside what was typed, unless the address has been changed meanwhile."""
    with transaction.atomic():
        row = MediaLink.objects.select_for_update().filter(pk=link.pk, url=link.url).first()
        if row is None:
            return
        row.found_title, row.found_outlet = facts.title, facts.outlet
        row.found_seconds, row.found_poster = facts.seconds, poster
        row.file_bytes, row.file_type = facts.bytes, facts.file_type
        row.fetched_at, row.fetch_due_at, row.fetch_tries = timezone.now(), None, 0
        row.save()
        show_anew(row)


def show_anew(link: MediaLink) -> None:
    """The text of its post shows its card."""
    post = Post.everything.select_for_update(of=("self",)).filter(pk=link.post_id).first()
    if post:
        body_media.show_anew(post)


def check(link: MediaLink) -> Verdict:
    """Look whether it is still there, and keep what follows.

    It is dead once its site has said so on two different days, or its host has been silent on four; then the
    next further address that lives is shown. It comes back with the first good answer.
    """
    verdict, answer = look(link.url)
    if verdict is Verdict.SILENT and MediaLink.objects.only_silent(link, timezone.now() - CUT_OFF):
        verdict = Verdict.UNKNOWN
    living = next_living(link) if verdict in {Verdict.GONE, Verdict.SILENT} else ""
    with transaction.atomic():
        row = MediaLink.objects.select_for_update().filter(pk=link.pk, url=link.url).first()
        if row:
            before = (row.dead_since, row.living_url)
            note(row, verdict, answer, living)
            row.save()
            if before != (row.dead_since, row.living_url):
                show_anew(row)
    return verdict


def look(url: str) -> tuple[Verdict, str]:
    """The verdict on an address, ours or another's."""
    if is_own_path(url):
        name = unquote(split(url).path).removeprefix(settings.MEDIA_URL)
        is_here = not url.startswith(settings.MEDIA_URL) or default_storage.exists(name)
        return (Verdict.ALIVE, "") if is_here else (Verdict.GONE, "404")
    return mediafacts.verdict_on(url, fetching.client)


def next_living(link: MediaLink) -> str:
    """The first of the further addresses at which it lives; empty if there is none."""
    return next((url for url in link.further_urls or [] if look(url)[0] is Verdict.ALIVE), "")


def note(link: MediaLink, verdict: Verdict, answer: str, living: str) -> None:
    """Write one verdict into the row. Failures count once a day."""
    today, last = timezone.now().date(), checked_on(link)
    link.checked_at, link.last_answer = timezone.now(), answer[:300]
    if verdict is Verdict.ALIVE:
        link.failures, link.dead_since, link.living_url = 0, None, ""
    elif verdict is not Verdict.UNKNOWN:
        if link.failures == 0 or last != today:
            link.failures = min(link.failures + 1, 1000)
        most = GONE_AFTER if verdict is Verdict.GONE else SILENT_AFTER
        if link.failures >= most and link.dead_since is None:
            link.dead_since = timezone.now()
        link.living_url = living if link.dead_since else ""


def checked_on(link: MediaLink) -> date | None:
    return link.checked_at.date() if link.checked_at else None
