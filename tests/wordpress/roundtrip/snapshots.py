"""The whole site as plain values: every model, every column, relations by what rows are, not by their keys.

A column or a model that is added later is compared unless somebody says here why not.
"""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from django.apps import apps
from django.db import models

from blog.models import Image

APPS = ("blog", "comments", "django_comments_xtd", "django_comments", "wordpress", "sites")

NO_LOGINS = "an export holds no passwords, so logins are made by hand; rows are tied to those that are here"
COUNTED = "follows from other rows, and is counted or rendered anew"
PRIVATE = "what readers did in confidence is not handed to other programs; a backup keeps it"
MACHINE = "the machine's own memory"

# Models that are not compared, each with its reason.
LEFT_OUT: dict[str, str] = {
    "blog.User": NO_LOGINS,
    "blog.Page": "the same table as blog.Post",
    "blog.Attempt": MACHINE,
    "blog.SeenLink": MACHINE,
    "blog.Rendition": COUNTED,
    "blog.Revision": "WordPress leaves revisions out of its exports, and so do we; a backup keeps them",
    "blog.PreviewLink": "signed with this site's secret: it opens nothing elsewhere",
    "django_comments_xtd.XtdComment": "the same rows as comments.Reply",
    "django_comments.Comment": "the same rows as comments.Reply",
    "django_comments.CommentFlag": "not used",
    "django_comments_xtd.BlackListedDomain": "not used",
    "comments.Decision": "a ledger is not taken over from a file that anybody could have written",
    "comments.Appeal": PRIVATE,
    "comments.Report": PRIVATE,
    "comments.Recommendation": PRIVATE,
    "comments.Version": PRIVATE,
    "comments.Writer": PRIVATE,
    "comments.Confirmation": PRIVATE,
    "comments.Follow": PRIVATE,
    "comments.StaffMail": NO_LOGINS,
    "comments.Letter": "mail that waits belongs to the site that promised it",
    "comments.Announcement": "who was told of a reply was told by the other site",
    "comments.Vigil": MACHINE,
    "comments.Ban": PRIVATE,
    "comments.SpamToken": "learnt anew (learn_spam)",
    "wordpress.ImportRun": "the ledger of that site's own imports",
    "wordpress.ImportEntry": "the ledger of that site's own imports",
    "wordpress.LooseEnd": "waits for further files of the export that the row came in with",
    "sites.Site": "follows SITE_URL",
}

# Columns that are not compared, each with its reason; `*` is every model.
COLUMNS_LEFT_OUT: dict[tuple[str, str], str] = {
    ("*", "import_ref"): "names the export that the row came in with: another one now",
    ("*", "body_html"): COUNTED,
    ("comments.Reply", "content_type"): "that of posts, always",
    ("comments.Reply", "object_pk"): "the key of its post as text",
    ("comments.Reply", "path"): "made of keys; parents, depth and order are compared",
    ("comments.Reply", "root"): "a key; parents are compared",
    ("comments.Reply", "thread_id"): "a key; parents are compared",
    ("comments.Reply", "parent_id"): "a key; compared as the reply that is answered",
    ("comments.Reply", "order"): "xtd's, not used",
    ("comments.Reply", "nested_count"): "xtd's, not used",
    ("comments.Reply", "reports_open"): PRIVATE,
    ("blog.Image", "renditions_at"): COUNTED,
    ("blog.Image", "file"): "stored again, under the month in which that happens",
    ("blog.Attachment", "file"): "stored again, under the month in which that happens",
    ("blog.PostAuthor", "position"): "the order of bylines is compared",
}


def snapshot() -> dict[str, dict[Hashable, dict[str, Any]]]:
    """By model and by what the row is: its columns."""
    return Snapshot().take()


class Snapshot:
    """One look at everything."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, Any], Hashable] = {}
        self.files = {row.file.url: f"<{row.title}>" for row in Image.objects.all() if row.file}

    def take(self) -> dict[str, dict[Hashable, dict[str, Any]]]:
        found: dict[str, dict[Hashable, dict[str, Any]]] = {}
        for model in compared():
            rows = {self.name(row): self.columns(row) for row in model._base_manager.order_by("pk")}
            assert len(rows) == model._base_manager.count(), f"two rows of {model._meta.label} have one name"
            found[model._meta.label] = rows
        return found

    def name(self, row: models.Model) -> Hashable:
        """What a row is, whatever its key."""
        key = (row._meta.label, row.pk)
        if key not in self.names:
            identity = IDENTITIES.get(row._meta.label)
            self.names[key] = identity(self, row) if identity else self.place(row)
        return self.names[key]

    def place(self, row: models.Model) -> Hashable:
        """Of a row without a name: the first row that it hangs on, and how many hang there before it."""
        field = next((f for f in row._meta.concrete_fields if f.is_relation and not f.primary_key), None)
        if field is None or getattr(row, field.attname) is None:
            return ("the one", row.pk)
        before = type(row)._base_manager.filter(
            **{field.attname: getattr(row, field.attname), "pk__lt": row.pk}
        )
        return (self.name(getattr(row, field.name)), before.count())

    def columns(self, row: models.Model) -> dict[str, Any]:
        label, said = row._meta.label, {}
        for field in row._meta.concrete_fields:
            left_out = {("*", field.name), (label, field.name)} & COLUMNS_LEFT_OUT.keys()
            if field.primary_key or field.name.endswith("_ptr") or left_out:
                continue
            said[field.name] = self.value(row, field)
        extra = EXTRAS.get(label)
        return said | (extra(self, row) if extra else {})

    def value(self, row: models.Model, field: Any) -> Any:
        if not field.is_relation:
            value = getattr(row, field.attname)
            return self.with_named_files(value) if isinstance(value, str) else plain(value)
        target = getattr(row, field.name)
        if target is None:
            return None
        return str(target) if target._meta.label in LEFT_OUT else self.name(target)

    def with_named_files(self, text: str) -> str:
        for url, name in self.files.items():
            text = text.replace(url, name)
        return text


def compared() -> list[type[models.Model]]:
    """Every model of ours that nobody has left out, what others hang on first. Tables that the database
    itself keeps (`managed = False`) follow from the others."""
    ours = [m for m in apps.get_models() if m._meta.app_label in APPS and m._meta.managed]
    found = [model for model in ours if model._meta.label not in LEFT_OUT]
    return sorted(found, key=lambda model: model._meta.label)


def plain(value: Any) -> Any:
    if isinstance(value, models.fields.files.FieldFile):
        return value.name.rpartition("/")[2]
    return value


def answered(self: Snapshot, row: Any) -> dict[str, Any]:
    """The reply that is answered."""
    parent = None if row.is_root else type(row)._base_manager.filter(pk=row.parent_id).first()
    return {"answers": self.name(parent) if parent else None}


def ordered_bylines(self: Snapshot, row: Any) -> dict[str, Any]:
    related = {
        "bylines": [self.name(entry.author) for entry in row.post_authors.order_by("position", "pk")],
        "filed under": sorted(row.categories.values_list("path", flat=True)),
        "tagged": sorted(row.tags.values_list("slug", flat=True)),
    }
    return related


EXTRAS: dict[str, Any] = {"comments.Reply": answered, "blog.Post": ordered_bylines}


def kept_thing(_self: Snapshot, row: Any) -> Hashable:
    return (row.kind, row.title, str(row.data.get("id") or row.data.get("slug")))


def reply(self: Snapshot, row: Any) -> Hashable:
    return (self.name(row.post), str(row.submitted_at), row.writer_name, row.comment[:60])


IDENTITIES: dict[str, Any] = {
    "blog.Post": lambda self, row: (row.kind, row.path or row.slug or row.title, str(row.created_at)),
    "blog.Category": lambda self, row: row.path,
    "blog.Tag": lambda self, row: row.slug,
    "blog.Author": lambda self, row: row.slug,
    "blog.Image": lambda self, row: (row.title, row.alt, str(row.created_at)),
    "blog.Attachment": lambda self, row: (row.title, row.source_url, str(row.created_at)),
    "blog.Redirect": lambda self, row: row.old_path,
    "blog.FormerFile": lambda self, row: row.name,
    "blog.PostAuthor": lambda self, row: (self.name(row.post), self.name(row.author)),
    "blog.TaggedPost": lambda self, row: (self.name(row.content_object), self.name(row.tag)),
    "blog.MediaLink": lambda self, row: (self.name(row.post), row.placement, row.url, row.position),
    "blog.MenuItem": lambda self, row: (
        row.place,
        self.name(row.parent) if row.parent else "",
        row.position,
        str(row),
    ),
    "comments.Reply": reply,
    "comments.Thread": lambda self, row: self.name(row.post),
    "wordpress.Kept": kept_thing,
}


def differences(one: Any, two: Any, allowed: Any) -> list[str]:
    """Where two snapshots differ, in words; `allowed(label, column, before, after)` says what may."""
    found: list[str] = []
    for label in sorted({*one, *two}):
        before, after = one.get(label, {}), two.get(label, {})
        counted = defaultdict(int)
        for name in before.keys() | after.keys():
            if name not in before or name not in after:
                if not allowed(label, "*", before.get(name), after.get(name)):
                    found.append(f"{label} {name}: only {'before' if name in before else 'after'}")
                continue
            for column in before[name]:
                was, became = before[name][column], after[name][column]
                if was != became and not allowed(label, column, was, became):
                    counted[column] += 1
                    found.append(f"{label} {name} {column}: {str(was)[:300]!r} became {str(became)[:300]!r}")
    return sorted(found)
