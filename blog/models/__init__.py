"""The publication's data. Models import pure modules only; concept modules and views import models."""

from blog.models.attempt import Attempt
from blog.models.byline import PostAuthor
from blog.models.imported import Imported
from blog.models.media import Image, MediaLink, PostImage, Rendition
from blog.models.page import Page
from blog.models.post import Post
from blog.models.publication import MenuItem, Permalink, Publication
from blog.models.redirect import Redirect
from blog.models.taxonomy import Category, Tag, TaggedPost
from blog.models.user import Author, User
from blog.models.visibility import PostQuerySet, Status, Visibility

__all__ = [
    "Attempt",
    "Author",
    "Category",
    "Image",
    "Imported",
    "MediaLink",
    "MenuItem",
    "Page",
    "Permalink",
    "Post",
    "PostAuthor",
    "PostImage",
    "PostQuerySet",
    "Publication",
    "Redirect",
    "Rendition",
    "Status",
    "Tag",
    "TaggedPost",
    "User",
    "Visibility",
]
