"""Why nothing came: each with a sentence that an editor may read."""


class FetchError(Exception):
    """Nothing usable came. `str()` says why."""


class Refused(FetchError):
    """We do not ask there: not a public address of the web."""


class Unreachable(FetchError):
    """The host is unknown or does not answer, or its answer is no HTTP."""


class TooSlow(Unreachable):
    """The whole exchange took longer than allowed."""


class NoNames(Unreachable):
    """The machine's own resolver does not work: that says nothing of the other site."""


class TooLarge(FetchError):
    """More bytes came than allowed."""


class WrongType(FetchError):
    """It is something else than what was asked for."""
