"""Where files of the media library are used, and which are not: rows that point at them, and texts, those of
revisions and unsaved forms too, so that whatever is restored is whole."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse

from blog.models import Attachment, FormerFile, Image, Post, Rendition
from blog.models.media import source_key
from blog.rendering.pictures import SIZE_SUFFIX

HELD = (Image, Attachment, Rendition, FormerFile)
DERIVED = {"body_html", "body_text", "excerpt", "import_data"}
LONG = 1000  # a column of that many characters may hold an address
ADDRESS = re.compile(r"https?://[^\s\"'<>\\]+")
NUMBER = re.compile(r'(?:image|poster|logo)": (?:\[")?(\d+)')


@dataclass(frozen=True)
class Use:
    """One place that shows a file: what kind of place, what it is called, its address in the admin."""

    kind: str
    title: str
    url: str = ""


@dataclass
class Mentions:
    """Everything that texts name: files here, keys of addresses elsewhere, numbers of pictures."""

    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)

    def read(self, text: str) -> None:
        """Add what one text names."""
        root = re.escape(str(settings.MEDIA_URL))
        self.names.update(unquote(name) for name in re.findall(rf"{root}([^\s\"'<>\\?#)]+)", text))
        for url in map(unescape, ADDRESS.findall(text)):
            self.keys |= {source_key(url), source_key(SIZE_SUFFIX.sub("", url))}
        self.numbers.update(map(int, NUMBER.findall(text)))


def uses_of(row: Image | Attachment) -> list[Use]:
    """Each place that shows it, articles first."""
    posts = shown_in(row)
    found = [Use(str(post.get_kind_display()), str(post), change_url(post)) for post in posts]
    for relation in pointing(type(row)):
        if relation.related_model._meta.model_name not in {"post", "postimage"}:
            pointed = relation.related_model._base_manager.filter(**{relation.field.name: row})
            found += [use_in(each) for each in pointed]
    return list(dict.fromkeys([*found, *kept_in(row, {post.pk for post in posts})]))


def shown_in(row: Image | Attachment) -> list[Post]:
    """Articles and pages that show it now."""
    rows = Post.everything.showing(row) if isinstance(row, Image) else Post.everything.naming(row)
    return list(rows.only("kind", "title"))


def kept_in(row: Image | Attachment, known: set[int]) -> Iterator[Use]:
    """Places whose texts name it besides: other rows, and what was or is to be said by articles."""
    for model in apps.get_app_config("blog").get_models():
        if model in HELD or model is Post or model._meta.proxy:
            continue
        wanted = models.Q()
        columns = texts_of(model)
        for name in columns:
            for sign in signs_of(row):
                wanted |= models.Q(**{f"{name}_text__contains": sign})
        if not columns:
            continue
        as_text = {f"{name}_text": Cast(name, models.TextField()) for name in columns}
        for found in model._base_manager.annotate(**as_text).filter(wanted):
            if getattr(found, "post_id", None) not in known or hasattr(found, "content"):
                yield use_in(found)


def signs_of(row: Image | Attachment) -> list[str]:
    """What a text or a kept content that names it contains."""
    former = row.former_files.values_list("name", flat=True)
    names = [name for name in (row.file.name, *former) if name]
    urls = [row.file.storage.url(name) for name in names]
    signs = {*names, *urls, *(json.dumps(name)[1:-1] for name in names)}
    if row.source_url:
        signs.add(row.source_url.split("://", 1)[-1].rpartition(".")[0] or row.source_url)
    if isinstance(row, Image):
        for name in ("image", "poster", "logo"):
            signs |= {f'{name}": {row.pk},', f'{name}": {row.pk}}}', f'{name}": ["{row.pk}"]'}
    return sorted(signs)


def use_in(row: models.Model) -> Use:
    """A place as people know it: the article it belongs to, if it belongs to one."""
    post = getattr(row, "post", None)
    return Use(str(row._meta.verbose_name), str(post or row), change_url(post or row))


def change_url(row: models.Model) -> str:
    """Its form in the admin; empty where it has none."""
    name = row.kind if isinstance(row, Post) else row._meta.model_name
    try:
        return reverse(f"admin:blog_{name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""


def pointing(model: type[models.Model]) -> list[Any]:
    """The relations by which other tables point at this one's rows."""
    relations = model._meta.get_fields(include_hidden=True)
    found = [each for each in relations if each.auto_created and not each.concrete and each.is_relation]
    return [each for each in found if each.related_model not in HELD]


def texts_of(model: type[models.Model]) -> list[str]:
    """The columns of a table in which a file may be named."""
    return [
        each.name
        for each in model._meta.concrete_fields
        if each.name not in DERIVED
        and (
            isinstance(each, models.TextField | models.JSONField)
            or (isinstance(each, models.CharField) and (each.max_length or 0) >= LONG)
        )
    ]


def mentions() -> Mentions:
    """Everything that any text names: one query a table."""
    found = Mentions()
    for model in apps.get_app_config("blog").get_models():
        columns = texts_of(model)
        if model in HELD or model._meta.proxy or not columns:
            continue
        for values in model._base_manager.values_list(*columns).iterator():
            for value in values:
                if value:
                    found.read(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return found


def unused() -> tuple[set[int], set[int]]:
    """Numbers of the pictures and of the attachments that nothing shows or names."""
    said = mentions()
    former = set(FormerFile.objects.filter(name__in=said.names).values_list("image_id", "attachment_id"))
    pictures = set[int]()
    for key, name, origin in Image.objects.values_list("pk", "file", "source_key"):
        if not (name in said.names or (origin and origin in said.keys) or key in said.numbers):
            pictures.add(key)
    attachments = set[int]()
    for key, name, url in Attachment.objects.values_list("pk", "file", "source_url"):
        if not (name in said.names or (url and source_key(url) in said.keys)):
            attachments.add(key)
    pictures -= pointed_at(Image) | {image for image, _attachment in former if image}
    return pictures, attachments - pointed_at(Attachment) - {other for _image, other in former if other}


def pointed_at(model: type[models.Model]) -> set[int]:
    """Numbers of the rows at which another table points."""
    found = set[int]()
    for relation in pointing(model):
        rows = relation.related_model._base_manager.exclude(**{relation.field.name: None})
        found.update(rows.values_list(relation.field.name, flat=True))
    return found
