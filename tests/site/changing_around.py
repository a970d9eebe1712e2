"""What is done around the articles: the debate, the settings, and rows written past the models."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from blog.models import Author, Category, Correction, FrontPick, MenuItem, Page, Post, Publication, Redirect
from comments import moderation
from comments.models import DebateRules, Reply, ReplyStatus, Thread
from comments.tree import threads
from tests import factories
from tests.site.changing import change


@change
def article_corrected(here):
    Correction.objects.create(post=here.post(), text=here.word())


@change
def reply_posted(here):
    post_reply(here, here.post())


@change
def reply_comes_unread(here):
    post_reply(here, here.post(), here.chance.choice(["unconfirmed", "pending", "spam"]))


def post_reply(here, post, status=ReplyStatus.APPROVED):
    reply = Reply(
        post=post, content_type=factories.content_type(), object_pk=str(post.pk), site_id=1, comment="So.",
        body_html=f"<p>{here.word()}</p>", status=status, writer_name=here.word(),
        user_email="a@example.org", submitted_at=timezone.now(), shown=status == ReplyStatus.APPROVED,
    )  # fmt: skip
    threads.add(reply)


@change
def reply_waits(here):
    if reply := here.one(Reply.objects.approved()):
        moderation.hold(reply, {})


@change
def reply_approved(here):
    if reply := here.one(Reply.objects.waiting()):
        moderation.approve(reply)


@change
def reply_removed(here):
    if reply := here.one(Reply.objects.approved()):
        moderation.trash(reply, reason="off-topic")


@change
def reply_recommended(here):
    if reply := here.one(Reply.objects.approved()):
        Reply.objects.filter(pk=reply.pk).update(recommended=here.chance.randrange(9))


@change
def settings_changed(here):
    publication = Publication.current()
    publication.tagline, publication.posts_per_page = here.word(), here.chance.choice([3, 4])
    publication.save()


@change
def rules_changed(here):
    rules = DebateRules.current()
    rules.close_after_days = here.chance.choice([0, 0, 41])
    rules.save()


@change
def thread_closes_soon(here):
    post = here.post()
    Thread.objects.filter(pk=post.pk).update(closes_at=timezone.now() + timedelta(minutes=30))


@change
def menu_arranged(here):
    MenuItem.objects.all().delete()
    MenuItem.objects.create(post=here.post())
    MenuItem.objects.create(category=here.one(Category.objects.all()), position=1)


@change
def front_arranged(here):
    FrontPick.objects.all().delete()
    until = here.chance.choice([None, timezone.now() + timedelta(minutes=15)])
    FrontPick.objects.create(post=here.post(), until=until)


@change
def made_sticky(here):
    post = here.post()
    Post.everything.filter(pk=post.pk).update(sticky=not post.sticky)


@change
def locked(here):
    post = here.post()
    post.password = here.chance.choice(["", "", "sea"])
    post.save()


@change
def redirect_left(here):
    Redirect.objects.leave("/article-1", post=here.post())


@change
def page_renamed(here):
    here.rename(Page.objects.all(), "title")


@change
def article_deleted(here):
    if Post.objects.published().count() > 5:
        here.post().delete()


@change
def written_past_the_models(here):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_post SET title = %s WHERE id = %s", [here.word(), here.post().pk])


@change
def author_written_in_bulk(here):
    authors = list(Author.objects.all())
    for author in authors:
        author.about = here.word()
    Author.objects.bulk_update(authors, ["about"])
