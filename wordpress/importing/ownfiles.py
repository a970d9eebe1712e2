"""What an export of ours says of pictures and other files besides their columns in WordPress."""

from collections.abc import Mapping, Sequence
from typing import Any

from blog.models import Attachment, FormerFile, Image, Redirect
from wordpress import saidcolumns
from wordpress.reader import Item
from wordpress.vocabulary import OLD_PATHS, own

from .own import imported, is_ours, one, user_named, values

Row = Image | Attachment


def fill(row: Row, item: Item) -> None:
    """Columns that WordPress does not know: credit, licence, focal point, where the file first was."""
    said = saidcolumns.IMAGE if isinstance(row, Image) else saidcolumns.ATTACHMENT
    for name, value in values(type(row), item.meta).items():
        if name not in said:
            setattr(row, name, value)


def data_of(kept: Mapping[str, Any], item: Item) -> dict[str, Any]:
    """What is kept of the source, and where the other site had the file among its own."""
    held = {"held_as": item.meta_value("_wp_attached_file")} if is_ours(item.meta) else {}
    return imported(kept, item.meta) | held


def complete(written: Sequence[tuple[Row, Item]]) -> None:
    """Of rows that were just stored: when and by whom they first were, and their former addresses."""
    for row, item in written:
        if not is_ours(item.meta):
            continue
        said = {"created_at": values(type(row), item.meta).get("created_at", row.created_at)}
        row.created_at, row.uploaded_by = said["created_at"], user_named(item.meta, "uploaded_by")
        rows: Any = type(row)._default_manager
        rows.filter(pk=row.pk).update(uploaded_by=row.uploaded_by, **said)
        target: dict[str, Any] = {"image" if isinstance(row, Image) else "attachment": row}
        for path in one(item.meta, OLD_PATHS) or []:
            Redirect.objects.get_or_create(old_path=str(path)[:800], defaults=target)
        for name in one(item.meta, own("former_files")) or []:
            FormerFile.objects.get_or_create(name=str(name)[:500], defaults=target)
