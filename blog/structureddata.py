"""What an article says of itself to programs: schema.org's Article as JSON-LD."""

from typing import Any

from blog.addresses import absolute
from blog.models import Post, Publication
from blog.subjects import Subjects


def article_data(post: Post, subjects: Subjects) -> dict[str, Any]:
    """https://schema.org/Article (WebPage for pages), without what is empty."""
    publication = Publication.current()
    address = absolute(post.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": "WebPage" if post.kind == Post.Kind.PAGE else "Article",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": post.title,
        "description": post.seo_description or ("" if post.is_locked else post.excerpt),
        "datePublished": post.publish_at.isoformat() if post.publish_at else "",
        "dateModified": post.modified_at.isoformat(),
        "correction": [
            {"@type": "CorrectionComment", "text": each.text, "datePublished": each.made_at.isoformat()}
            for each in post.corrected
            if not post.is_locked
        ],
        "inLanguage": post.language or publication.language,
        "author": [
            {"@type": "Person", "name": author.name, "url": absolute(author.get_absolute_url())}
            for author in subjects.authors
        ],
        "articleSection": [subject.name for subject in subjects.categories],
        "keywords": [subject.name for subject in subjects.tags],
        "image": picture_address(post),
        "publisher": {"@type": "Organization", "name": publication.name, "url": absolute("/")},
    }
    return {name: value for name, value in data.items() if value}


def picture_address(post: Post) -> str:
    """Where the featured image lives; empty without one, or while its file is not at hand."""
    image = post.featured_image
    return absolute(image.file.url) if image and image.file else ""
