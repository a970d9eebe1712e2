"""Web server and task worker as forks of a process that has loaded everything once: what is loaded by then is
memory that all of them share, and none of them takes the time to load it again."""

import ctypes
import gc
import importlib
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.template import engines
from django.urls import reverse

from operations.serving import BLOCKING_THREADS, KILL_AFTER, Child, die_with_parent

PR_SET_NAME = 15
# Pages of nearly every reader; the others are compiled by whoever needs them first.
TEMPLATES = "blog/article.html blog/archive.html blog/front.html blog/page.html comments/reply.html"


def load() -> None:
    """What both need, before they part."""
    gc.disable()
    for path in (settings.ROOT_URLCONF, "blog.pagecache.front", "granian.server.mp", "operations.worker"):
        importlib.import_module(path)
    for path in settings.MIDDLEWARE:
        importlib.import_module(path.rpartition(".")[0])
    reverse("admin:index")
    compile_templates()
    connections.close_all()
    gc.collect()
    gc.freeze()  # or the first collection in each child would copy it all
    gc.enable()


def compile_templates() -> None:
    for name in TEMPLATES.split():
        with suppress(Exception):  # whoever shows it says what is wrong
            engines["django"].get_template(name)


def serve_pages() -> None:
    """The web server, with workers of its own."""
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer

    MPServer(
        "config.wsgi:application",
        address=settings.HOST,
        port=settings.PORT,
        workers=settings.WEB_WORKERS,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        blocking_threads=BLOCKING_THREADS,
        workers_kill_timeout=KILL_AFTER,
        log_level=LogLevels.warning,
    ).serve()


def do_tasks() -> None:
    call_command("worker")


@dataclass
class Process:
    """A fork, as subprocess.Popen shows a program."""

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """The exit status once it has ended."""
        return self.wait(os.WNOHANG)

    def wait(self, options: int = 0) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


class Forked(Child):
    """`run`, in a process of its own by the name of `name`."""

    def __init__(self, name: str, run: Callable[[], None]) -> None:
        super().__init__([name])
        self.run = run

    def launch(self) -> Process:
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        if pid := os.fork():
            return Process(pid)
        status = 1
        try:  # nothing of the parent's may go on here, whatever happens
            self.become(parent)
            self.run()
            status = 0
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        except BaseException:
            traceback.print_exc()
        finally:
            logging.shutdown()
            sys.stdout.flush()
            os._exit(status)

    def become(self, parent: int) -> None:
        """A program in its own right, that ends with its parent."""
        os.setpgid(0, 0)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        die_with_parent()
        if os.getppid() != parent:
            os._exit(1)
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_NAME, self.command[0].encode(), 0, 0, 0)
        with open(os.devnull) as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), 0)
