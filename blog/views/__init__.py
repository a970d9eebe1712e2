"""The public pages, one module a kind."""
