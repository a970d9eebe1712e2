"""Mounts only: which app answers which part of the address space."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from blog.apps import load_admin
from blog.linking import ADMIN

load_admin()
urlpatterns: list[URLPattern | URLResolver] = [
    path(ADMIN, include("blog.admin.recovery")),
    path(ADMIN, admin.site.urls),
    path("", include("operations.urls")),
    path("", include("comments.urls")),
    path("", include("blog.urls")),  # last: it answers for every path that is left
]
