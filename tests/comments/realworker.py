"""The task worker as a process of its own, on the database of the test, to be killed."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from tests.blog.pagecache.reading import bury

ROOT = Path(__file__).resolve().parents[2]


def database_url() -> str:
    """The database of this test, as the environment names it."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{named['NAME']}"
    port = f"&port={named['PORT']}" if named["PORT"] else ""
    return f"postgres://{named['USER']}@/{named['NAME']}?host={quote(str(named['HOST']))}{port}"


class RealWorker:
    """`manage.py worker`; the mail server at `port` may take `timeout` seconds to answer."""

    def __init__(self, port: int, *, timeout: int) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": os.environ["DATA_DIR"],
            "DATABASE_URL": database_url(),
            "SECRET_KEY": settings.SECRET_KEY,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}?timeout={timeout}",
        }
        command = [sys.executable, "manage.py", "worker", "--interval", "0.1"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait()
        bury()

    def stop(self) -> None:
        """As a restart does."""
        self.process.terminate()
        self.process.wait(timeout=60)
