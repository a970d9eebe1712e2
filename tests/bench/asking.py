"""Load from one process where wrk is not installed: `asking ADDRESS SECONDS CONNECTIONS HEADERS-AS-JSON`.

Prints `[answers, seconds]`. Slower than wrk, so it says less of requests a second; a request's processor
time on the server is the same.
"""

import http.client
import json
import sys
import threading
import time
from urllib.parse import urlsplit


def ask(address: str, headers: dict[str, str], until: float, counts: list[int], place: int) -> None:
    """Over one connection, until the time has come."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    while time.monotonic() < until:
        connection.request("GET", target, headers=headers)
        connection.getresponse().read()
        counts[place] += 1


def main() -> None:
    address, seconds, connections, headers = sys.argv[1:]
    counts = [0] * int(connections)
    started = time.monotonic()
    arguments = (address, json.loads(headers), started + float(seconds), counts)
    threads = [threading.Thread(target=ask, args=(*arguments, place)) for place in range(len(counts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps([sum(counts), time.monotonic() - started]))


if __name__ == "__main__":
    main()
