"""What the bot gives to the child process that reads HR's files, and what it gets back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from domain.imports.checks import Known, Late
from domain.imports.judged import JudgedSheet, ReadRow
from domain.imports.layout.passed import Manner, PassedOver
from domain.imports.problems import FileRefusal
from domain.imports.sheets import Taught


@dataclass(frozen=True, slots=True)
class Job:
    """The files to read together, and what their rows are judged by."""

    files: tuple[tuple[Path, str], ...]
    """The path of each file, and the name that HR gave it."""
    known: Known
    today: date
    timezone: str
    taught: Taught = field(default_factory=dict)
    manner: Manner = field(default_factory=Manner)
    asks: bool = True
    """Whether HR can be asked which offering a list of people belongs to."""


@dataclass(frozen=True, slots=True)
class SheetFound:
    """A sheet was recognised; its rows follow."""

    sheet: JudgedSheet


@dataclass(frozen=True, slots=True)
class ReadRows:
    """Some rows, and the number of rows read so far, empty ones included."""

    rows: tuple[ReadRow, ...]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LateFound:
    """Problems of rows that were sent before."""

    problems: tuple[Late, ...]


@dataclass(frozen=True, slots=True)
class SheetPassed:
    """What was passed over in a sheet, once its last row is read."""

    passed: PassedOver


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file that is not loaded at all; what was read of it before is dropped."""

    file: str
    refusal: FileRefusal


Event = SheetFound | ReadRows | LateFound | SheetPassed | FileRefused
Send = Callable[[Event], None]
