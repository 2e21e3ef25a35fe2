"""Buttons of the HR desk: the desk, its groups, and what its search found."""

from enum import IntEnum

from handlers.codec import Action, action


class DeskGroup(IntEnum):
    """Into what the HR desk is divided."""

    TRAININGS = 0
    PEOPLE = 1
    DATA = 2
    REPORTS = 3


@action("hd")
class OpenDesk(Action):
    """Opens the HR desk (Menu HR)."""


@action("hh")
class OpenGroup(Action):
    """Opens one group of the HR desk (Pelatihan, Pegawai, Data, Laporan)."""

    group: DeskGroup


@action("yf")
class FindAgain(Action):
    """Shows again what a search at the desk found; `search` is its mark."""

    search: int


@action("yo")
class ListFoundOfferings(Action):
    """Opens one page of the offerings that a search at the desk found."""

    search: int
    page: int = 0


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
