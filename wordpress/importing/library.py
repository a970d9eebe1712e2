"""What a text may ask about the rest of the export; what it asked for in vain is remembered."""

from typing import TYPE_CHECKING

from wordpress import content

from .files import ExportLibrary

if TYPE_CHECKING:
    from .source import Ground


class Asking(ExportLibrary):
    """For one text: a later file of the same site may bring what it `missed`."""

    def __init__(self, ground: "Ground") -> None:
        super().__init__(ground)
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
