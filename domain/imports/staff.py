"""Rows of the staff sheet and of the units: where each person works, and who has left service."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.imports.cells import ERASED, Cells
from domain.imports.layout.dittos import is_code, is_name, is_word
from domain.imports.problems import Expected, RowProblem
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
_ACTIVE = re.compile(r"(?:(?:PNS|CPNS|PPPK|ASN|PEGAWAI) )?AKTIF(?: BEKERJA)?")
_LEAVING = re.compile(
    r"MUTASI KELUAR|PINDAH|KELUAR|MPP|MASA PERSIAPAN PENSIUN|BEBAS TUGAS|BERHENTI|PURNA|"
    r"WAFAT|ALMARHUM|TEWAS|HILANG|(?:TIDAK|NON) ?AKTIF"
)
"""Words that may mean that the person has left; HR says it with one of _GONE."""
_GONE = (
    "PENSIUN",
    "MENINGGAL",
    "DIBERHENTIKAN",
    "PEMBERHENTIAN",
    "CLTN",
    "CUTI DI LUAR TANGGUNGAN NEGARA",
)


_IN_A_TRAINING = ("PESERTA", "NARASUMBER", "PANITIA", "MODERATOR", "FASILITATOR", "PEMATERI")
"""What a list of a training writes below JABATAN is no post."""


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
    """Retired, dead, dismissed or on unpaid leave: has left. No word keeps what was."""
    if status is None:
        return ServiceStatus.AS_BEFORE
    text = status.upper()
    if not text or _ACTIVE.fullmatch(text):
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
    if status and stands is ServiceStatus.AS_BEFORE:
        leaver = _LEAVING.search(status.upper())
        problem = RowProblem.LEAVING if leaver else RowProblem.STATUS
        cells.note(problem, "KEDUDUKAN HUKUM NAMA")
    title = named(cells, "JABATAN NAMA")
    before, after = cells.optional("GELAR DEPAN"), cells.optional("GELAR BELAKANG")
    code, unit_name = _unit(_code(cells), named(cells, "UNOR NAMA"))
    return StaffRow(
        nip=nip.digits if nip else "",
        name=bare_name(_name(cells), before, after),
        title_before=before,
        title_after=after,
        phone=_phone(cells),
        employment=employment,
        legal_status=status,
        standing=stands,
        grade=cells.optional("GOL AKHIR NAMA"),
        position_kind=cells.optional("JENIS JABATAN NAMA"),
        position_title=title,
        position_key=position_key(title) if title else title,
        position_name=_ACTING.sub("", title) if title else title,
        unit_code=code,
        unit_name=unit_name,
        superior_nip=_superior(cells, nip),
    )


def read_unit(cells: Cells) -> UnitRow:
    """One row of the tree of units."""
    return UnitRow(
        code=cells.required("UNOR ID"),
        name=named(cells, "UNOR NAMA", required=True) or "",
        parent_code=cells.optional("UNOR ATASAN ID"),
    )


def named(cells: Cells, column: str, *, required: bool = False) -> str | None:
    """The name of a post or a unit; a cell that holds no word is noted and not used."""
    text = cells.required(column) if required else cells.optional(column)
    if not text or (is_word(cells.raw(column)) and text.upper() not in _IN_A_TRAINING):
        return text
    if required:
        cells.note(RowProblem.VALUE, column, expected=Expected.WORD)
    else:
        cells.note(RowProblem.NO_WORD, column)
    return None


def bare_name(name: str, before: str | None, after: str | None) -> str:
    """The name without the titles that columns of their own give as well."""
    bare = name
    if before and _letters(bare).startswith(_letters(before)):
        bare = _without(bare, len(_letters(before)))
    if after and _letters(bare).endswith(_letters(after)):
        bare = _without(bare[::-1], len(_letters(after)))[::-1]
    return bare.strip(" ,.") if bare != name and _letters(bare) else name


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _without(text: str, count: int) -> str:
    """The text behind so many letters and digits."""
    for place, sign in enumerate(text):
        if not count and sign.isalnum():
            return text[place:]
        count -= sign.isalnum()
    return ""


def _name(cells: Cells) -> str:
    name = cells.required("NAMA")
    if name and not is_name(cells.raw("NAMA")):
        cells.note(RowProblem.NO_NAME, "NAMA")
    return name


def _code(cells: Cells) -> str | None:
    code = cells.optional("UNOR ID")
    if not code or is_code(cells.raw("UNOR ID")):
        return code
    cells.note(RowProblem.NO_WORD, "UNOR ID")
    return None


def _unit(code: str | None, name: str | None) -> tuple[str | None, str | None]:
    """Code and name of a unit: what one of them says counts, "-" only where neither does."""
    if code or name:
        return code or None, name or None
    return (ERASED, None) if ERASED in (code, name) else (None, None)


def _unfit(form: NipForm, employment: str) -> bool:
    kind = employment.upper()
    if kind.startswith("PPPK"):
        return form is not NipForm.PPPK
    return kind in ("PNS", "CPNS") and form is not NipForm.PNS


def _phone(cells: Cells) -> str | None:
    if not (text := cells.optional("NOMOR HP")):
        return text
    read = parse_phone(cells.raw("NOMOR HP"))
    if read is PhoneProblem.TWO:
        cells.note(RowProblem.PHONE_TWO, "NOMOR HP")
    elif read is PhoneProblem.INVALID:
        cells.note(RowProblem.PHONE_BAD, "NOMOR HP")
    return None if isinstance(read, PhoneProblem) else read


def _superior(cells: Cells, own: Nip | None) -> str | None:
    if not (text := cells.optional("NIP ATASAN")):
        return text
    read = parse_nip(cells.raw("NIP ATASAN"), today=cells.today)
    if isinstance(read, Nip) and own is not None and read.digits == own.digits:
        cells.note(RowProblem.OWN_SUPERIOR, "NIP ATASAN")
        return None
    if isinstance(read, Nip):
        return read.digits
    cells.note(RowProblem.SUPERIOR, "NIP ATASAN")
    return None
