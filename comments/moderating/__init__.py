"""What moderators decide with, and how it is answered for: queue, ledger, reports, appeals."""
