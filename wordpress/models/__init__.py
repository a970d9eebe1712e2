"""What is kept of imports: runs and their lines, what has no place here, files that were sent."""

from wordpress.keptthings import Kept, LooseEnd
from wordpress.models.runs import ImportEntry, ImportRun, Outcome
from wordpress.models.sentfiles import SentFile, new_token

__all__ = ["ImportEntry", "ImportRun", "Kept", "LooseEnd", "Outcome", "SentFile", "new_token"]
