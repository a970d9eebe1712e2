"""What becomes of a post's content when it is saved, typed, tried out or set aside: revisions meet rows.

Nobody's words are written over by anybody else's: each open form has an autosave of its own (by its token),
what an article that is out is to become lies in one working copy, and what is not taken is set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from blog.models import Post, Revision, User
from blog.revisions.contents import Content, content_of, put

Typed = dict[str, list[str]]  # a form's field names with their values, as a browser sends them

COUNT = "form_count"  # the field that numbers what one form sends, so that nothing older comes after it
WRITTEN = {*"title standfirst body tags seo_title seo_description url transcript caption image".split()}
KEPT_WHOLE = 50  # saved revisions of a post; of older ones the last of each day
SET_ASIDE_FOR = timedelta(days=90)


def record(
    post: Post,
    user: User | None,
    kind: Revision.Kind = Revision.Kind.SAVED,
    *,
    form: str = "",
    typed: Typed | None = None,
) -> Revision:
    """Keep what the post says now as a line of its history. `form` is the token of the form that said so."""
    revision = Revision(post=post, user=user, kind=kind, content=content_of(post), base=post.version)
    sign(revision, form, typed or {})
    revision.save()
    thin_out(post)
    return revision


def sign(revision: Revision, form: str, typed: Typed) -> None:
    """Remember which form said so, and with which number: what it sent before that comes too late."""
    if form:
        # Of this post alone: a form whose other send has begun another row must fail, and find that row.
        Revision.objects.filter(user=revision.user, form=form, post=revision.post).update(form="")
    revision.form, revision.typed = form, {COUNT: typed[COUNT]} if COUNT in typed else {}


def thin_out(post: Post) -> None:
    """Of what was saved long ago the last of each day; of what readers saw, everything."""
    old = post.revisions.filter(kind=Revision.Kind.SAVED).order_by("-pk")[KEPT_WHOLE:]
    days: set[object] = set()
    surplus = []
    for key, moment in old.values_list("pk", "saved_at"):
        if moment.date() in days:
            surplus.append(key)
        days.add(moment.date())
    forgotten = post.revisions.filter(
        kind=Revision.Kind.ASIDE, saved_at__lt=timezone.now() - SET_ASIDE_FOR
    ).values_list("pk", flat=True)
    if surplus := [*surplus, *forgotten]:
        Revision.objects.filter(pk__in=surplus).delete()


@contextmanager
def applied(post: Post, content: Content) -> Iterator[Post]:
    """Inside, the post's rows hold the content, so that whatever reads them shows it; afterwards the
    database is as it was. `post` itself keeps the tried values: read it anew to go on with it."""
    with transaction.atomic():
        put(post, content)
        yield post
        transaction.set_rollback(True)


@transaction.atomic
def begin(user: User, form: str, kind: str) -> Post:
    """The row of a text that `user` has begun in a form for a new one: a draft without words or address.

    The same row for the same form, however often it asks (and from however many threads): raises
    IntegrityError if another request makes it at this very moment; ask again then.
    """
    known = Revision.objects.of_form(form, user.pk)
    if known:
        return known.post
    post = Post(kind=kind, owner=user)
    post.save()
    Revision.objects.create(post=post, user=user, kind=Revision.Kind.AUTOSAVE, form=form)
    return post


@transaction.atomic
def keep_typed(
    post: Post, user: User, form: str, typed: Typed, *, base: int, continued: str = ""
) -> Revision | None:
    """Keep what stands in a form that is open. None if that very form has sent something newer already.

    `continued` ("token time") names the autosave the form was opened with: it is taken over, unless the
    window it came from has gone on in the meantime.
    """
    locked(post.pk)  # first, as whoever saves does: or two would hold what the other wants next
    take_over(user, form, continued)
    known = Revision.objects.of_form(form, user.pk)
    if known and known.typed and 0 < count(typed) <= count(known.typed):
        return None
    if known and known.kind != Revision.Kind.AUTOSAVE:  # saved, and then typed into again
        Revision.objects.filter(pk=known.pk).update(form="")
        known = None
    revision = known or Revision(post=post, user=user, kind=Revision.Kind.AUTOSAVE, form=form)
    revision.typed, revision.base, revision.saved_at = typed, base, timezone.now()
    revision.content = overlaid(revision.content or content_of(post), typed)
    revision.save()
    if post.is_only_begun:  # lists shall tell it from others
        title = " ".join(typed.get("title", [""])[0].split())[:1000]
        Post.everything.filter(pk=post.pk).update(title=title, modified_at=revision.saved_at)
    return revision


def take_over(user: User, form: str, continued: str) -> None:
    """Go on with an autosave in another form."""
    token, _space, moment = continued.partition(" ")
    if token and moment and not Revision.objects.of_form(form, user.pk):
        old = Revision.objects.of_form(token, user.pk)
        if old and old.kind == Revision.Kind.AUTOSAVE and old.saved_at.isoformat() == moment:
            Revision.objects.filter(pk=old.pk, saved_at=old.saved_at).update(form=form, typed={})


def count(typed: Typed) -> int:
    """The number of what a form has sent; 0 where no script counts."""
    said = (typed.get(COUNT) or [""])[0]
    return int(said) if said.isdecimal() else 0


def overlaid(content: Content, typed: Typed) -> Content:
    """The content with the words that were typed over it, as far as they need no reading of the form."""
    words = {name: typed[name][0] for name in ("title", "standfirst", "body") if typed.get(name)}
    return {**content, **words}


def keep_working(post: Post, user: User, content: Content, typed: Typed) -> Revision:
    """Keep what an article that is out is to become; readers see nothing of it.

    It also becomes a line of the history, so that an earlier working copy can be had back.
    """
    said = {"user": user, "content": content, "base": post.version, "saved_at": timezone.now()}
    saved = Revision(post=post, kind=Revision.Kind.SAVED, **said)
    sign(saved, (typed.get("form_token") or [""])[0], typed)
    saved.save()
    working, _made = Revision.objects.update_or_create(
        post=post, kind=Revision.Kind.WORKING, defaults={**said, "typed": typed}
    )
    thin_out(post)
    return working


def set_aside(revision: Revision) -> None:
    """Take an autosave or a working copy out of the way; it stays in the history for a while."""
    Revision.objects.filter(pk=revision.pk).update(kind=Revision.Kind.ASIDE, form="", typed={})


def locked(post_id: int) -> Post | None:
    """The post's row as it is now, held until the transaction ends, so that nobody else saves meanwhile."""
    return Post.everything.select_for_update().filter(pk=post_id).first()


def raise_version(post: Post) -> None:
    """Tell forms that were opened before that there is something newer. Touches nothing readers see."""
    Post.everything.filter(pk=post.pk).update(version=F("version") + 1)
    post.version += 1


def forget_form(post: Post, user: User, form: str, typed: Typed, *, said_in: Revision | None = None) -> None:
    """What a form had typed has been saved: its autosave goes, and the one that it took over.

    `said_in` is the line of the history that says the same, if there is one already.
    """
    take_over(user, form, (typed.get("form_continues") or [""])[0])
    if form:
        post.revisions.filter(user=user, form=form, kind=Revision.Kind.AUTOSAVE).delete()
        if said_in and said_in.user_id == user.pk and said_in.kind != Revision.Kind.WORKING:
            sign(said_in, form, typed)
            said_in.save(update_fields=["form", "typed"])


def drop_empty(before: datetime) -> list[int]:
    """Delete what was begun before that moment and has no word in any field; the keys of the rows."""
    begun = Post.everything.only_begun().filter(created_at__lt=before, modified_at__lt=before, title="")
    empty = [post.pk for post in begun.prefetch_related("revisions") if not has_words(post)]
    Post.everything.filter(pk__in=empty).delete()
    return empty


def has_words(post: Post) -> bool:
    """Whether any form of the post holds words."""
    return any(
        "".join(values).strip()
        for revision in post.revisions.all()
        for name, values in revision.typed.items()
        if name.rpartition("-")[2] in WRITTEN
    )
