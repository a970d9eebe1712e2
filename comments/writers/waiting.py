"""Where the writer of a reply sees what became of it: signed addresses, because readers have no session."""

from django.core import signing

from comments.models import Reply

SALT = "comments.waiting"
KEPT = 30 * 24 * 3600  # seconds


def waiting_address(reply: Reply) -> str:
    return f"{reply.post.get_absolute_url()}reply/waiting/{signing.dumps(reply.pk, salt=SALT)}/"


def waiting_reply(token: str) -> Reply | None:
    """The reply that `token` was made for; None for a wrong or old one."""
    try:
        number = signing.loads(token, salt=SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    return Reply.objects.select_related("post").filter(pk=number).first()


def way_to(reply: Reply) -> str:
    """Where its writer sees it: in its thread, or on the page that says what became of it."""
    return reply.permalink if reply.is_read else waiting_address(reply)
