"""What of HR's files was not read, so that the preview can say it, and HR can have it read."""

from dataclasses import dataclass

from domain.imports.sheets import Rival, SheetKind


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was passed over in one sheet."""

    file: str
    sheet: str
    kind: SheetKind | None = None
    """Of a sheet that is read."""
    whole: bool = False
    """The sheet is hidden and not read."""
    hidden_rows: int = 0
    hidden_columns: int = 0
    noise: int = 0
    """Rows that are no data: totals, signatures, headings of groups."""
    ignored: tuple[str, ...] = ()
    """Titles that are not taken, as the sheet writes them."""
    phoneless: int = 0
    """People of a staff sheet without a column of phone numbers who have no number yet."""
    rivals: tuple[Rival, ...] = ()
    """Titles that are not taken, since others mean the same."""
    tells_hidden_rows: bool = True
    """False: which rows are hidden is not known of this format."""
    repeated: int = 0
    """Rows that another sheet holds in the same words."""
    dittos: int = 0
    """Cells that say "as above", which were read as what stands above."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How HR wants a file to be read."""

    hidden_too: bool = False
    """With its hidden rows (Baca Juga)."""
    staff: bool = False
    """What looks like a list of people of an offering is read as staff data."""
    first: tuple[str, ...] = ()
    """Sheets that count before the others, where they differ about the same person."""


AS_SHOWN = Manner()
