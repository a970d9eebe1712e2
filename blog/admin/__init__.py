"""The author's and editor's workplace, one module a subject."""

from blog.admin import (
    authors,
    categories,
    checking,
    corrections,
    dashboard,
    frontpage,
    images,
    medialinks,
    menus,
    pages,
    posts,
    publication,
    redirects,
    revisions,
    tags,
    users,
)

__all__ = [
    "authors",
    "categories",
    "checking",
    "corrections",
    "dashboard",
    "frontpage",
    "images",
    "medialinks",
    "menus",
    "pages",
    "posts",
    "publication",
    "redirects",
    "revisions",
    "tags",
    "users",
]
