"""How a post looks in a search result and as a shared card; a script keeps it in step with what is typed."""

from django.conf import settings
from django.template.loader import render_to_string

from blog.admin.address import around_slug
from blog.admin.thumbnails import smallest
from blog.models import Post, Publication
from blog.urlparts import split


def preview_of(post: Post) -> str:
    """HTML of the preview."""
    image = post.featured_image
    before, after = around_slug(post)
    context = {
        "post": post,
        "name": Publication.current().name,
        "host": split(settings.SITE_URL).hostname,
        "address": f"{before}{post.slug}{after}",
        "picture": smallest(image) if image and image.file else "",
    }
    return render_to_string("admin/writing/_sharing.html", context)
