"""A mail server on the loopback that speaks enough SMTP (RFC 5321) to be refused by, or to deliver to."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class Conversation(socketserver.StreamRequestHandler):
    """One client's commands."""

    server: "MailServer"

    def handle(self) -> None:
        self.say("220 loopback")
        while line := self.rfile.readline():
            word = line.split()[0].upper() if line.strip() else b""
            if word == b"DATA":
                self.take()
            elif word == b"MAIL" and self.server.refusing:
                self.server.refused += 1
                self.say("451 come back later")
            else:
                self.say("221 bye" if word == b"QUIT" else "250 fine")
            if word == b"QUIT":
                return

    def take(self) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.server.arrived.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self.say("250 kept")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """`refusing` turns every sender away for now; what was taken is in `arrived`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refusing, self.refused = False, 0
        self.arrived: list[EmailMessage] = []
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()
