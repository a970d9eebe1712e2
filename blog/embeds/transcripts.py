"""The words of a recording as an editor pasted them: plain text, WebVTT or SubRip."""

import re

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s*-->.*$")
TAGS = re.compile(r"</?(?:[cibuv]|ruby|rt|lang|\d\d:)[^<>]{0,80}>")
NOT_SPOKEN = re.compile(r"^(?:WEBVTT|NOTE|STYLE|REGION)\b")


def is_webvtt(text: str) -> bool:
    """Whether players can show it along with the recording (https://www.w3.org/TR/webvtt1/)."""
    return bool(re.match(r"\ufeff?WEBVTT(?:\s|$)", text)) and "-->" in text


def spoken(text: str) -> str:
    """Only the words: without the times and marks of WebVTT and SubRip. Other text stays as it is."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\ufeff \n")
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", text)]
    if not any(TIMES.match(line) for block in blocks for line in block):
        return text
    return "\n\n".join(filter(None, map(cue, blocks)))


def cue(lines: list[str]) -> str:
    """What is said in one block of a timed transcript."""
    places = [number for number, line in enumerate(lines) if TIMES.match(line)]
    if not places:
        return "" if NOT_SPOKEN.match(lines[0]) else " ".join(lines)
    return TAGS.sub("", " ".join(lines[places[0] + 1 :])).strip()


def transcript_html(text: str) -> SafeString:
    """In paragraphs, escaped: an empty line ends one."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", spoken(text)))
    return format_html_join("", "<p>{}</p>", ((with_breaks(block),) for block in blocks if block))


def with_breaks(block: str) -> SafeString:
    """Each line escaped, with its end kept."""
    return mark_safe("<br>".join(map(escape, block.split("\n"))))
