"""From the records of an export to rows of this site."""

from wordpress.ledger import Ledger

from .importer import import_files

__all__ = ["Ledger", "import_files"]
