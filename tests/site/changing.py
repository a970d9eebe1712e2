"""A small journal, and everything that people, tasks and time do to it: for the test of kept pages."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from blog.models import (
    Author,
    Category,
    Image,
    MediaLink,
    Page,
    Post,
    PostAuthor,
    Status,
    Tag,
)  # fmt: skip
from comments.models import DebateRules
from tests import factories

Change = Callable[["Journal"], Any]
CHANGES: dict[str, Change] = {}


def change(function: Change) -> Change:
    CHANGES[function.__name__.replace("_", " ")] = function
    return function


class Journal:
    """Rows to change, chosen by one source of chance."""

    def __init__(self, chance: Random, move_clock: Callable[[timedelta], None]) -> None:
        self.chance, self.move_clock = chance, move_clock
        self.count = 0

    def begin(self) -> None:
        authors = [factories.make_author(f"Author {n}", slug=f"author-{n}") for n in range(3)]
        above = factories.make_category("Sea", slug="sea")
        categories = [
            above,
            factories.make_category("Ports", above, slug="ports"),
            factories.make_category("Land"),
        ]
        image = factories.make_image()
        for number in range(7):
            post = factories.make_post(
                f"Article {number}",
                slug=f"article-{number}",
                authors=[authors[number % 3]],
                categories=[categories[number % 3]],
                tags=[f"tag{number % 2}"],
                featured_image=image if number == 1 else None,
                publish_at=timezone.now() - timedelta(days=40 * number + 1),
            )
            for _ in range(number % 3):
                factories.make_reply(post)
        MediaLink.objects.create(post=post, url="https://radio.example/talk.mp3", title="A talk")
        factories.make_page("About", slug="about")
        factories.make_post("Draft", slug="draft", status=Status.DRAFT)
        DebateRules.current().save()

    def word(self) -> str:
        self.count += 1
        return f"word{self.count}"

    def one(self, rows: Any) -> Any:
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.get(pk=self.chance.choice(keys)) if keys else None

    def rename(self, rows: Any, *fields: str) -> None:
        """Give one of the rows, if there is any, a new word in these fields."""
        if row := self.one(rows):
            vars(row).update(dict.fromkeys(fields, self.word()))
            row.save()

    def post(self) -> Post:
        return self.one(Post.objects.published()) or factories.make_post(self.word())

    def addresses(self) -> list[str]:
        posts = Post.objects.published().order_by("pk")[:4]
        rows = [*posts, *Page.objects.published()[:1], *Category.objects.all()[:3], *Author.objects.all()[:2]]
        rows += Tag.objects.all()[:1]
        own = [row.get_absolute_url() for row in rows]
        return [
            "/", "/page/2/", "/feed/", "/comments/feed/", "/sitemap.xml", "/sitemap-posts-1.xml",
            "/robots.txt", "/search/?q=quiet", "/appearances/", "/comments/moderation/", "/article-1/",
            f"/{timezone.now().year}/", *own, f"{own[0]}feed/", f"{own[-1]}feed/",
        ]  # fmt: skip


@change
def article_edited(here):
    post = here.post()
    post.title, post.body = here.word(), f"<p>{here.word()} quiet</p>"
    post.save()


@change
def draft_typed(here):
    draft = Post.objects.with_status(Status.DRAFT).get()
    Post.everything.filter(pk=draft.pk).update(title=here.word(), modified_at=timezone.now())


@change
def article_published(here):
    categories, authors = [here.one(Category.objects.all())], [here.one(Author.objects.all())]
    factories.make_post(here.word(), categories=categories, authors=authors, publish_at=timezone.now())


@change
def article_withdrawn(here):
    if Post.objects.published().count() > 4:
        here.post().withdraw()


@change
def article_back(here):
    if post := here.one(Post.objects.with_status(Status.WITHDRAWN)):
        post.publish()


@change
def article_scheduled(here):
    soon = timezone.now() + timedelta(minutes=here.chance.randrange(1, 90))
    factories.make_post(here.word(), categories=[here.one(Category.objects.all())], publish_at=soon)


@change
def time_passes(here):
    here.move_clock(timedelta(minutes=here.chance.choice([1, 20, 120])))


@change
def schedule_ticks(here):
    Post.everything.settle_due()


@change
def article_dated_anew(here):
    post = here.post()
    post.publish_at = timezone.now() - timedelta(days=here.chance.randrange(300))
    post.save()


@change
def article_filed_elsewhere(here):
    here.post().categories.set([here.one(Category.objects.all())])


@change
def main_category_changed(here):
    post = here.post()
    post.primary_category = here.one(Category.objects.all())
    post.save(update_fields=["primary_category"])


@change
def article_tagged(here):
    here.post().tags.add(here.chance.choice(["tag0", "tag1", here.word()]))


@change
def tag_taken_off(here):
    here.post().tags.clear()


@change
def byline_changed(here):
    post = here.post()
    PostAuthor.objects.filter(post=post).delete()
    PostAuthor.objects.create(post=post, author=here.one(Author.objects.all()))


@change
def author_renamed(here):
    here.rename(Author.objects.all(), "name")


@change
def category_renamed(here):
    here.rename(Category.objects.all(), "name", "slug")


@change
def category_moved(here):
    category = here.one(Category.objects.all())
    others = Category.objects.exclude(pk=category.pk).exclude(path__startswith=f"{category.path}/")
    category.parent = here.chance.choice([None, here.one(others)])
    category.save()


@change
def tag_renamed(here):
    here.rename(Tag.objects.all(), "name")


@change
def picture_described(here):
    here.rename(Image.objects.all(), "alt")


@change
def picture_chosen(here):
    post = here.post()
    post.featured_image = here.one(Image.objects.all())
    post.save()


@change
def recording_renamed(here):
    link = here.one(MediaLink.objects.all()) or MediaLink(pk=0)  # its article may be deleted
    MediaLink.objects.filter(pk=link.pk).update(title=here.word())
