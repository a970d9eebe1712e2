"""The best compression, made beside the serving by a thread that others go before."""

import os
import queue
import threading
from contextlib import suppress

from blog.pagecache.pages import Page

WAITING = 200
NICE = 15


class Compressor:
    """Takes pages that have been asked for again."""

    def __init__(self) -> None:
        self.pages: queue.Queue[Page] = queue.Queue(WAITING)
        self.thread: threading.Thread | None = None
        self.starting = threading.Lock()

    def take(self, page: Page) -> None:
        """Compress it when there is time; never waits."""
        if page.is_best:
            return
        page.is_best = True
        with suppress(queue.Full):
            self.pages.put_nowait(page)
        if self.thread is None:
            self.start()

    def start(self) -> None:
        with self.starting:
            if self.thread is None:
                self.thread = threading.Thread(target=self.work, name="page compressor", daemon=True)
                self.thread.start()

    def work(self) -> None:
        with suppress(OSError, AttributeError):  # Linux counts threads as processes here
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        while True:
            self.pages.get().compress_well()
