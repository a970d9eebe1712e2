"""Shared caches before a site that runs, set up as docs/scaling.md says."""

import subprocess
import urllib.request
from pathlib import Path

from tests.operations.nginx import documented, started
from tests.ports import free_port

SERVER = """
{http}
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://127.0.0.1:{site};
        proxy_set_header Host $http_host;
        add_header X-Cache $upstream_cache_status;
        {location}
    }}
}}
"""


class Before:
    """A program before the site on a port of its own."""

    process: "subprocess.Popen[bytes]"

    def __init__(self) -> None:
        self.port = free_port()

    def get(self, path: str, **headers: str) -> tuple[str, dict[str, str]]:
        """Text and headers of its answer. Headers as in `if_none_match="…"`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=named)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode(), {name.lower(): value for name, value in answer.headers.items()}

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


class Nginx(Before):
    """nginx with the lines that keep pages for a second."""

    def __init__(self, program: str, directory: Path, site: int) -> None:
        super().__init__()
        http = documented("nginx", "proxy_cache_path").replace("/var/cache/nginx", str(directory))
        location = documented("nginx", "proxy_cache journal")
        said = SERVER.format(http=http, location=location, port=self.port, site=site)
        self.process = started(program, directory, said)


class Varnish(Before):
    """Varnish before one or two machines."""

    def __init__(self, program: str, directory: Path) -> None:
        super().__init__()
        directory.mkdir()
        self.program, self.directory = program, directory

    def start(self, *sites: int) -> None:
        text = documented("vcl", "vcl 4.1").replace('"10.0.0.11"; "10.0.0.12";', '"127.0.0.1";')
        for number, port in zip((11, 12), (*sites, sites[0]), strict=False):
            address = f'"10.0.0.{number}"; .port = "8000"; .host_header = "journal.example"'
            assert address in text
            text = text.replace(address, f'"127.0.0.1"; .port = "{port}"; .host_header = "127.0.0.1"')
        file = self.directory / "site.vcl"
        file.write_text(text)
        command = [self.program, "-F", "-n", str(self.directory), "-f", str(file), "-s", "malloc,32M"]
        self.process = subprocess.Popen([*command, "-a", f"127.0.0.1:{self.port}", "-j", "none"])
