"""One connection to an address that was checked, cut off when its time is over."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from threading import Timer

from django.utils.translation import gettext as _

from blog.fetching.errors import FetchError, TooSlow, Unreachable

Dial = Callable[[str, int, float], socket.socket]


def dial(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to exactly this address: no name is asked for again."""
    return socket.create_connection((address, port), timeout=seconds)


class Deadline:
    """A moment at which everything ends; dripping peers too, since their socket is shut under them."""

    def __init__(self, seconds: float) -> None:
        self.moment = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return self.moment - time.monotonic()

    @contextmanager
    def kept(self) -> Iterator["Watch"]:
        """Inside, sockets given to `watch()` end in time, and errors of the network become ours."""
        watch = Watch()
        timer = Timer(max(self.left, 0), watch.cut)
        timer.daemon = True
        timer.start()
        try:
            yield watch
            if watch.is_over:  # a shut socket reads like an answer that has ended
                raise TooSlow(_("The answer takes too long."))
        except FetchError:
            raise
        except (OSError, HTTPException, ValueError) as error:
            if watch.is_over or isinstance(error, TimeoutError):
                raise TooSlow(_("The answer takes too long.")) from error
            raise Unreachable(reason(error)) from error
        finally:
            timer.cancel()


class Watch:
    """Holds the socket in use, to shut it from outside."""

    def __init__(self) -> None:
        self.is_over = False
        self.socket: socket.socket | None = None

    def hold(self, held: socket.socket) -> None:
        self.socket = held
        if self.is_over:
            self.cut()

    def cut(self) -> None:
        self.is_over = True
        if self.socket is not None:
            try:
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself


def reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("Its certificate is not valid for this host.")
    if isinstance(error, ssl.SSLError):
        return _("No secure connection is possible.")
    if isinstance(error, OSError):
        return _("The host does not answer.")
    return _("The answer is no HTTP.")


class Connection(HTTPConnection):
    """To one of the checked addresses; TLS still asks for a certificate of the host's name."""

    def open(self, addresses: list[str], dial: Dial, watch: Watch, deadline: Deadline) -> None:
        """Connect to the first address that takes the connection; the last one's error if none does."""
        tried = addresses[:3]
        failure: OSError = OSError("no address")
        for address in tried:
            try:
                self.sock = dial(address, self.port, max(deadline.left / len(tried), 0.01))
            except OSError as error:
                failure = error
            else:
                self.sock.settimeout(max(deadline.left, 0.01))
                watch.hold(self.sock)
                return
        raise failure

    def secure(self, context: ssl.SSLContext, watch: Watch) -> None:
        """Speak TLS from here on."""
        secured = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = secured
        watch.hold(secured)
        secured.do_handshake()
