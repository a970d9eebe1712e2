"""Rows of a tree in a list."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

DEEPEST = 9


def indented_name(row: Any, name: str) -> SafeString:
    """The name, moved in by the row's depth; the depth comes from the tree query."""
    depth = min(getattr(row, "tree_depth", 0), DEEPEST)
    return format_html('<span class="depth-{}">{}</span>', depth, name)
