"""From the records of an export to rows of this site."""

from .importer import import_files
from .ledger import Count, Entry, Ledger

__all__ = ["Count", "Entry", "Ledger", "import_files"]
