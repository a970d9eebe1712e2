"""Asking other sites for something, so that nobody can use us to reach what is not public.

    answer = fetching.client.fetch("https://radio.example/talk", types=("text/html",))
    answer = fetching.client.look("https://radio.example/talk.mp3")  # status, type and length only

Both raise a `FetchError` that says why in words. Only tasks ask; no page waits for another site.
"""

from blog.fetching.client import Answer, Client
from blog.fetching.errors import FetchError, NoNames, Refused, TooLarge, TooSlow, Unreachable, WrongType

client = Client()

__all__ = [
    "Answer",
    "Client",
    "FetchError",
    "NoNames",
    "Refused",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "WrongType",
    "client",
]
