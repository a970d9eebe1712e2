"""What the conversion of a text may ask about the rest of the export, and what it reports back."""

import re
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import unquote

from blog.urlparts import joined, split

Verdict = Literal["changed", "kept", "left out"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of the media library. `url` is where it was on the old site, `here` its address on this one:
    empty while the file is absent, and texts name it by the old address until then."""

    id: int
    url: str
    mime: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    here: str = ""

    @property
    def address(self) -> str:
        """What a text names it by."""
        return self.here or self.url

    @property
    def kind(self) -> str:
        """`image`, `audio`, `video`, or another kind of media; the file's ending decides if unsaid."""
        return self.mime.partition("/")[0] or kind_of(self.url)


@dataclass(frozen=True, slots=True)
class Note:
    """What became of a part of a text that could not be taken over as it stood."""

    verdict: Verdict
    what: str


class Library(Protocol):
    """The export's files and reusable blocks, by their numbers there."""

    @property
    def base(self) -> str:
        """The address of the old site, for what texts name from its root; empty where it is not known."""
        ...

    def meant(self, address: str) -> str:
        """The whole address of one that the text names, perhaps in a relative form."""
        ...

    def attachment(self, number: int) -> Attachment | None: ...

    def attachment_at(self, url: str) -> Attachment | None:
        """By the address of the original or of any size of it."""
        ...

    def attached_to(self, post: int) -> list[Attachment]: ...

    def reusable(self, number: int) -> str | None:
        """The source text of a reusable block."""
        ...

    def new_address(self, url: str) -> str | None:
        """Where a link into the exporting site leads now; None to leave it as it is."""
        ...


class EmptyLibrary:
    """No files, no blocks, no addresses: a text on its own."""

    base = ""

    def meant(self, address: str) -> str:
        return joined(self.base, address)

    def attachment(self, number: int) -> Attachment | None:
        return None

    def attachment_at(self, url: str) -> Attachment | None:
        return None

    def attached_to(self, post: int) -> list[Attachment]:
        return []

    def reusable(self, number: int) -> str | None:
        return None

    def new_address(self, url: str) -> str | None:
        return None


@dataclass
class Notes:
    """The notes on one text, each once, in order; `strays` are pictures that no file of the export is."""

    found: dict[Note, None] = field(default_factory=dict)
    strays: dict[str, None] = field(default_factory=dict)

    def add(self, verdict: Verdict, what: str) -> None:
        self.found[Note(verdict, what)] = None

    def stray(self, address: str) -> None:
        self.strays[address] = None


ENDINGS = {
    "image": "jpg jpeg jpe png gif webp avif bmp tif tiff ico heic svg",
    "audio": "mp3 m4a m4b ogg oga opus wav flac aac wma",
    "video": "mp4 m4v webm ogv mov avi wmv mpg mpeg mkv 3gp flv",
}
KINDS = {ending: kind for kind, endings in ENDINGS.items() for ending in endings.split()}


def kind_of(url: str) -> str:
    """`image`, `audio` or `video` by the ending of the address's path; empty for any other."""
    return KINDS.get(split(url).path.rpartition(".")[2].lower(), "")


SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
EDITED = re.compile(r"-(?:scaled|rotated|e\d{10,13})(?=\.\w{2,5}$)")
PHOTON = re.compile(r"^i\d\.wp\.com$")


def original_key(url: str) -> str:
    """What all sizes of one picture have in common: host and path without size, query and image proxy.

    WordPress names sizes `photo-300x200.jpg`, WordPress.com asks with `?w=300`, Jetpack serves the picture
    from `i0.wp.com/host/path`.
    """
    parts = split(url)
    host, path = parts.netloc.lower(), unquote(parts.path)
    if PHOTON.match(host):
        host, _, path = path.lstrip("/").partition("/")
        path = f"/{path}"
    return host.removeprefix("www.") + EDITED.sub("", SIZE.sub("", path))
