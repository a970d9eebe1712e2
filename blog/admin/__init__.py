"""The author's and editor's workplace, one module a subject."""
