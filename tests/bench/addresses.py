"""Which pages are measured, and who asks for them."""

from dataclasses import dataclass, field
from urllib.parse import quote

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from blog.models import Author, Tag, User
from blog.shelves.reading import Shelf
from comments.models import Writer
from comments.writers import confirming
from tests.bench.loading import NEWEST, RARE, Journal

CONTROL = "/healthz"  # next to nothing
SENT = "The pier was there before either navy, and nobody has asked the harbour master."


@dataclass(frozen=True)
class Asked:
    """One request: who asks (a cookie), what is sent (fields of a form), which status is right."""

    address: str
    cookie: str = ""
    form: dict[str, str] = field(default_factory=dict)
    typed: str = SENT
    status: str = "200"


def pages_of(journal: Journal) -> dict[str, Asked]:
    """One request of every kind; what changes something comes last."""
    return {
        **{name: Asked(address) for name, address in public(journal).items()},
        **{name: Asked(address, cookie_of_editor()) for name, address in newsroom(journal).items()},
        **sent(journal),
    }


def public(journal: Journal) -> dict[str, str]:
    """Every reader's; the deep ones as deep as there is."""
    category = journal.category.get_absolute_url()
    filed = Shelf.of(journal.category).count()
    words = journal.with_one.body_text.split()
    article, long = journal.with_one.get_absolute_url(), journal.with_many.get_absolute_url()
    return {
        "article, 1 reply": article,
        "article, 1,000 replies": long,
        "all 1,000 on one page": f"{long}?replies=all",
        "front": "/",
        "page 2": "/page/2/",
        "page 5,000": f"/page/{min(5_000, journal.articles // 10)}/",
        "category": category,
        "category, 1,000 deep": f"{category}page/{min(1_000, filed // 10)}/",
        "tag": Tag.objects.order_by("pk")[3].get_absolute_url(),
        "author": Author.objects.order_by("pk")[3].get_absolute_url(),
        "year": f"/{NEWEST.year - 2}/",
        "feed": "/feed/",
        "category feed": f"{category}feed/",
        "replies feed": "/comments/feed/",
        "article's replies feed": f"{long}feed/",
        "sitemap": "/sitemap.xml",
        "sitemap of posts": "/sitemap-posts-1.xml",
        "search, rare": f"/search/?q={RARE}",
        "search, two words": f"/search/?q={quote(' '.join(words[7:9]))}",
        "moderation": f"/comments/moderation/{NEWEST.year - 2}/",
    }


def newsroom(journal: Journal) -> dict[str, str]:
    posts, queue = reverse("admin:blog_post_changelist"), reverse("admin:comments_reply_changelist")
    return {
        "admin": reverse("admin:index"),
        "admin: posts": posts,
        "admin: posts, deep": f"{posts}?p={journal.articles // 50}",
        "admin: queue": queue,
        "admin: approved replies": f"{queue}?view=approved",
        "admin: approved replies, deep": f"{queue}?view=approved&p={journal.replies // 50}",
    }


def cookie_of_editor() -> str:
    """Of a session of somebody who may do everything."""
    user = User.objects.filter(username="edith").first()
    user = user or User.objects.create_superuser("edith", "edith@example.org", "a long enough password")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


def sent(journal: Journal) -> dict[str, Asked]:
    """Replies: of somebody unknown (another address each time), who is mailed a link to confirm it; and of
    one whose replies are read at once."""
    short, longest = (f"{post.get_absolute_url()}reply/" for post in (journal.with_one, journal.with_most))
    stranger = {"name": "A stranger", "email": "stranger-{number}@example.org"}
    known = {"name": "Rosa", "email": "rosa@example.org"}
    cookie = cookie_of_writer(known["email"])
    return {
        "reply sent, to confirm": Asked(short, "", stranger, status="302"),
        "reply sent, read at once": Asked(short, cookie, known, status="302"),
        "reply sent, 5,000 there": Asked(longest, cookie, known, status="302"),
    }


def cookie_of_writer(email: str) -> str:
    """Of a trusted writer who has confirmed this address."""
    writer = Writer.objects.of(email)
    Writer.objects.filter(pk=writer.pk).update(confirmed_at=timezone.now(), trusted=True)
    response = HttpResponse()
    confirming.remember(response, Writer.objects.get(pk=writer.pk))
    return f"{confirming.COOKIE}={response.cookies[confirming.COOKIE].value}"
