"""What the database counts of replies, see comments/models/standing.py."""

from blog.shelves.tallies import MONTH, Tally

TALLY = Tally(
    "comments_standing",
    "comments_reply",
    {
        "status": "{row}.status",
        "suspected": "{row}.suspected",
        "reports_open": "CASE WHEN {row}.reports_open > 0 THEN 1 ELSE 0 END",
        "reason": "CASE WHEN {row}.reason = '' THEN '' ELSE '-' END",
        "month": f"{MONTH}{{row}}.submitted_at",
    },
    ("status", "suspected", "reports_open", "reason", "submitted_at"),
)
RECEIVED = Tally(  # as comments/models/accounted.py has it
    "comments_received",
    "comments_reply",
    {"status": "{row}.status", "month": f"{MONTH}{{row}}.submitted_at"},
    ("kind", "import_ref", "status", "submitted_at"),
    "{row}.kind = 'reply' AND {row}.import_ref IS NULL AND {row}.status <> 'unconfirmed'",
)
