"""A PostgreSQL server for one test run: started from the system's programs, on a socket in a temporary
directory, without TCP and without care for a power cut. Nothing on the machine is changed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = [
    *["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"],
    # Nobody looks how rows are spread but who is asked to: plans do not change in the middle of a test.
    *["autovacuum_analyze_threshold=2147483647", "jit=off", "max_parallel_workers_per_gather=0"],
    *["checkpoint_timeout=1d", "max_wal_size=8GB", "bgwriter_lru_maxpages=0", "update_process_title=off"],
]


class Missing(Exception):
    """No usable PostgreSQL on this machine; the text says what is missing."""


def programs() -> Path:
    """The directory with initdb and pg_ctl, newest version first; Debian keeps them off PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True
    )
    found = debian[0] if debian else shutil.which("initdb")
    if not found:
        raise Missing("no initdb in /usr/lib/postgresql or PATH (Debian and Ubuntu: apt install postgresql)")
    return Path(found).parent


def missing() -> str:
    """Why there can be no server on this machine; empty if there can."""
    try:
        programs()
        if os.geteuid() == 0:
            pwd.getpwnam("postgres")
    except Missing as error:
        return str(error)
    except KeyError:
        return "running as root, but there is no user postgres to run the server as"
    return ""


def rights(directory: Path) -> dict[str, object]:
    """Arguments for subprocess: root is refused by PostgreSQL, so root acts as the user postgres."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(directory, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run(command: list[str], cwd: Path, **options: object) -> None:
    """Run one program of PostgreSQL; what it says goes into the error if it fails."""
    # pg_ctl leaves the server with its output, so that a pipe would never close: a file takes it.
    log = cwd / "output"
    with log.open("w") as output:
        status = subprocess.call(command, cwd=cwd, stdout=output, stderr=output, **options)
    if status:
        raise Missing(f"{Path(command[0]).name} failed: {log.read_text().strip()[-500:]}")


@contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; it is stopped and removed afterwards."""
    binaries = programs()
    # Short, because the path of a socket may hold no more than 107 bytes.
    home = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data = home / "data"
    options = " ".join(f"-c {setting}" for setting in SETTINGS)
    try:
        drop = rights(home)
        access = ["--auth=trust", "--username=broadside", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        run([str(binaries / "initdb"), "-D", str(data), *access], home, **drop)
        control = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-t", "120"]
        arguments = f"{options} -c listen_addresses='' -c unix_socket_directories={home}"
        run([*control, "-l", str(home / "log"), "-o", arguments, "start"], home, **drop)
        try:
            home.chmod(0o755)
            yield f"postgres://broadside@/postgres?host={home}"
        finally:
            run([*control, "-m", "immediate", "stop"], home, **drop)
    finally:
        shutil.rmtree(home, ignore_errors=True)
