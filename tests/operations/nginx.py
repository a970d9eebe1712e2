"""nginx as the tests start it, in a directory of its own, with lines of docs/scaling.md."""

import re
import subprocess
from pathlib import Path

from tests.operations.running import ROOT

DOCUMENT = ROOT / "docs" / "scaling.md"
SETTINGS = """
daemon off; master_process off; pid {directory}/nginx.pid; error_log stderr error;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    {http}
}}
"""


def documented(kind: str, start: str) -> str:
    """The block of that kind that begins so."""
    blocks = re.findall(rf"```{kind}\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    (found,) = [block for block in blocks if block.startswith(start)]
    return str(found)


def started(program: str, directory: Path, http: str) -> "subprocess.Popen[bytes]":
    """nginx with these lines in its `http` block; the directory is made."""
    directory.mkdir()
    file = directory / "nginx.conf"
    file.write_text(SETTINGS.format(directory=directory, http=http))
    return subprocess.Popen([program, "-c", str(file), "-p", str(directory)])
