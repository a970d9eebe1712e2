"""Keeping an uploaded file: row and file together, or neither."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import task

from blog.files.attachments import checked
from blog.files.images import clean_picture, looks_like_picture
from blog.models import Attachment, Image, Rendition, User

LONGEST_UPLOAD = timedelta(hours=1)  # from the first byte stored to the row, with much to spare


def keep_picture(upload: "UploadedFile[bytes]", user: User, *, alt: str = "") -> Image:
    """A new picture of the media library, named after its file.

    Raises UnusablePicture with a sentence for `user`; OSError and OperationalError where there is no room.
    """
    name = upload.name or ""
    picture = clean_picture(upload, name)
    image = Image(title=title_from(name), alt=alt, uploaded_by=user)
    with row_and_file(image.file, str(picture.name)) as free:
        picture.name = free
        image.file.save(free, picture, save=False)
        image.save()
    return image


def keep_file(upload: "UploadedFile[bytes]", user: User, *, alt: str = "") -> Image | Attachment:
    """A new entry of the media library: a picture, a recording or a document, as its content says.

    Raises UnusablePicture or UnusableFile with a sentence for `user`; otherwise as `keep_picture`.
    """
    upload.seek(0)
    if looks_like_picture(upload.read(1024), upload.name or ""):
        return keep_picture(upload, user, alt=alt)
    return keep_attachment(upload, user)


def keep_attachment(upload: "UploadedFile[bytes]", user: User) -> Attachment:
    """A new recording or document of the media library, named after its file. Raises as `keep_picture`."""
    name = upload.name or ""
    given = checked(upload, name)
    attachment = Attachment(title=title_from(name), uploaded_by=user)
    with row_and_file(attachment.file, given.safe_name) as free:
        given.safe_name = free
        attachment.file.save(free, given, save=False)
        attachment.save()
    return attachment


def title_from(name: str) -> str:
    """`harbour_at-dawn.JPG` as words; nothing for the names that cameras give."""
    words = PurePath(name.replace("\\", "/")).stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words)[:500]


@contextmanager
def row_and_file(file: FieldFile, name: str) -> Iterator[str]:
    """Inside, a new row is saved with its file under the name that is given out: both stay, or neither.

    The name is noted in the queue before anything is stored, so that the file of a server that was killed
    in between is found and deleted.
    """
    storage = file.storage
    # Nobody else's file has this name, so that it can be deleted without asking.
    free = f"{PurePath(name).stem}-{get_random_string(7).lower()}{PurePath(name).suffix}"
    stored = file.field.generate_filename(file.instance, free)
    drop_unkept.using(run_after=timezone.now() + LONGEST_UPLOAD).enqueue(stored)
    try:
        with transaction.atomic():
            yield free
    except BaseException:
        with suppress(OSError):  # a storage that is away: the task sees to it
            storage.delete(file.name or stored)
        raise


@task()
def drop_unkept(name: str) -> bool:
    """Delete a stored file that no row names, because its upload ended half way; whether there was one."""
    if any(model._default_manager.filter(file=name).exists() for model in (Image, Attachment, Rendition)):
        return False
    storage = Image(file=name).file.storage
    is_left = storage.exists(name)
    storage.delete(name)
    return bool(is_left)


@task()
def drop_deleted(names: list[str], moment: float) -> int:
    """Delete those of these files that are still there, because the storage was away when their rows went (or
    the server ended then): how many. A file stored after `moment`, seconds since 1970, is another one."""
    storage = Image._meta.get_field("file").storage
    left = [name for name in names if storage.exists(name)]
    old = [name for name in left if storage.get_modified_time(name).timestamp() <= moment]
    return sum(drop_unkept.call(name) for name in old)
