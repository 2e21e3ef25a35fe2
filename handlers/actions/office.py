"""Buttons of the office's own rules: its public holidays."""

from handlers.codec import Action, action


@action("wo")
class OpenHolidays(Action):
    """Opens one page of the public holidays (Hari Libur)."""

    page: int = 0


@action("wa")
class AskHoliday(Action):
    """Asks for the day and the name of a holiday (Tambah Libur)."""


@action("wr")
class RemoveHoliday(Action):
    """Removes a holiday: its day since year 1, and the mark of the name that the list showed."""

    day: int
    mark: int


@action("wu")
class RestoreHoliday(Action):
    """Takes a removal back: the day, and the second at which it was removed."""

    day: int
    removed: int
