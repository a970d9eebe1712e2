"""Parts of addresses with a shape of their own."""

from django.urls import register_converter


class TwoDigits:
    regex = "[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class Year(TwoDigits):
    regex = "[0-9]{4}"

    def to_url(self, value: int) -> str:
        return f"{value:04d}"


class FeedFormat:
    regex = "atom|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Make the converters known under the names that the urls modules use."""
    register_converter(Year, "year")
    register_converter(TwoDigits, "two")
    register_converter(FeedFormat, "format")
