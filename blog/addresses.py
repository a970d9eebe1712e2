"""What lives at a path: the one place that answers for articles, pages, and everything that has moved.

Paths are handled as readable Unicode (NFC); Django has percent-decoded them before.
"""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.db.models.functions import Length
from django.http import QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from blog.models import Attachment, Post, PostQuerySet, Redirect, User
from blog.models.unindexed import unindexed
from blog.movedfiles import absent_file, address_of_file, post_address
from blog.movedlists import PERIOD, any_then, by_category_name, by_kept_name, by_wordpress_name
from blog.prepared import Prepared
from blog.urlparts import joined

# Every form of an article's address: /2016/08/29/slug, /2016/08/slug, /slug, /archives/slug.
ARTICLE = re.compile(r"(?:archives/|\d{4}/\d{2}/(?:\d{2}/)?)?(?P<slug>[^/]+)")
ARTICLE_NUMBER = re.compile(r"(?:archives|p)/(?P<number>\d{1,18})")
# What WordPress hangs below an article and Broadside shows on the article itself.
BELOW_ARTICLE = re.compile(r"(?P<article>.+?)/(?:comment-page-\d+|amp|embed|trackback|\d{1,3})")
# WordPress keeps smaller copies beside each picture, and shows a scaled one in the place of a very large one.
UPLOAD = re.compile(
    r"(?P<name>.*wp-content/uploads/.+?)(?:-(?:\d{1,5}x\d{1,5}|scaled))?(?P<ending>\.\w{2,5})"
)
# What WordPress puts before its lists: the fixed beginning of its articles' addresses (/archives/%post_id%).
FRONT = re.compile(r"index\.php(?:/|$)|(?:archives|blog)/(?:date/(?=\d{4})|(?=[^/\d][^/]*/))")
PAGED = re.compile(r"(?P<list>.+)/page/\d{1,6}")
FEED = re.compile(r"(?P<of>.+)/feed(?:/(?P<form>atom|json))?")


def find(path: str, user: User | AnonymousUser, *, for_replying: bool = False) -> Post | None:
    """The article or page whose address, in any form, is `path`, if `user` may see it; with what its own page
    shows, or (for those who are nobody here) only with what a form under it needs.

    The caller compares `get_absolute_url()` with what was asked for and redirects where they differ.
    """
    if user.is_authenticated:
        return among(Post.everything.visible_to(user), path).for_reading().first()
    asked = normal(path)
    slug = slug_in(asked)
    public = PUBLIC_TO_REPLY if for_replying else PUBLIC
    found = public(path=asked, slug=slug, lower=slug.lower(), now=timezone.now())
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
    page = Q(kind=Post.Kind.PAGE, path=path) & ~Q(path="")  # so said, that the unique indexes answer it
    wanted = page | Q(kind=Post.Kind.POST, slug__in=slugs) & ~Q(slug="")
    names = {path.lower(), *(slug.lower() for slug in slugs)}
    listed = unindexed(posts).listed_as(*(f"address:{each}" for each in names))
    return listed.filter(wanted).order_by("kind", "pk")


PUBLIC = Prepared(
    lambda path, slug, lower, now: living_at(
        Post.everything.published(now), path, slug, lower
    ).for_reading().defer("body", "body_text", "import_data")[:1],
    path=str, slug=str, lower=str, now=datetime,
)  # fmt: skip

TEXTS = ("body", "body_html", "body_text", "excerpt", "standfirst", "import_data")
PUBLIC_TO_REPLY = Prepared(
    lambda path, slug, lower, now: living_at(
        Post.everything.published(now), path, slug, lower
    ).select_related(*PostQuerySet.read_along).defer(*TEXTS)[:1],
    path=str, slug=str, lower=str, now=datetime,
)  # fmt: skip


def absolute(address: str) -> str:
    """`address` with the publication's own host, as feeds, mails and metadata need it."""
    return at_site(settings.SITE_URL, address)


@lru_cache(maxsize=1024)
def at_site(site: str, address: str) -> str:
    return joined(f"{site}/", address or "/")


def normal(path: str) -> str:
    """Without slashes at the ends, in composed Unicode; without NUL, which PostgreSQL refuses to compare."""
    return unicodedata.normalize("NFC", path.replace("\0", "")).strip("/")


def moved_to(path: str, user: User | AnonymousUser) -> str:
    """Where the thing went that used to live at `path`; empty if nothing is known of it."""
    path = normal(path)
    return moved_here(path, user) or by_former_home(path, user)


def moved_here(path: str, user: User | AnonymousUser) -> str:
    return (
        by_redirect(path, user)
        or by_number(path, user)
        or by_category_name(path)
        or by_kept_name(path)
        or by_list_before(path, user)
        or by_article_above(path, user)
        or by_larger_picture(path, user)
        or absent_file(path, user)
        or by_subject_of_feed(path, user)
        or by_wordpress_name(path)
    )


def by_former_home(path: str, user: User | AnonymousUser) -> str:
    """Below the path under which the imported site lived (`/blog`; or `/index.php`, which WordPress answers
    everywhere): what lives here at the rest, the front page where there is none. Each is looked below once,
    however often an address repeats it."""
    rest = below_home(path)
    front = FRONT.match(rest)
    rest = rest[front.end() :] if front else rest
    if rest == path:
        return ""
    if not rest:
        return reverse("blog:front")
    post = find(rest, user)
    return post.get_absolute_url() if post else moved_here(rest, user) or list_at(f"/{rest}/")


def below_home(path: str) -> str:
    """The rest of a path below the former home; the path itself where it is not below it."""
    steps = path.split("/")
    homes = {f"/{'/'.join(steps[:number])}": number for number in range(1, min(len(steps) + 1, 6))}
    row = Redirect.objects.filter(old_path__in=homes, new_path="/").order_by(Length("old_path")).last()
    return "/".join(steps[homes[row.old_path] :]) if row else path


def list_at(path: str) -> str:
    """`path`, if a list or a feed answers there rather than articles and pages."""
    try:
        return "" if resolve(path).url_name in {"post", "page", "address"} else quote(path)
    except Resolver404:
        return ""


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
    if row.image or row.new_path.startswith(settings.MEDIA_URL):
        return address_of_file(row, user)
    return row.new_path


def by_number(path: str, user: User | AnonymousUser) -> str:
    match = ARTICLE_NUMBER.fullmatch(path)
    return legacy_post(match["number"], user) if match else ""


def by_article_above(path: str, user: User | AnonymousUser) -> str:
    match = BELOW_ARTICLE.fullmatch(path)
    if not match:
        return by_file_above(path, user)
    return article_address(match["article"], user) or page_of_file(match["article"], user)


def by_file_above(path: str, user: User | AnonymousUser) -> str:
    """WordPress's page of a file uploaded to an article stands below it; here the article shows it."""
    above, _, slug = path.rpartition("/")
    found = article_address(above, user) if above else ""
    return found if found and Attachment.objects.filter(page_slug=slug).exists() else ""


def page_of_file(path: str, user: User | AnonymousUser) -> str:
    return by_file_above(path, user) or absent_file(path, user)


def article_address(path: str, user: User | AnonymousUser) -> str:
    """Of the article or page that lives at `path`, or did."""
    return post_address(among(Post.everything.all(), path), user) or by_redirect(path, user)


def by_list_before(path: str, user: User | AnonymousUser) -> str:
    """A further page of a list that has moved: its first one, since pages here may be longer."""
    match = PAGED.fullmatch(path)
    return list_address(match["list"], user) if match else ""


def list_address(path: str, user: User | AnonymousUser) -> str:
    return by_redirect(path, user) or by_category_name(path) or by_kept_name(path)


def by_larger_picture(path: str, user: User | AnonymousUser) -> str:
    match = UPLOAD.fullmatch(path)
    forms = [f"{match['name']}{mark}{match['ending']}" for mark in ("", "-scaled")] if match else []
    return next((target for form in forms if (target := by_redirect(form, user))), "")


def by_subject_of_feed(path: str, user: User | AnonymousUser) -> str:
    """The feed of what has moved; of a year, a month, a day or a file, which have none here, the site's."""
    match = FEED.fullmatch(path)
    if not match:
        return ""
    form = f"{match['form']}/" if match["form"] else ""
    if (period := PERIOD.fullmatch(match["of"])) and any_then(period, user):
        return f"{reverse('blog:feed')}{form}"
    subject = list_address(match["of"], user) or page_of_file(match["of"], user)
    above = subject if subject.endswith("/") or not subject else reverse("blog:front")
    return f"{above}feed/{form}" if above else ""


def legacy_post(number: str, user: User | AnonymousUser) -> str:
    return post_address(Post.everything.filter(legacy_id=number), user)


def number_in(query: QueryDict, name: str) -> str:
    """The number that `query` gives for `name`, if any database holds it; empty otherwise."""
    value = query.get(name, "")
    return value if re.fullmatch(r"[0-9]{1,19}", value) and int(value) < 2**63 else ""
