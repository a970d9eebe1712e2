"""The wordpress app."""

from django.apps import AppConfig


class WordPressConfig(AppConfig):
    name = "wordpress"
