"""What other sites say of a recording: title, outlet, length, poster, size. No ORM; the network is asked
through `blog.fetching` only, and of what comes only plain fields are taken, never HTML."""

from blog.mediafacts.facts import Facts, Gone, Later
from blog.mediafacts.finding import facts_of
from blog.mediafacts.liveness import Verdict, verdict_on

__all__ = ["Facts", "Gone", "Later", "Verdict", "facts_of", "verdict_on"]
