"""What is done later, or at once, about what rows say of themselves (blog/models/signals.py).

Tasks are loaded by whoever has one for them: most commands and pages have none.
"""

from datetime import datetime, timedelta
from typing import Any

from blog.models import Image, MediaLink, signals

SOON = timedelta(minutes=1)


def connect() -> None:
    """Listen, once a process."""
    signals.picture_came.connect(make_sizes)
    signals.address_came.connect(ask_other_site)
    signals.files_left.connect(look_after)


def make_sizes(image: Image, is_first: bool, **said: Any) -> None:
    """Of a picture; texts that showed another file show this one at once."""
    from blog.tasks import make_renditions, show_anew

    make_renditions.enqueue(image.pk)
    if not is_first:
        show_anew(image)


def ask_other_site(link: MediaLink, **said: Any) -> None:
    """What stands at the address of a media link."""
    from blog.tasks import fetch_media

    fetch_media.enqueue(link.pk)


def look_after(names: list[str], moment: datetime, **said: Any) -> None:
    """Deleted files are deleted once more: their storage may be away just then, or the server end."""
    from blog.files.uploading import drop_deleted

    drop_deleted.using(run_after=moment + SOON).enqueue(names, moment.timestamp())
