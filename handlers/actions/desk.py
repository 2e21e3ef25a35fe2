"""Buttons of the HR desk: the desk, its groups, and what its search found."""

from enum import IntEnum

from domain.ids import OfferingId, PersonId
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


@action("yr")
class OpenFoundRun(Action):
    """Opens an offering that a search at the desk found, and leads back to what it found."""

    offering: OfferingId
    search: int
    page: int | None = None
    """Of the list of offerings; None: opened from the screen before it."""


@action("gd")
class OpenUnitDesk(Action):
    """Opens the desk of a unit officer (Menu Unit)."""


@action("gf")
class FindUnitStaff(Action):
    """Lists the people of the own tree; what is typed then is searched for (Cari Pegawai)."""


@action("gl")
class ListUnitStaff(Action):
    """Opens one page of the last search among the people of the own tree."""

    page: int
    search: int


@action("gp")
class OpenUnitPerson(Action):
    """Opens a person of the own tree."""

    person: PersonId


@action("gt")
class ListUnitTrainings(Action):
    """Opens one page of the trainings of a person of the own tree."""

    person: PersonId
    page: int = 0


@action("gu")
class ListUnitUnlinked(Action):
    """Opens one page of the people of the own tree who are not linked (Belum Terhubung)."""

    page: int = 0


@action("gx")
class DownloadUnitUnlinked(Action):
    """Downloads the people of the own tree who are not linked (Unduh)."""


@action("gr")
class ListUnitRuns(Action):
    """Opens one page of the offerings of the own tree (Angkatan)."""

    page: int = 0


@action("go")
class OpenUnitRun(Action):
    """Opens one page of the people of the own tree in an offering."""

    offering: OfferingId
    page: int = 0
