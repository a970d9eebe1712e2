"""Interim: rendering lands separately."""

import re
from collections.abc import Mapping
from typing import Any

import nh3


def render_body(source: str, *, cards: Mapping[str, Any] | None = None) -> str:
    """Sanitised HTML."""
    return nh3.clean(source)


def plain_text(html: str) -> str:
    """Text."""
    return re.sub(r"<[^>]+>", " ", html).strip()


def excerpt(html: str, words: int = 55) -> str:
    """First words."""
    return " ".join(plain_text(html).split()[:words])


def reading_minutes(text: str) -> int:
    """Minutes."""
    return max(1, len(text.split()) // 230)


def text_direction(language: str) -> str:
    """Direction."""
    return "rtl" if language[:2] in {"ar", "fa", "he", "ur"} else "ltr"
