"""Interim: the provider table lands separately."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaCard:
    """A card."""

    url: str
    title: str = ""


def frame_hosts() -> list[str]:
    """Hosts of players."""
    return []


def recognise(url: str) -> None:
    """Nothing yet."""


def card_for(
    url: str, *, title: str = "", outlet: str = "", seconds: int | None = None, poster: str = ""
) -> MediaCard:
    """A card."""
    return MediaCard(url, title)
