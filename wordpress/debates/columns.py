"""One remark as the columns of a reply, and what is kept to tell later who changed it: they or we."""

import hashlib
import json
from datetime import datetime
from typing import Any

from comments.models import Reply, ReplyStatus
from wordpress.debates.records import Remark
from wordpress.importing.reply_fields import WEB, network_address

STATUSES = {
    "approved": ReplyStatus.APPROVED,
    "pending": ReplyStatus.PENDING,
    "spam": ReplyStatus.SPAM,
    "trash": ReplyStatus.TRASH,
}
OWN = ("comment", "writer_name", "writer_url", "status")  # what people here change


def columns(remark: Remark, submitted_at: datetime) -> dict[str, Any]:
    """What the reply is to hold of the remark, by column."""
    status = STATUSES[remark.state]
    found = {
        "legacy_id": int(remark.key) if remark.key.isdecimal() and len(remark.key) < 19 else None,
        "status": status,
        "writer_name": (" ".join(remark.name.split()) or "Anonymous")[:255],
        "writer_url": remark.url[:500] if remark.url.startswith(WEB) else "",
        "user_email": remark.email[:254] if "@" in remark.email else "",
        "ip_address": network_address(remark.ip),
        "comment": remark.text.strip(),
        "submitted_at": submitted_at,
        "held_for": [{"code": "imported"}] if status == ReplyStatus.PENDING else [],
    }
    return found | {"import_data": kept(remark) | {"read": digest_of(remark), "wrote": mark(found)}}


def empty_place(written: datetime) -> dict[str, Any]:
    """What is answered and not in the source: a place without words, so that every parent stays true."""
    return {
        "status": ReplyStatus.TRASH,
        "writer_name": "Not in the export",
        "submitted_at": written,
        "import_data": {"missing": True},
    }


def kept(remark: Remark) -> dict[str, Any]:
    """What the remark says that has no column here."""
    lost = {
        "url": remark.url if not remark.url.startswith(WEB) else "",
        "ip": remark.ip if network_address(remark.ip) != remark.ip else "",
        "email": remark.email if "@" not in remark.email else "",
        "markup": remark.markup if remark.markup != "html" else "",
        "parent": remark.parent,
    }
    return {name: value for name, value in {**remark.extra, **lost}.items() if value}


def digest_of(remark: Remark) -> str:
    """Changes when the source says something else."""
    said = (remark.name, remark.email, remark.url, remark.text, remark.state)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def mark(values: dict[str, Any]) -> str:
    """Of what was written here; changes when somebody here changes it."""
    said = [str(values[name]) for name in OWN]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def is_as_written(reply: Reply) -> bool:
    """Whether nobody here has touched it since it came in."""
    return bool(reply.import_data.get("wrote") == mark({name: getattr(reply, name) for name in OWN}))
