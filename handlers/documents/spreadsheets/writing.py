"""Workbooks that the bot writes. What draws them is loaded with the first one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet of a workbook: bold titles, then rows."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[str]]


def write_workbook(pages: Sequence[WrittenSheet]) -> bytes:
    """The pages as an .xlsx, written row by row."""
    made: bytes = import_module(_TYPESETTING).write_workbook(pages)
    return made


def write_templates(notes: Sequence[str], notes_name: str) -> bytes:
    """The seven sheets with their titles, ready to be filled in, and a sheet of notes."""
    made: bytes = import_module(_TYPESETTING).write_templates(notes, notes_name)
    return made


_TYPESETTING = "handlers.documents.spreadsheets.typesetting"
"""Its library takes 20 MB, which a bot that has written nothing does without."""
