"""Finished pages, kept outside Django's request cycle and dropped exactly when what they show has changed.

A reader's request is answered by `front.py` before Django is entered. While a page is rendered, `watching.py`
looks at each statement and notes what it reads; when a transaction commits, what it has written raises the
stamps (`stamps.py`) of the things that were changed, and pages that show one of them are not served again.
Nobody has to remember anything: what is said of tables (`tables.py`) only makes it more exact.
"""

from blog.pagecache.house import age_of
from blog.pagecache.recording import as_a_whole, may_be_kept, shows, until
from blog.pagecache.watching import changed, everything_changed

__all__ = ["age_of", "as_a_whole", "changed", "everything_changed", "may_be_kept", "shows", "until"]
