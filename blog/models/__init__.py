"""The publication's data. Models import pure modules only; concept modules and views import models."""

from blog.models.attachment import Attachment
from blog.models.attempt import Attempt
from blog.models.byline import PostAuthor
from blog.models.editorial import Correction, Note
from blog.models.frontpage import FrontPick
from blog.models.heldfile import FormerFile
from blog.models.imported import Imported
from blog.models.media import Image, PostImage, Rendition
from blog.models.medialink import MediaLink
from blog.models.menu import MenuItem
from blog.models.page import Page
from blog.models.post import Post
from blog.models.previewlink import PreviewLink
from blog.models.publication import Permalink, Publication
from blog.models.purge import Purge
from blog.models.redirect import Redirect
from blog.models.revision import Revision
from blog.models.seenlink import SeenLink
from blog.models.standing import PostStanding
from blog.models.taxonomy import Category, Tag, TaggedPost
from blog.models.untold import Untold
from blog.models.user import Author, User
from blog.models.visibility import PostQuerySet, Status, Visibility

__all__ = [
    "Attachment",
    "Attempt",
    "Author",
    "Category",
    "Correction",
    "FormerFile",
    "FrontPick",
    "Image",
    "Imported",
    "MediaLink",
    "MenuItem",
    "Note",
    "Page",
    "Permalink",
    "Post",
    "PostAuthor",
    "PostImage",
    "PostQuerySet",
    "PostStanding",
    "PreviewLink",
    "Publication",
    "Purge",
    "Redirect",
    "Rendition",
    "Revision",
    "SeenLink",
    "Status",
    "Tag",
    "TaggedPost",
    "Untold",
    "User",
    "Visibility",
]
