"""A real mail server (aiosmtpd) on the loopback, which can be told to be as bad as mail servers are."""

import asyncio
from collections import defaultdict
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ports import free_port

LONG = 30  # seconds, more than any client of these tests waits
SAYS = {"busy": "451 4.3.0 come back later", "never": "550 5.7.1 not you"}


class MailServer:
    """What was taken is in `arrived`.

    `refusing` turns every sender away for now. `troubles[address]` is what happens to the next attempts to
    reach an address, one after another: `busy` and `never` refuse the recipient, `unread` and `unwanted` the
    message (4xx and 5xx each), `hang` answers nothing, `drop` closes the connection when all was said. `dead`
    is no trouble of an address: `die()` and `rise()`.
    """

    def __init__(self) -> None:
        self.refusing, self.refused, self.connections, self.hanging = False, 0, 0, 0
        self.arrived: list[EmailMessage] = []
        self.troubles: dict[str, list[str]] = defaultdict(list)
        self.port = free_port()
        self.rise()

    @property
    def server_address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def recipients(self) -> list[str]:
        return sorted(str(message["To"]) for message in self.arrived)

    def rise(self) -> None:
        """Answer at the same place as before."""
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, server_hostname="loopback", ready_timeout=10
        )
        self.controller.start()

    def die(self) -> None:
        """Nobody listens any more."""
        self.controller.stop()

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address, options):
        if self.refusing:
            self.refused += 1
            return SAYS["busy"]
        envelope.mail_from = address
        return "250 fine"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address, options):
        trouble = next(iter(self.troubles[address]), "")
        if trouble in SAYS:
            self.troubles[address].pop(0)
            self.refused += 1
            return SAYS[trouble]
        if trouble == "hang":
            self.troubles[address].pop(0)
            self.hanging += 1
            await asyncio.sleep(LONG)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        trouble = self.troubles[envelope.rcpt_tos[0]]
        if trouble:
            self.refused += 1
            kind = trouble.pop(0)
            if kind == "drop":
                server.transport.abort()
            return {"unread": SAYS["busy"], "unwanted": SAYS["never"]}.get(kind, "421 closing")
        lines = envelope.content.replace(b"\r\n", b"\n")
        self.arrived.append(message_from_bytes(lines, policy=policy.default))
        return "250 kept"
