"""Lists of articles that are walked at any depth: where each article stands, kept by the database itself.

A shelf is the front page, a category (with all below it), a tag or an author. `blog_listed` holds a row for
each article on each shelf; `blog_tally` how many stand there, month by month, so that nobody counts or walks
them. Triggers keep both, whatever writes: a form, an import, an UPDATE by hand. They are no tables of
Django's, as the search index is none: who copies the site leaves them out, and `rebuild` fills them."""
