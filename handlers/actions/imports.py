"""Buttons of Impor Data."""

from domain.ids import ImportId
from handlers.actions.codec import Action, action


@action("io")
class OpenImport(Action):
    """Impor Data: which file?"""


@action("it")
class DownloadTemplates(Action):
    """Unduh Templat: the empty sheets."""


@action("ih")
class StopReading(Action):
    """Hentikan while a file is read."""

    run: ImportId


@action("ip")
class OpenPreview(Action):
    """The preview, or what became of it."""

    run: ImportId


@action("is")
class SaveImport(Action):
    """Simpan."""

    run: ImportId


@action("ir")
class OpenRows(Action):
    """Rincian: what is wrong with the rows, one page."""

    run: ImportId
    page: int


@action("id")
class DownloadRows(Action):
    """Unduh: refused and warned rows, and who is missing."""

    run: ImportId
