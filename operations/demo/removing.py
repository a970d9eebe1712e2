"""Takes away what `writing` made, and nothing that somebody has made or changed since."""

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blog.models import Author, Category, Image, Post, Publication, Tag, User
from comments.models import Decision, Reply
from comments.moderating import ledger
from comments.screening import learning
from operations.demo import guests, houserules, sayings, source
from operations.demo.debate import MARK
from operations.demo.writing import REF, fingerprint

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def remove_demonstration() -> list[str]:
    """Remove it and say, a line each, what is left of it and why.

    Safe to run where there is none.
    """
    left = release_edited()
    left += replies_of_readers()
    ours = written_by_us(Post.everything.all())
    ledger.take_out(Decision.objects.about(ours), "demonstration")
    if ours.delete()[0]:
        remove_debate()
    for child in Post.everything.filter(kind="page", parent=None, path__contains="/"):
        child.save()  # the page it hung under is gone, and with it the first part of its address
    left += remove_images()
    left += remove_unused(written_by_us(Tag.objects.all()).filter(tagged_items=None), Tag)
    left += remove_categories()
    left += remove_unused(written_by_us(Author.objects.all()).filter(post_authors=None), Author)
    names = [each["username"] for each in source.people()["login"]]
    User.objects.filter(is_demonstration=True, username__in=names).delete()
    forget_name()
    return left


def remove_debate() -> None:
    """What stood around the replies, which went with their articles."""
    guests.remove_writers(sayings.names())
    houserules.remove_rules()
    learning.learn_anew()  # from whatever replies the site has of its own


def written_by_us(rows: "QuerySet[Row]") -> "QuerySet[Row]":
    return rows.filter(import_ref__startswith=REF)


def release_edited() -> list[str]:
    """Articles and pages that somebody has worked on are theirs from now on."""
    edited = [
        post
        for post in written_by_us(Post.everything.all())
        if post.import_data.get("fingerprint") != fingerprint(post)
    ]
    Post.everything.filter(pk__in=[post.pk for post in edited]).update(import_ref=None, import_data={})
    return [_("Kept “%s”: it has been edited here.") % post.title for post in edited]


def replies_of_readers() -> list[str]:
    """Replies that were written here under our articles go with what they answer; how many is said."""
    written_here = Reply.objects.filter(post__import_ref__startswith=REF).exclude(import_data__has_key=MARK)
    number = written_here.count()
    text = ngettext(
        "With its article went %d reply that was written here.",
        "With their articles went %d replies that were written here.",
        number,
    )
    return [text % number] if number else []


def remove_images() -> list[str]:
    """Pictures with their files, but for those that an article still shows."""
    left = []
    for image in written_by_us(Image.objects.all()).prefetch_related("renditions"):
        if is_used(image):
            left.append(kept(image))
            continue
        files = [image.file, *(rendition.file for rendition in image.renditions.all())]
        image.delete()
        transaction.on_commit(partial(delete_files, files))
    return left


def delete_files(files: Iterable[FieldFile]) -> None:
    for file in files:
        file.delete(save=False)


def is_used(image: Image) -> bool:
    shown = Q(featured_image=image) | Q(post_images__image=image) | Q(body__contains=image.file.name)
    posters = Q(media_links__poster=image)
    return Post.everything.filter(shown | posters).exists() or Author.objects.filter(portrait=image).exists()


def remove_categories() -> list[str]:
    """From the leaves up, as long as nothing is filed under them."""
    unused = Q(posts=None, primary_posts=None, children=None)
    while leaves := list(written_by_us(Category.objects.all()).filter(unused)):
        Category.objects.filter(pk__in=[leaf.pk for leaf in leaves]).delete()
    return [kept(category) for category in written_by_us(Category.objects.all())]


def remove_unused(unused: "QuerySet[Row]", model: type[Row]) -> list[str]:
    model._default_manager.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()
    return [kept(row) for row in written_by_us(model._default_manager.all())]


def kept(row: Model) -> str:
    words = {"kind": row._meta.verbose_name, "name": row}
    return _("Kept the %(kind)s “%(name)s”: articles of this site use it.") % words


def forget_name() -> None:
    """The settings of a new site, where they are still the Lantern's."""
    told, publication = source.publication(), Publication.current()
    for name in ("name", "tagline", "about"):
        if getattr(publication, name) == told[name]:
            setattr(publication, name, getattr(Publication(), name))
    publication.save()
