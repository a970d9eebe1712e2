"""The demonstration's records as rows. Each row that can say where it came from says `demo:…`."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from blog.files.images import CleanPicture
from blog.models import (
    Author,
    Category,
    Image,
    MediaLink,
    MenuItem,
    Page,
    Post,
    PostAuthor,
    Publication,
    Tag,
)
from blog.search.index import indexing_together
from operations.demo import houserules, logins, sayings, source
from operations.demo.debate import write_debates
from operations.demo.newsroom import write_newsroom

REF = "demo:"
TOKEN = re.compile(r"\b(article|page|author|picture):([\w/-]+)")


class Refused(Exception):
    """Demonstration content would mix with somebody's own; the message says with what."""


def fingerprint(post: Post) -> str:
    """A hash of what somebody wrote, by which a text that was edited since is known."""
    return hashlib.sha256(f"{post.title}\n{post.standfirst}\n{post.body}".encode()).hexdigest()[:32]


@transaction.atomic
def write_demonstration() -> None:
    """Fill an empty site with the Lantern: all of it or nothing.

    Raises Refused if there is an article or a page, or a login of a name that is needed.
    """
    if Post.everything.exists():
        raise Refused(_("This site has articles or pages of its own."))
    if taken := logins.names_taken():
        raise Refused(_("This site has a login of its own named “%s”.") % taken[0])
    with indexing_together():
        Writing(timezone.now()).write()


class Writing:
    """One run: the moment that ages are counted from, and the rows made so far by their keys."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.told = source.publication()
        self.addresses: dict[str, str] = {}
        self.users = logins.make_logins()
        self.authors: dict[str, Author] = {}
        self.categories: dict[str, Category] = {}
        self.images: dict[str, Image] = {}

    def write(self) -> None:
        """Everything, what is referred to before what refers to it."""
        name_publication(self.told)
        self.write_authors()
        self.write_categories()
        self.write_images()
        pages: list[tuple[source.Text, Post]] = [(text, self.write_page(text)) for text in source.pages()]
        articles = [(text, self.write_article(text)) for text in reversed(source.articles())]
        for text, post in [*pages, *articles]:
            self.finish(text, post)
        self.write_debates({text.key: post for text, post in articles})
        self.write_menu()

    def write_authors(self) -> None:
        for each in source.people()["author"]:
            fields = {name: each[name] for name in ("name", "about", "email")}
            fields |= {
                "user": self.users.get(each.get("login", "")),
                "import_ref": f"{REF}author:{each['slug']}",
            }
            author, _made = Author.objects.get_or_create(slug=each["slug"], defaults=fields)
            self.authors[author.slug] = author
            self.addresses[f"author:{author.slug}"] = author.get_absolute_url()

    def write_categories(self) -> None:
        """By their names from the root, joined by slashes: `Culture/Reviews`."""
        for position, each in enumerate(self.told["category"]):
            parent, name = each.get("parent", ""), each["name"]
            key = f"{parent}/{name}" if parent else name
            fields = {"description": each["description"], "position": position}
            self.categories[key], _made = Category.objects.get_or_create(
                name=name,
                parent=self.categories.get(parent),
                defaults=fields | {"import_ref": f"{REF}category:{key}"},
            )

    def write_images(self) -> None:
        """The files as they are: drawn by us, clean, and smaller than writing them anew would make them."""
        for each in self.told["picture"]:
            name = each["name"]
            picture = own_picture(name)
            fields = {key: each[key] for key in ("alt", "caption", "credit")}
            image = Image(title=name.capitalize(), import_ref=f"{REF}picture:{name}", **fields)
            image.file.save(str(picture.name), picture)
            self.images[name] = image
            self.addresses[f"picture:{name}"] = image.file.url

    def write_page(self, text: source.Text) -> Page:
        parent = text.heading.get("parent", "")
        page: Page = Page.objects.create(
            title=text.heading["title"],
            slug=text.heading["slug"],
            parent=Page.objects.get(path=parent) if parent else None,
            status="published",
            publish_at=self.now - text.age,
            replies_open=False,
            import_ref=f"{REF}page:{text.key}",
        )
        self.addresses[f"page:{page.path}"] = page.get_absolute_url()
        return page

    def write_article(self, text: source.Text) -> Post:
        """Its row, address and company. The text itself waits until every address is known."""
        told = text.heading
        status = told.get("status", "published")
        written = self.now - text.age
        category = self.categories[told["category"]]
        post: Post = Post.objects.create(
            title=told["title"],
            slug=told.get("slug", text.key),
            standfirst=told["standfirst"],
            language=told.get("language", "en-gb"),
            status=status,
            publish_at=written if status in {"published", "scheduled"} else None,
            created_at=min(written, self.now) - timedelta(days=2),
            modified_at=min(written, self.now),
            owner=self.authors[told["authors"][0]].user,
            primary_category=category,
            featured_image=self.images.get(told.get("image", "")),
            sticky=told.get("sticky", False),
            import_ref=f"{REF}article:{text.key}",
        )
        self.addresses[f"article:{text.key}"] = post.get_absolute_url()
        self.accompany(post, told)
        return post

    def accompany(self, post: Post, told: dict[str, Any]) -> None:
        """Bylines in their order, subjects, media links."""
        for position, slug in enumerate(told["authors"]):
            PostAuthor.objects.create(post=post, author=self.authors[slug], position=position)
        post.categories.set([self.categories[told["category"]]])
        post.tags.set([tag_named(name) for name in told["tags"]])
        for position, link in enumerate(told.get("media", [])):
            MediaLink.objects.create(
                post=post,
                placement="lead" if link["lead"] else "inline",
                url=link["url"],
                title=link["title"],
                outlet=link.get("outlet", ""),
                seconds=link["minutes"] * 60 if "minutes" in link else None,
                transcript=link.get("transcript", ""),
                position=position,
            )

    def finish(self, text: source.Text, post: Post) -> None:
        """The words, with the addresses they point to."""
        post.body = self.linked(text.body)
        post.import_data = {"fingerprint": fingerprint(post)}
        post.save()
        write_newsroom(text, post, self.users, self.now)

    def write_debates(self, articles: dict[str, Post]) -> None:
        """What readers said and moderators decided, by the rules that were set before."""
        houserules.write_rules(self.users, self.now)
        debates = [(post, sayings.debate(key)) for key, post in articles.items()]
        write_debates(debates, self.users, self.linked)
        houserules.write_followers(articles)

    def linked(self, words: str) -> str:
        """The words with `article:key` and its like as addresses. Raises KeyError for an unknown one."""
        return TOKEN.sub(lambda found: self.addresses[found[0]], words)

    def write_menu(self) -> None:
        publication = Publication.current()
        if publication.menu.exists():
            return
        top = [category for category in self.categories.values() if category.parent is None]
        for position, category in enumerate(top):
            MenuItem.objects.create(publication=publication, category=category, position=position)
        about = Page.objects.get(path="about")
        MenuItem.objects.create(publication=publication, page=about, label="About", position=len(top))


def own_picture(name: str) -> CleanPicture:
    content = (source.PICTURES / f"{name}.webp").read_bytes()
    return CleanPicture(content, f"lantern-{name}.webp", *source.PICTURE_SIZE, "image/webp")


def name_publication(told: dict[str, Any]) -> None:
    """Give the publication its name, unless somebody has named it already."""
    publication = Publication.current()
    if is_nameless(publication):
        publication.name, publication.tagline = told["name"], told["tagline"]
        publication.about = told["about"]
        publication.save()


def is_nameless(publication: Publication) -> bool:
    """Whether its settings are still those of a new site."""
    return (publication.name, publication.tagline, publication.about) == (Publication().name, "", "")


def tag_named(name: str) -> Tag:
    """The tag of this name, made and marked as ours if there is none."""
    tag = Tag.objects.filter(name__iexact=name).first()
    return tag or Tag.objects.create(name=name, import_ref=f"{REF}tag:{slugify(name, allow_unicode=True)}")
