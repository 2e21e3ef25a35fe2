"""Buttons of the import of HR's files (Impor Data)."""

from domain.ids import ImportId, ImportLogId, OfferingId
from handlers.codec import Action, action


@action("io")
class OpenImport(Action):
    """Asks for a file (Impor Data)."""


@action("it")
class DownloadTemplates(Action):
    """Downloads a workbook with the empty sheets (Unduh Templat)."""


@action("ih")
class StopReading(Action):
    """Stops the reading of a file (Hentikan)."""

    run: ImportId


@action("ip")
class OpenPreview(Action):
    """Opens the preview, or the result if it was already decided."""

    run: ImportId


@action("is")
class SaveImport(Action):
    """Saves what was read (Simpan)."""

    run: ImportId


@action("il")
class ListImports(Action):
    """Opens one page of what was imported (Riwayat Impor)."""

    page: int


@action("ia")
class AskUndo(Action):
    """Asks whether an import is to be taken back (Kembalikan)."""

    log: ImportLogId


@action("ix")
class UndoImport(Action):
    """Takes an import back (Ya, Kembalikan)."""

    log: ImportLogId


@action("iw")
class KeepSaving(Action):
    """Saves what is unusual, too (Tetap Simpan)."""

    run: ImportId


@action("ic")
class OpenChanges(Action):
    """Opens one page of what changes, before and after (Perubahan)."""

    run: ImportId
    page: int


@action("iq")
class DownloadComparison(Action):
    """Downloads every change before it is saved (Perbandingan)."""

    run: ImportId


@action("iu")
class ListOfferings(Action):
    """Asks for the offering of a list of people (Ganti Angkatan); one page of them."""

    run: ImportId
    page: int


@action("iv")
class ChooseOffering(Action):
    """Chooses the offering of a list of people."""

    run: ImportId
    offering: OfferingId


@action("ir")
class OpenRows(Action):
    """Opens one page of the problems in the rows (Rincian)."""

    run: ImportId
    page: int


@action("id")
class DownloadRows(Action):
    """Downloads refused rows, rows with a warning, and people who are missing (Unduh)."""

    run: ImportId


@action("ik")
class ReadHiddenToo(Action):
    """Reads the file again with its hidden rows (Baca Juga)."""

    run: ImportId


@action("ib")
class ReadAsStaff(Action):
    """Reads a list of people again, as staff data (Bukan, Data Pegawai)."""

    run: ImportId


@action("ie")
class ImportHeld(Action):
    """Imports a file that was sent while a text was asked (Impor Berkas Ini)."""

    run: ImportId


@action("ig")
class CountSheet(Action):
    """Reads the file again; where sheets differ, this one counts (Pakai …)."""

    run: ImportId
    sheet: int


@action("im")
class OpenTitles(Action):
    """Lists the titles that were not recognised (Cocokkan Kolom)."""

    run: ImportId
    page: int


@action("in")
class OpenTitle(Action):
    """Asks which column a title means; it is counted over all titles that were not recognised."""

    run: ImportId
    title: int


@action("iz")
class OpenStatuses(Action):
    """Lists the words of status that are not known (Kedudukan Hukum)."""

    run: ImportId
    page: int


@action("iy")
class TeachStatus(Action):
    """Says what such a word means (Tidak Aktif, Tetap Aktif)."""

    run: ImportId
    word: int
    """Its place among those of the import."""
    leaves: bool


@action("ij")
class TeachTitle(Action):
    """Matches a title with a column, and reads the file again."""

    run: ImportId
    title: int
    column: int
    """Its place among the columns of the sheet."""
