"""Whether something failed because there is no room left: on the disk, or in the database."""

import errno
import sqlite3

from django.db import OperationalError

FULL = {errno.ENOSPC, errno.EDQUOT}
POSTGRESQL_FULL = "53100"  # disk_full, https://www.postgresql.org/docs/current/errcodes-appendix.html


def is_full(error: BaseException) -> bool:
    """Whether this error, or what caused it, says that the disk or a quota is full."""
    if isinstance(error, OSError) and error.errno in FULL:
        return True
    if isinstance(error, OperationalError | sqlite3.OperationalError) and is_full_database(error):
        return True
    return error.__cause__ is not None and is_full(error.__cause__)


def is_full_database(error: Exception) -> bool:
    """SQLite says it in words (“database or disk is full”), PostgreSQL by a number."""
    code = getattr(error.__cause__, "pgcode", None)
    return code == POSTGRESQL_FULL or "disk is full" in str(error)
