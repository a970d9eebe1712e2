"""The rich text editor: what it has words for, what it keeps as it is, and what it asks the server."""
