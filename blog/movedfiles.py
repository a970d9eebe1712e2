"""Files of the media library at the addresses that they, and WordPress's pages of them, had before."""

import unicodedata
from urllib.parse import quote, unquote

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from blog.models import Attachment, Image, Post, PostQuerySet, Redirect, User
from blog.urlparts import bare_host, split


def address_of_file(row: Redirect, user: User | AnonymousUser) -> str:
    """Where a redirect to a file leads. WordPress's page of a file was no more public than the article that
    has it; the file itself anybody could have who knew its name."""
    is_page = is_page_of_file(row)
    file = row.image or (file_at(row.new_path) if is_page else None)
    if file is None:
        return row.new_path
    return shown_in(file, user) if is_page and belongs_to_hidden(file, user) else file_address(file, user)


def is_page_of_file(row: Redirect) -> bool:
    return "/files/" not in row.old_path and "/uploads/" not in row.old_path


def file_at(address: str) -> Attachment | None:
    name = address.removeprefix(settings.MEDIA_URL)
    return None if name == address else Attachment.objects.filter(file=unquote(name)).first()


def absent_file(path: str, user: User | AnonymousUser) -> str:
    """Of a recording or document that is not at hand, or of its page there: an article that names it."""
    folder, _, name = path.rpartition("/")
    if "uploads" not in folder.split("/"):
        return page_of_absent_file(path, user)
    named = Q(source_url__endswith=f"/{quote(name)}") | Q(source_url__endswith=f"/{name}")
    for file in Attachment.objects.filter(named, file=""):
        if unquote(split(file.source_url).path).strip("/") == path:
            return file_address(file, user)
    return ""


def page_of_absent_file(path: str, user: User | AnonymousUser) -> str:
    for file in Attachment.objects.filter(page_slug=path.rpartition("/")[2], file=""):
        if path_in(str(file.import_data.get("link", ""))) == path:
            return file_address(file, user)
    return ""


def path_in(address: str) -> str:
    """The address's path as paths are asked for here; empty for what is no address."""
    return unicodedata.normalize("NFC", unquote(split(address).path)).strip("/")


def file_address(file: Image | Attachment, user: User | AnonymousUser) -> str:
    """The file itself, or, while it is not at hand, an article that shows it, or where it is."""
    return file.file.url if file.file else shown_in(file, user) or kept_elsewhere(file)


def kept_elsewhere(file: Image | Attachment) -> str:
    """Where another host keeps the file that no article shows; empty for what the old site itself had."""
    host = bare_host(file.source_url)
    old = str(file.import_ref or "").split(":")[1:2]  # “wordpress:old.example.org/blog:post:12”
    own = {bare_host(settings.SITE_URL), *(name.partition("/")[0] for name in old)}
    is_web = file.source_url.startswith(("http://", "https://"))
    return file.source_url if is_web and host and host not in own else ""


def shown_in(file: Image | Attachment, user: User | AnonymousUser) -> str:
    """An article that shows the file: at its head, in its text, or because it was uploaded to it there."""
    shown = Q(pk__in=Post.everything.naming(file).values("pk"))
    if isinstance(file, Image):
        shown |= Q(featured_image=file) | Q(pk__in=file.post_images.values("post_id"))
    if parent := file.import_data.get("parent"):
        shown |= Q(legacy_id=parent)
    return post_address(Post.everything.filter(shown).order_by("pk"), user)


def legacy_file(number: str, user: User | AnonymousUser) -> str:
    """A file by its number. Numbers can be counted up, so one uploaded to an article that `user` may not see
    is not told, as in WordPress; unless another article shows it."""
    for model in (Image, Attachment):
        file = model._default_manager.filter(legacy_id=number).first()
        if file:
            return shown_in(file, user) if belongs_to_hidden(file, user) else file_address(file, user)
    return ""


def belongs_to_hidden(file: Image | Attachment, user: User | AnonymousUser) -> bool:
    parent = file.import_data.get("parent")
    posts = Post.everything.filter(legacy_id=parent) if parent else Post.everything.none()
    return posts.exists() and not posts.visible_to(user).exists()


def post_address(posts: PostQuerySet, user: User | AnonymousUser) -> str:
    """The address of the first of `posts` that `user` may see."""
    post = posts.visible_to(user).first()
    return post.get_absolute_url() if post else ""
