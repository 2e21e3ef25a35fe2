"""Buttons of letters of assignment (Surat Tugas)."""

from enum import IntEnum

from domain.ids import OfferingId, UnitId
from handlers.codec import Action, action


class LetterFile(IntEnum):
    """In which form the list is downloaded."""

    DOCX = 0
    XLSX = 1


@action("pc")
class OpenLetters(Action):
    """Opens the draft of the letters of an offering; `by_unit`: one for each unit."""

    offering: OfferingId
    by_unit: bool = False


@action("pb")
class DownloadLetters(Action):
    """Downloads the draft (Unduh .docx, Unduh .xlsx)."""

    offering: OfferingId
    file: LetterFile
    by_unit: bool


@action("ph")
class ListLetters(Action):
    """Opens one page of the units, each with the number of its letter (Catat Nomor)."""

    offering: OfferingId
    page: int = 0


@action("pj")
class AskLetterNumber(Action):
    """Asks for the number of the letter of a unit."""

    offering: OfferingId
    unit: UnitId


@action("qb")
class RemoveLetterNumber(Action):
    """Forgets the number of the letter of a unit (Hapus Nomor)."""

    offering: OfferingId
    unit: UnitId
