"""Rows of the competency sheets: competencies, levels that posts require, ratings of people."""

from dataclasses import dataclass
from datetime import date

from domain.imports.cells import Cells
from domain.imports.problems import Expected
from domain.imports.sheets import LEVELS
from domain.imports.staff import named
from domain.imports.staff import position_key as imports_position_key

OFFICIAL = "official"
"""Source of a rating where the file names none."""

_GROUPS = {
    "MANAJERIAL": "managerial",
    "SOSIAL KULTURAL": "sociocultural",
    "SOSIOKULTURAL": "sociocultural",
    "SOSIAL-KULTURAL": "sociocultural",
    "TEKNIS": "technical",
}


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency with what its levels mean."""

    code: str
    name: str
    kind: str
    level_1: str | None
    level_2: str | None
    level_3: str | None
    level_4: str | None
    level_5: str | None


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """The level of one competency that a post requires."""

    position_key: str
    position_name: str
    competency: str
    level: int


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One rating of one person."""

    nip: str
    competency: str
    level: int
    assessed_on: date
    source: str


def competency_code(text: str) -> str:
    """Codes are compared in capitals."""
    return text.upper()


def read_competency(cells: Cells) -> CompetencyRow:
    """One row of the dictionary; problems are noted in `cells`."""
    if cells.required("KELOMPOK"):
        group = cells.choice("KELOMPOK", _GROUPS, Expected.GROUP)
    else:
        group = None
    levels = [cells.optional(column) for column in LEVELS]
    return CompetencyRow(
        competency_code(cells.required("KODE KOMPETENSI")),
        cells.required("NAMA KOMPETENSI"),
        group or "",
        *levels,
    )


def read_requirement(cells: Cells) -> RequirementRow:
    """One row of the standard of a post."""
    title = named(cells, "JABATAN NAMA", required=True) or ""
    return RequirementRow(
        position_key=imports_position_key(title),
        position_name=title,
        competency=competency_code(cells.required("KODE KOMPETENSI")),
        level=cells.whole("LEVEL", least=1, most=5, expected=Expected.LEVEL_1_5),
    )


def read_assessment(cells: Cells) -> AssessmentRow:
    """One rating. Level 0 means "rated, with no competence"; an empty cell means "not rated"."""
    nip = cells.nip("NIP")
    return AssessmentRow(
        nip=nip.digits if nip else "",
        competency=competency_code(cells.required("KODE KOMPETENSI")),
        level=cells.whole("LEVEL", least=0, most=5, expected=Expected.LEVEL_0_5),
        assessed_on=cells.day("TANGGAL PENILAIAN") or date.min,
        source=cells.optional("SUMBER") or OFFICIAL,
    )
