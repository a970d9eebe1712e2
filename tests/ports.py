"""Ports for programs that a test starts a little later: nobody else is given one meanwhile."""

import random
import socket

# Below those that systems choose for connections (Linux: from 32768), which can be taken at any time.
FIRST, LAST = 20_000, 32_000
held: list[socket.socket] = []
chance = random.SystemRandom()  # what a test seeds would be the same in each process


def free_port() -> int:
    """A port of TCP that nobody listens on. Its number is kept from other tests, here and in other processes,
    by holding the port of UDP of the same number until this process ends."""
    while True:
        port, holder = chance.randrange(FIRST, LAST), socket.socket(type=socket.SOCK_DGRAM)
        try:
            holder.bind(("127.0.0.1", port))
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            holder.close()
        else:
            held.append(holder)
            return port
