"""What a text may ask about the rest of the export; what it asked for in vain is remembered."""

from typing import TYPE_CHECKING

from blog.linking import admin_link
from blog.urlparts import joined, split
from wordpress import content

from .files import ITS_FILES, UPLOADS
from .source import number_of, path_of

if TYPE_CHECKING:
    from .source import Ground

WORDPRESS_OWN = ("/wp-admin", "/wp-login.php")  # the desk is another one here


class ExportLibrary:
    """What a text may ask about the rest of the export."""

    def __init__(self, ground: "Ground", page: str = "") -> None:
        """`page` is where the text stood."""
        self.ground = ground
        self.page = page if ground.source.is_own(page) and path_of(page) else ""

    @property
    def base(self) -> str:
        return self.ground.source.base

    def meant(self, address: str) -> str:
        """As browsers take it, from the page of the text; from the root where only that is known of the old
        site: its editor wrote `../2008/05/29/name/`, which was right on its own page alone."""
        whole = joined(self.page or self.base, address)
        from_root = joined(self.base, address.replace("../", ""))
        if whole == from_root:
            return whole
        is_plain = address.startswith(("?", "wp-content/"))
        if not is_plain and self.is_known(whole):
            return whole
        return from_root if is_plain or self.is_known(from_root) else whole

    def is_known(self, url: str) -> bool:
        scratch, path = self.ground.scratch, path_of(url)
        return bool(path.strip("/") and (scratch.at_path(path) or scratch.attachment_at(url)))

    def attachment(self, number: int) -> content.Attachment | None:
        return self.ground.scratch.attachment(number)

    def attachment_at(self, url: str) -> content.Attachment | None:
        return self.ground.scratch.attachment_at(url)

    def attached_to(self, post: int) -> list[content.Attachment]:
        return self.ground.scratch.attached_to(post)

    def reusable(self, number: int) -> str | None:
        return self.ground.scratch.block(number)

    def new_address(self, url: str) -> str | None:
        """Links into the old site lead here: to where the post is now, else to the same address on this site.

        A file's address is its new one if the file is here; else it stays where it was."""
        scratch, parts = self.ground.scratch, split(url)
        is_file = UPLOADS in parts.path or bool(content.library.kind_of(url)) or ITS_FILES in parts.netloc
        if is_file and (local := scratch.local_address(url)):
            return local
        if is_file or not self.ground.source.is_own(url):
            return None
        if parts.path.removeprefix(split(self.base).path.rstrip("/")).startswith(WORDPRESS_OWN):
            return admin_link()
        known = self._plain(url) if self._is_home(parts.path) else scratch.at_path(path_of(url)) or parts.path
        return f"{known}#{parts.fragment}" if parts.fragment else known

    def _is_home(self, path: str) -> bool:
        return path.rstrip("/") in {"", split(self.base).path.rstrip("/"), "/index.php"}

    def _plain(self, url: str) -> str:
        """The front page, or what a plain address asks it for (`/?p=123`, `/?cat=4`): both answer here."""
        number, query = number_of(url), split(url).query
        if number is None:
            return f"/?{query}" if query else "/"
        known = self.ground.scratch.with_number(number)
        is_file = not known and self.ground.scratch.attachment(number)
        return known or f"/?{'attachment_id' if is_file else 'p'}={number}"


class Asking(ExportLibrary):
    """For one text: a later file of the same site may bring what it `missed`."""

    def __init__(self, ground: "Ground", page: str = "") -> None:
        super().__init__(ground, page)
        self.missed: set[str] = set()

    def attachment(self, number: int) -> content.Attachment | None:
        found = super().attachment(number)
        if found is None and number > 0:
            self.missed.add(self.ground.source.ref("post", number))
        return found

    def reusable(self, number: int) -> str | None:
        found = super().reusable(number)
        if found is None and number > 0:
            self.missed.add(self.ground.source.ref("post", number))
        return found
