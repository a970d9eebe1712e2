"""A copy of the test's PostgreSQL server that really follows it: made with pg_basebackup, streaming."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tests.postgresql import SETTINGS, programs, rights, run


@dataclass
class Standby:
    """`home` holds its socket."""

    home: Path
    database: str

    @property
    def url(self) -> str:
        return f"postgres://broadside@/{self.database}?host={self.home}"

    def start(self) -> None:
        options = " ".join(f"-c {setting}" for setting in SETTINGS)
        arguments = f"{options} -c listen_addresses='' -c unix_socket_directories={self.home}"
        self.control("-l", str(self.home / "log"), "-o", arguments, "start")

    def stop(self) -> None:
        self.control("-m", "immediate", "stop")

    def control(self, *words: str) -> None:
        command = [str(programs() / "pg_ctl"), "-D", str(self.home / "data"), "-w", "-t", "120", *words]
        run(command, self.home, **rights(self.home))

    def pause(self) -> None:
        """It follows no more, and goes on answering."""
        self.ask("SELECT pg_wal_replay_pause()")

    def go_on(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")

    def ask(self, statement: str) -> None:
        connection = psycopg2.connect(host=str(self.home), dbname=self.database, user="broadside")
        connection.autocommit = True
        connection.cursor().execute(statement)
        connection.close()

    def backends(self) -> list[int]:
        """The server's processes."""
        first = int((self.home / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]


@contextmanager
def following(host: str, database: str) -> Iterator[Standby]:
    """A copy of the server whose socket is in `host`; removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    standby = Standby(home, database)
    try:
        command = [str(programs() / "pg_basebackup"), "-h", host, "-U", "broadside", "-D", str(home / "data")]
        run([*command, "-R", "-X", "stream", "-c", "fast", "--no-sync"], home, **rights(home))
        standby.start()
        home.chmod(0o755)
        yield standby
    finally:
        if (home / "data" / "postmaster.pid").exists():
            standby.stop()
        shutil.rmtree(home, ignore_errors=True)
