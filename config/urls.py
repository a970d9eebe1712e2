"""Mounts only: which app answers which part of the address space."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include("blog.admin.recovery")),
    path("admin/", admin.site.urls),
    path("", include("operations.urls")),
    path("", include("comments.urls")),
    path("", include("blog.urls")),  # last: it answers for every path that is left
]
