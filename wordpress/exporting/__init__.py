"""The site as a WordPress export (WXR 1.2): from rows to a file."""

from .exporter import export_to

__all__ = ["export_to"]
