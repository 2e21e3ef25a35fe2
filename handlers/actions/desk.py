"""Buttons of the HR desk: the desk, its groups, and what its search found."""

from enum import IntEnum

from domain.ids import OfferingId
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


@action("yr")
class OpenFoundRun(Action):
    """Opens an offering that a search at the desk found, and leads back to what it found."""

    offering: OfferingId
    search: int
    page: int | None = None
    """Of the list of offerings; None: opened from the screen before it."""
