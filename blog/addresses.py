"""What lives at a path: the one place that answers for articles, pages, and everything that has moved.

Paths are handled as readable Unicode (NFC); Django has percent-decoded them before.
"""

import re
import unicodedata
from datetime import datetime
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from blog.models import Attachment, Author, Category, Image, Post, PostQuerySet, Redirect, Tag, User
from blog.prepared import Prepared

# Every form of an article's address: /2016/08/29/slug, /2016/08/slug, /slug, /archives/slug.
ARTICLE = re.compile(r"(?:archives/|\d{4}/\d{2}/(?:\d{2}/)?)?(?P<slug>[^/]+)")
ARTICLE_NUMBER = re.compile(r"(?:archives|p)/(?P<number>\d{1,18})")
# What WordPress hangs below an article and Broadside shows on the article itself.
BELOW_ARTICLE = re.compile(r"(?P<article>.+?)/(?:comment-page-\d+|amp|embed|trackback|\d{1,3})")
CATEGORY = re.compile(r"category/(?:.+/)?(?P<slug>[^/]+)")
UPLOADS = re.compile(r"/?wp-content/uploads/.+")


def find(path: str, user: User | AnonymousUser) -> Post | None:
    """The article or page whose address, in any form, is `path`, if `user` may see it.

    The caller compares `get_absolute_url()` with what was asked for and redirects where they differ.
    """
    if user.is_authenticated:
        return among(Post.everything.visible_to(user), path).for_reading().first()
    asked = normal(path)
    slug = slug_in(asked)
    found = PUBLIC(path=asked, slug=slug, lower=slug.lower(), now=timezone.now())
    return found[0] if found else None


def among(posts: PostQuerySet, path: str) -> PostQuerySet:
    """Those of `posts` that `path` may mean: first a page of this path, then an article of this slug."""
    asked = normal(path)
    slug = slug_in(asked)
    return living_at(posts, asked, slug, slug.lower())


def slug_in(path: str) -> str:
    """Of the article whose address `path` may be; what no slug can be if it is none."""
    match = ARTICLE.fullmatch(path)
    return match["slug"] if match else "/"


def living_at(posts: PostQuerySet, path: str, *slugs: str) -> PostQuerySet:
    wanted = Q(kind=Post.Kind.PAGE, path=path) | Q(kind=Post.Kind.POST, slug__in=slugs)
    names = {path.lower(), *(slug.lower() for slug in slugs)}
    listed = posts.listed_as(*(f"address:{each}" for each in names))
    return listed.filter(wanted).order_by("kind", "pk")


PUBLIC = Prepared(
    lambda path, slug, lower, now: living_at(
        Post.everything.published(now), path, slug, lower
    ).for_reading()[:1],
    path=str, slug=str, lower=str, now=datetime,
)  # fmt: skip


def absolute(address: str) -> str:
    """`address` with the publication's own host, as feeds, mails and metadata need it."""
    return urljoin(f"{settings.SITE_URL}/", address)


def normal(path: str) -> str:
    """Without slashes at the ends, in composed Unicode; without NUL, which PostgreSQL refuses to compare."""
    return unicodedata.normalize("NFC", path.replace("\0", "")).strip("/")


def moved_to(path: str, user: User | AnonymousUser) -> str:
    """Where the thing went that used to live at `path`; empty if nothing is known of it."""
    path = normal(path)
    return (
        by_redirect(path, user)
        or by_number(path, user)
        or by_category_name(path)
        or by_article_above(path, user)
    )


def by_redirect(path: str, user: User | AnonymousUser) -> str:
    """An address that an import or a change of slug has left behind."""
    forms = [f"/{path}", f"/{path}/"]
    if match := ARTICLE.fullmatch(path):
        forms.append(f"/{match['slug']}")  # an old slug stands there without its date
    for row in Redirect.objects.filter(old_path__in=forms).select_related("post", "category", "image"):
        if target := redirect_target(row, user):
            return target
    return ""


def redirect_target(row: Redirect, user: User | AnonymousUser) -> str:
    if row.post:
        return post_address(Post.everything.filter(pk=row.post.pk), user)
    if row.category:
        return row.category.get_absolute_url()
    return image_address(row.image, user) if row.image else row.new_path


def by_number(path: str, user: User | AnonymousUser) -> str:
    match = ARTICLE_NUMBER.fullmatch(path)
    return legacy_post(match["number"], user) if match else ""


def by_category_name(path: str) -> str:
    """A category asked for without its parents, or under former ones, if only one has this name."""
    match = CATEGORY.fullmatch(path)
    found = list(Category.objects.filter(slug=match["slug"])[:2]) if match else []
    return found[0].get_absolute_url() if len(found) == 1 and f"category/{found[0].path}" != path else ""


def by_article_above(path: str, user: User | AnonymousUser) -> str:
    match = BELOW_ARTICLE.fullmatch(path)
    return post_address(among(Post.everything.all(), match["article"]), user) if match else ""


def post_address(posts: PostQuerySet, user: User | AnonymousUser) -> str:
    """The address of the first of `posts` that `user` may see."""
    post = posts.visible_to(user).first()
    return post.get_absolute_url() if post else ""


def image_address(image: Image, user: User | AnonymousUser) -> str:
    """The picture itself, or, while its file is not at hand, an article that shows it."""
    if image.file:
        return image.file.url
    shown_by = Q(featured_image=image) | Q(post_images__image=image)
    return post_address(Post.everything.filter(shown_by).order_by("pk"), user)


def legacy_post(number: str, user: User | AnonymousUser) -> str:
    return post_address(Post.everything.filter(legacy_id=number), user)


def legacy_image(number: str, user: User | AnonymousUser) -> str:
    if image := Image.objects.filter(legacy_id=number).first():
        return image_address(image, user)
    file = Attachment.objects.filter(legacy_id=number).exclude(file="").first()
    return file.file.url if file else ""


def legacy_query(query: QueryDict, user: User | AnonymousUser) -> str:
    """Where WordPress's plain addresses lead: `/?p=123`, `?page_id=`, `?attachment_id=`, `?cat=`, `?author=`,
    `?tag=`, `?s=`, `?feed=`. Empty if `query` holds none of them or nothing is known of it."""
    for name in ("p", "page_id"):
        if number := number_in(query, name):
            return legacy_post(number, user) or legacy_image(number, user)
    if number := number_in(query, "attachment_id"):
        return legacy_image(number, user)
    for name, model in (("cat", Category), ("author", Author)):
        if number := number_in(query, name):
            row = model.objects.filter(legacy_id=number).first()
            return row.get_absolute_url() if row else ""
    return legacy_word(query)


def legacy_word(query: QueryDict) -> str:
    if "s" in query:
        return f"{reverse('blog:search')}?{urlencode({'q': query['s']})}"
    if slug := query.get("tag"):
        tag = Tag.objects.filter(slug=normal(slug)).first()
        return tag.get_absolute_url() if tag else ""
    if form := query.get("feed"):
        return reverse("blog:feed", args=["atom"]) if form == "atom" else reverse("blog:feed")
    return ""


def number_in(query: QueryDict, name: str) -> str:
    """The number that `query` gives for `name`, short enough for any database; empty otherwise."""
    value = query.get(name, "")
    return value if re.fullmatch(r"[0-9]{1,18}", value) else ""
