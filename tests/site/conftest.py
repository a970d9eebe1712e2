"""What the walks over the whole site share."""

from datetime import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from blog.models import Correction, MediaLink
from blog.revisions import previewing
from comments.mail import leaving
from comments.models import Confirmation, Letter, Reply, ReplyStatus, Writer
from comments.moderating import appeals
from comments.writers import confirming
from comments.writers.owning import token_for
from comments.writers.waiting import waiting_address
from tests.factories import (
    make_author,
    make_category,
    make_image,
    make_page,
    make_post,
    make_reply,
    make_user,
    make_writer,
)

YOURS = [
    f"comments:yours_{page}.token"
    for page in ("of", "mail", "export", "erase", "edit", "withdraw", "confirm", "follow")
]


def confirmation(reply: Reply) -> str:
    """The address that a mail about this reply would hold."""
    data = {"purpose": Confirmation.Purpose.REPLY}
    writer = Writer.objects.of(reply.user_email)
    return confirming.link_for(Letter(writer=writer, reply=reply, post=reply.post, data=data))


TALK = "https://radio.example/talk.mp3"
CORRECTED = ["admin:blog_post_correction.object_id", "admin:blog_post_corrections.object_id"]


@pytest.fixture
def samples(db) -> dict[str, object]:
    """Values for the addresses, with a row behind each."""
    category = make_category("Letters")
    moment = timezone.make_aware(datetime(2026, 3, 14, 12))
    post = make_post("Tide tables", categories=[category], tags=["Sea"], publish_at=moment)
    image, page = make_image(), make_page("About")
    reply = make_reply(post)
    unseen = make_reply(post, status=ReplyStatus.UNCONFIRMED)
    return {
        "post": post,
        "number": 1,
        "form": "atom",
        "year": 2026,
        "month": 3,
        "day": 14,
        "section": "posts",
        "digits": "7a1f1fffb0a0",
        "slug": "sea",
        "path": post.get_absolute_url().strip("/"),
        "blog:category.path": category.path,
        "blog:category_page.path": category.path,
        "blog:category_feed.path": category.path,
        "blog:feed_alias.path": "tag/sea/feed",
        "blog:first_page.path": "tag/sea/",
        "blog:author.slug": make_author(slug="ann").slug,
        "blog:author_page.slug": "ann",
        "blog:author_feed.slug": "ann",
        "blog:page.path": page.path,
        "blog:media.path": image.file.name,
        "pk": reply.pk,
        "blog:transcript.pk": MediaLink.objects.create(post=post, url=TALK, transcript="Tides.").pk,
        "revision_id": 1,
        "note_id": 1,
        "blog:preview.token": previewing.address(
            previewing.make_link(post, make_user(), 1, shows_unsaved=False)
        ).split("/")[-2],
        "comments:waiting.token": waiting_address(reply).split("/")[-2],
        "comments:appeal.token": appeals.address(reply).split("/")[-2],
        "comments:unfollow.token": leaving.sign(str(reply.pk), leaving.FORMER),
        "comments:following.token": leaving.sign(f"w{make_writer().pk}", leaving.MANAGE),
        **dict.fromkeys(YOURS, token_for(Writer.objects.of(reply.user_email))),
        "comments:confirm.token": confirmation(unseen).split("/")[-2],
        "id": make_user().pk,
        "uidb64": "MQ",
        "token": "x-y",
        "app_label": "auth",
        "content_type_id": ContentType.objects.get_for_model(post).pk,
        "admin:view_on_site.object_id": post.pk,
        "object_id": "1",
        **dict.fromkeys(CORRECTED, post.pk),
        "correction_id": Correction.objects.create(post=post, text="It was Tuesday.").pk,
        "admin:blog_page_corrections.object_id": page.pk,
        "admin:blog_page_correction.object_id": page.pk,
        "admin:blog_page_correction.correction_id": Correction.objects.create(post=page, text="No.").pk,
    }
