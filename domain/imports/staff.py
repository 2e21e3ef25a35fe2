"""Rows of the staff sheet and of the units: where each person works, and who has left service."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.imports.cells import Cells
from domain.imports.problems import RowProblem
from domain.people.identity import Nip, NipForm, PhoneProblem, parse_nip, parse_phone

_ACTING = re.compile(r"^(?:PLT|PLH)\b\.?\s*", re.IGNORECASE)
_GRADES = (
    "AHLI PERTAMA",
    "AHLI MUDA",
    "AHLI MADYA",
    "AHLI UTAMA",
    "PEMULA",
    "TERAMPIL",
    "MAHIR",
    "PENYELIA",
)
_REVERSED = re.compile(rf"({'|'.join(_GRADES)})\s*[-–]\s*(.+)")
_GONE = (
    "PENSIUN",
    "MENINGGAL",
    "DIBERHENTIKAN",
    "PEMBERHENTIAN",
    "CLTN",
    "CUTI DI LUAR TANGGUNGAN NEGARA",
)


class ServiceStatus(StrEnum):
    """Whether the legal status (KEDUDUKAN HUKUM) means that the person is in service."""

    ACTIVE = "active"
    LEFT = "left"
    AS_BEFORE = "as_before"
    """An unknown status: the person keeps the stored one."""


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person of the staff sheet."""

    nip: str
    name: str
    title_before: str | None
    title_after: str | None
    phone: str | None
    employment: str | None
    legal_status: str | None
    standing: ServiceStatus
    grade: str | None
    position_kind: str | None
    position_title: str | None
    position_key: str | None
    position_name: str | None
    """The title without "Plt."/"Plh."."""
    unit_code: str | None
    unit_name: str | None
    superior_nip: str | None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit (unit kerja) of the organisation's tree."""

    code: str
    name: str
    parent_code: str | None


def position_key(title: str) -> str:
    """The key that matches a post: capitals, single spaces, without "Plt."/"Plh." (acting).

    A person who acts in a post keeps the standard of the permanent one. Titles of PPPK (contract
    staff) come reversed ("TERAMPIL - PERAWAT").
    """
    key = " ".join(_ACTING.sub("", title.strip()).upper().split())
    if found := _REVERSED.fullmatch(key):
        return f"{found[2]} {found[1]}"
    return key


def standing(status: str | None) -> ServiceStatus:
    """Empty and "Aktif": active. Retired, dead, dismissed or on unpaid leave: has left."""
    text = (status or "AKTIF").upper()
    if text == "AKTIF":
        return ServiceStatus.ACTIVE
    return ServiceStatus.LEFT if text.startswith(_GONE) else ServiceStatus.AS_BEFORE


def read_staff(cells: Cells) -> StaffRow:
    """One row of the staff sheet; problems are noted in `cells`."""
    nip = cells.nip("NIP BARU")
    employment = cells.optional("JENIS PEGAWAI NAMA")
    if nip and employment and _unfit(nip.form, employment):
        cells.note(RowProblem.TYPE, "JENIS PEGAWAI NAMA")
    status = cells.optional("KEDUDUKAN HUKUM NAMA")
    stands = standing(status)
    if stands is ServiceStatus.AS_BEFORE:
        cells.note(RowProblem.STATUS, "KEDUDUKAN HUKUM NAMA")
    title = cells.optional("JABATAN NAMA")
    unit_name = cells.optional("UNOR NAMA")
    return StaffRow(
        nip=nip.digits if nip else "",
        name=cells.required("NAMA"),
        title_before=cells.optional("GELAR DEPAN"),
        title_after=cells.optional("GELAR BELAKANG"),
        phone=_phone(cells),
        employment=employment,
        legal_status=status,
        standing=stands,
        grade=cells.optional("GOL AKHIR NAMA"),
        position_kind=cells.optional("JENIS JABATAN NAMA"),
        position_title=title,
        position_key=position_key(title) if title else None,
        position_name=_ACTING.sub("", title) if title else None,
        unit_code=cells.optional("UNOR ID"),
        unit_name=unit_name,
        superior_nip=_superior(cells),
    )


def read_unit(cells: Cells) -> UnitRow:
    """One row of the tree of units."""
    return UnitRow(
        code=cells.required("UNOR ID"),
        name=cells.required("UNOR NAMA"),
        parent_code=cells.optional("UNOR ATASAN ID"),
    )


def _unfit(form: NipForm, employment: str) -> bool:
    kind = employment.upper()
    if kind.startswith("PPPK"):
        return form is not NipForm.PPPK
    return kind in ("PNS", "CPNS") and form is not NipForm.PNS


def _phone(cells: Cells) -> str | None:
    if not cells.optional("NOMOR HP"):
        return None
    read = parse_phone(cells.raw("NOMOR HP"))
    if read is PhoneProblem.TWO:
        cells.note(RowProblem.PHONE_TWO, "NOMOR HP")
    elif read is PhoneProblem.INVALID:
        cells.note(RowProblem.PHONE_BAD, "NOMOR HP")
    return None if isinstance(read, PhoneProblem) else read


def _superior(cells: Cells) -> str | None:
    if not cells.optional("NIP ATASAN"):
        return None
    read = parse_nip(cells.raw("NIP ATASAN"), today=cells.today)
    if isinstance(read, Nip):
        return read.digits
    cells.note(RowProblem.SUPERIOR, "NIP ATASAN")
    return None
