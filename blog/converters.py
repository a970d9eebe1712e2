"""Parts of addresses with a shape of their own."""

from urllib.parse import quote

from django.urls import NoReverseMatch, register_converter
from django.utils.http import RFC3986_SUBDELIMS, escape_leading_slashes

from blog.linking import prefix

SAFE = f"{RFC3986_SUBDELIMS}/~:@"


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


def address_below(beginning: str, path: str) -> str:
    """As `address_of_path`, of what lives below a word of the house: `category`, `tag`, `author`. An import
    and the commands around it get by without all routes and the views behind them."""
    return address_of_path(f"{beginning}/{path}" if path else "")


def address_of_path(path: str) -> str:
    """Where an article or page lives whose path, as readers read it, is `path`: what reverse() of `blog:post`
    says, in a tenth of the time; pages say it ten and lists thirty times. Raises NoReverseMatch for none."""
    if not path:
        raise NoReverseMatch("what has no slug has no address")
    return escape_leading_slashes(quote(f"{prefix()}{path}/", safe=SAFE))
