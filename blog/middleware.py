"""The publication's own clock and language, for every view, and how answers are compressed."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django_http_compression.middleware import HttpCompressionMiddleware

from blog.models import Publication
from blog.translating import speak


class CompressionMiddleware(HttpCompressionMiddleware):
    """Compress JSON Feeds like other text, and no part of a file: its numbers count the file's own bytes."""

    content_type_re = re.compile(
        rf"{HttpCompressionMiddleware.content_type_re.pattern} | ^application/feed\+json",
        HttpCompressionMiddleware.content_type_re.flags,
    )

    def maybe_compress(self, request: HttpRequest, response: HttpResponseBase) -> None:
        if response.status_code != 206:
            super().maybe_compress(request, response)


class PublicationMiddleware:
    """Show times in the publication's time zone and words in its language.

    A view marked `needs_no_publication = True` is left alone: it must answer while the database does not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
            translation.deactivate()

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if getattr(view, "needs_no_publication", False):
            return
        publication = Publication.current()
        timezone.activate(publication.zone)
        speak(publication.language)
