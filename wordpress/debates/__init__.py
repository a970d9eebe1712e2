"""Debates from elsewhere: Disqus, Isso and django-comments-xtd, brought under the articles that are here.

`records` says what every source is read as; one module a source reads it, without our database; `spool` keeps
what was read by thread; `matching` finds the article of an address; `importing` writes.
"""
