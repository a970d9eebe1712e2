"""Reading what came, unpacked and counted as it comes, so that a small bomb never becomes large."""

import zlib
from http.client import HTTPResponse

from django.utils.translation import gettext as _

from blog.fetching.connection import Watch
from blog.fetching.errors import FetchError, TooLarge, WrongType

CHUNK = 16 * 1024


def body_of(response: HTTPResponse, most: int, cut: bool, watch: Watch) -> bytes:
    """The body of at most `most` bytes; what is longer is cut, or raises TooLarge."""
    unpack = unpacker(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    while not watch.is_over and (chunk := response.read1(CHUNK)):
        try:
            body += unpack(chunk, most + 1 - len(body))
        except zlib.error as error:
            raise FetchError(_("The answer is packed wrongly.")) from error
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise TooLarge(_("It is larger than %(size)d KiB.") % {"size": most // 1024})
    return bytes(body)


class Plain:
    """Nothing to unpack."""

    def __call__(self, chunk: bytes, most: int) -> bytes:
        return chunk


class Packed:
    """gzip or deflate, unpacked only as far as it may grow."""

    def __init__(self) -> None:
        self.stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)

    def __call__(self, chunk: bytes, most: int) -> bytes:
        return self.stream.decompress(chunk, max(most, 1))


def unpacker(encoding: str) -> Plain | Packed:
    """For what the answer says it is packed with, although we asked for no packing."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return Plain()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return Packed()
    raise WrongType(_("It is packed with %(name)s.") % {"name": encoding[:20]})
