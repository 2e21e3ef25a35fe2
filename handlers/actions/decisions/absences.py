"""Buttons of the days of absence (Tidak di Tempat)."""

from handlers.codec import Action, action


@action("zb")
class OpenAbsence(Action):
    """Opens the days of absence (Tidak di Tempat)."""


@action("zd")
class AwayToday(Action):
    """Is away on the day that the button showed (Hari Ini)."""

    day: int
    """Counted from the year 1."""


@action("zf")
class AwayUntilFriday(Action):
    """Is away from the day that the button showed to the Friday after it (Sampai Jumat)."""

    day: int


@action("zw")
class AskAway(Action):
    """Asks for the days (Ketik Tanggal)."""


@action("zx")
class EndAway(Action):
    """Is back (Akhiri)."""
