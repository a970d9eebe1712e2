"""Full text search of articles and pages: one interface, and an engine for each database.

`query` decides what a reader means (what a word is, blog/words.py); `documents` what of a post is found;
`sqlite` and `postgresql` keep and ask the index; `keeping` keeps it true when something is saved.
"""

from blog.search.index import indexing_together, rebuild
from blog.search.query import asked
from blog.search.results import Hit, Results, holding, matching, search

__all__ = ["Hit", "Results", "asked", "holding", "indexing_together", "matching", "rebuild", "search"]
