"""Small makers of rows, with what a test does not care about filled in."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from blog.models import Author, Category, Image, Page, Post, PostAuthor, Status, Tag, User
from blog.search import indexing_together
from comments.models import STEP, Reply, ReplyStatus, Thread, Writer, writer_key

PASSWORD = "a long enough password"
numbers = count(1)


def make_user(username: str = "", *, group: str = "", superuser: bool = False, **fields: Any) -> User:
    """A login of the admin, in one of its groups."""
    user = User(
        username=username or f"user{next(numbers)}",
        email=f"{username or 'user'}@example.org",
        is_staff=True,
        is_superuser=superuser,
        **fields,
    )
    user.set_password(PASSWORD)
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_author(name: str = "", **fields: Any) -> Author:
    """A byline."""
    number = next(numbers)
    fields.setdefault("slug", f"author-{number}")
    return Author.objects.create(name=name or f"Author {number}", **fields)


def make_category(name: str = "", parent: Category | None = None, **fields: Any) -> Category:
    """A subject, under another one or at the root."""
    return Category.objects.create(name=name or f"Category {next(numbers)}", parent=parent, **fields)


def make_post(title: str = "", **fields: Any) -> Post:
    """An article, published yesterday unless told otherwise.

    `authors`, `categories` and `tags` (names) take lists; the first category is the main one.
    """
    number = next(numbers)
    authors, categories = fields.pop("authors", []), fields.pop("categories", [])
    tags = fields.pop("tags", [])
    fields.setdefault("status", Status.PUBLISHED)
    fields.setdefault("publish_at", timezone.now() - timedelta(days=1, seconds=-number))
    fields.setdefault("body", "<p>The harbour was quiet that morning.</p>")
    if categories:
        fields.setdefault("primary_category", categories[0])
    with indexing_together():  # each of these saves would index it anew
        post = Post.objects.create(title=title or f"Article {number}", **fields)
        for position, author in enumerate(authors):
            PostAuthor.objects.create(post=post, author=author, position=position)
        if categories:
            post.categories.add(*categories)
        if tags:
            post.tags.add(*tags)
    return post


def make_page(title: str = "", parent: Page | None = None, **fields: Any) -> Page:
    """A published page, under another one or at the root."""
    fields.setdefault("status", Status.PUBLISHED)
    fields.setdefault("publish_at", timezone.now() - timedelta(days=1))
    fields.setdefault("body", "<p>What we are about.</p>")
    return Page.objects.create(title=title or f"Page {next(numbers)}", parent=parent, **fields)


def make_tag(name: str = "", **fields: Any) -> Tag:
    """A tag."""
    return Tag.objects.create(name=name or f"Tag {next(numbers)}", **fields)


def picture_bytes(width: int = 64, height: int = 48, kind: str = "PNG") -> bytes:
    """A real picture file in one colour."""
    buffer = BytesIO()
    Picture.new("RGB", (width, height), "#7a1f1f").save(buffer, kind)
    return buffer.getvalue()


def photograph_bytes(width: int = 700, height: int = 350, quality: int = 95) -> bytes:
    """A JPEG with the tones and the grain of a photograph."""
    size = (width, height)
    slopes = [
        Picture.linear_gradient("L"),
        Picture.radial_gradient("L"),
        Picture.linear_gradient("L").rotate(90),
    ]
    grain = [Picture.effect_noise((width // 4, height // 4), 60).resize(size) for _band in range(3)]
    tones = Picture.merge("RGB", [each.resize(size) for each in slopes])
    buffer = BytesIO()
    Picture.blend(tones, Picture.merge("RGB", grain), 0.3).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def make_image(**fields: Any) -> Image:
    """A picture of the library with a real small file."""
    number = next(numbers)
    fields.setdefault("alt", "A quay with two boats")
    fields.setdefault("width", 64)
    fields.setdefault("height", 48)
    fields.setdefault("title", f"Picture {number}")
    image = Image(mime_type="image/png", **fields)
    image.file.save(f"picture-{number}.png", ContentFile(picture_bytes()), save=True)
    return image


def base36(number: int) -> str:
    """As in a reply's path."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits.rjust(STEP, "0")


def make_reply(post: Post, parent: Reply | None = None, **fields: Any) -> Reply:
    """An approved reply in its place, with the thread's kept counts right.

    It writes rows directly, so that a test of reading does not depend on the code of posting.
    """
    reply = placed_reply(post, parent, **fields)
    keep_counts(post)
    return reply


def placed_reply(post: Post, parent: Reply | None = None, **fields: Any) -> Reply:
    """One whose thread is not counted yet."""
    number = next(numbers)
    fields.setdefault("status", ReplyStatus.APPROVED)
    fields.setdefault("shown", fields["status"] == ReplyStatus.APPROVED)
    fields.setdefault("writer_name", f"Reader {number}")
    fields.setdefault("user_email", f"reader{number}@example.org")
    fields.setdefault("comment", "I was there, and it was otherwise.")
    fields.setdefault("body_html", f"<p>{fields['comment']}</p>")
    fields.setdefault("submitted_at", datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number))
    reply = Reply.objects.create(
        post=post, content_type=content_type(), object_pk=str(post.pk), site_id=1, **fields
    )
    reply.thread_id = parent.thread_id if parent else reply.pk
    reply.parent_id = parent.pk if parent else reply.pk
    reply.root = parent.root if parent else reply.pk
    reply.root_at = parent.root_at if parent else reply.submitted_at
    reply.depth = reply.level = parent.depth + 1 if parent else 0
    reply.path = (parent.path if parent else "") + base36(reply.pk)
    reply.save()
    return reply


def make_writer(email: str = "", **fields: Any) -> Writer:
    """A guest whose address is confirmed."""
    fields.setdefault("confirmed_at", timezone.now())
    email = email or f"guest{next(numbers)}@example.org"
    return Writer.objects.update_or_create(key=writer_key(email), defaults={"email": email, **fields})[0]


def make_replies(number: int, post: Post, **fields: Any) -> list[Reply]:
    """Several replies; every third answers the one before it."""
    replies: list[Reply] = []
    for index in range(number):
        parent = replies[-1] if index % 3 == 2 else None
        replies.append(placed_reply(post, parent, **fields))
    keep_counts(post)
    return replies


def content_type() -> Any:
    """The type of what replies hang on."""
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(Post)


def keep_counts(post: Post) -> None:
    """Set the thread's counts from its rows."""
    replies = Reply.objects.filter(post=post)
    approved = list(replies.approved().order_by().values_list("submitted_at", flat=True))
    counts = {
        "approved_count": len(approved),
        "waiting_count": replies.waiting().count(),
        "last_reply_at": max(approved, default=None),
    }
    if not Thread.objects.filter(post=post).update(**counts):
        Thread.objects.create(post=post, **counts)
