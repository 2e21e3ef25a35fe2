"""Rows of the training sheets: trainings with their offerings, sessions, and participants."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from domain.catalogue.modes import mode_of
from domain.catalogue.offerings import LONGEST_TITLE, Mode
from domain.decisions.states import ApprovalBy
from domain.imports.cells import ERASED, MOST_HOURS, MOST_SEATS, Cells
from domain.imports.competency import competency_code
from domain.imports.dates.schedule import read_times
from domain.imports.layout.labels import offering_label
from domain.imports.problems import Expected, RowProblem
from domain.office.policies import MOST_OFFER_HOURS
from domain.people.identity import Nip, parse_nip
from domain.seats.deciding import is_e_learning
from domain.seats.filling import WORDS, SeatFilling
from domain.seats.quotas import read_quota

LONGEST_DESCRIPTION, LONGEST_LINK = 1500, 500
"""Characters; a longer text or link would not fit into a message about the offering."""

_APPROVAL: dict[str, ApprovalBy | bool] = {
    **dict.fromkeys(("ATASAN", "ATASAN LANGSUNG"), ApprovalBy.SUPERIOR),
    **dict.fromkeys(("ATASAN+HR", "ATASAN + HR", "ATASAN DAN HR"), ApprovalBy.BOTH),
    **dict.fromkeys(("YA", "Y", "YES", "PERLU", "HR"), ApprovalBy.HR),
    **dict.fromkeys(("TIDAK", "T", "TDK", "NO", "N", "TIDAK PERLU"), False),
}
_STATUSES = {
    **dict.fromkeys(("BUKA", "DIBUKA", "OPEN"), False),
    **dict.fromkeys(("BATAL", "DIBATALKAN", "CANCELLED"), True),
}
_FILLINGS = {word.upper(): filling for word, filling in WORDS.items()}
_OFFER = re.compile(r"(\d{1,3})\s*(?:JAM)?\.?", re.IGNORECASE)
_HOURS = r"(?:JPL?|JAM PELAJARAN|JAM PEL\.?)"
"""Hours of learning. "16 jam" alone may be hours of the clock, and is not read."""
_SEATS = r"(?:ORANG|ORG\.?|PESERTA|KURSI|ASN|PEGAWAI)(?:\s*(?:/|PER)\s*ANGKATAN)?"
_GOAL = re.compile(r"([^:=\s]+)\s*[:=]\s*([1-5])")
_BETWEEN_SPEAKERS = re.compile(r"\s*;\s*")
MOST_SESSION_HOURS = 24
NIP_DIGITS, FEWEST_DIGITS = 18, 8
"""With so many digits, a speaker is meant to be a NIP."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Participation(StrEnum):
    """STATUS of a participant. Hours are credited for "attended" and "passed" only."""

    ENROLLED = "enrolled"
    ABSENT = "absent"
    ATTENDED = "attended"
    PASSED = "passed"
    REQUESTED = "requested"
    QUEUED = "queued"
    OFFERED = "offered"
    INTERESTED = "interested"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    NOMINATED = "nominated"
    """The person is asked, and gets a seat by the answer alone."""


NOTHING_RECORDED = (
    Participation.REQUESTED,
    Participation.QUEUED,
    Participation.OFFERED,
    Participation.INTERESTED,
    Participation.CANCELLED,
    Participation.REFUSED,
)
"""As the list that HR downloads says it: such a row changes nothing, and has to be true."""

PARTICIPATIONS = {
    "CALON": Participation.NOMINATED,
    "TERDAFTAR": Participation.ENROLLED,
    "TIDAK HADIR": Participation.ABSENT,
    "HADIR": Participation.ATTENDED,
    "LULUS": Participation.PASSED,
    "MENUNGGU KEPUTUSAN": Participation.REQUESTED,
    "DAFTAR TUNGGU": Participation.QUEUED,
    "DITAWARI": Participation.OFFERED,
    "PEMINAT": Participation.INTERESTED,
    "BATAL": Participation.CANCELLED,
    "DITOLAK": Participation.REFUSED,
}
"""The words in STATUS; a list of participants is written with the same."""


def status_word(kept: str) -> str:
    """The word of the STATUS column for a stored state or attendance."""
    return next(word for word, each in PARTICIPATIONS.items() if each == kept).lower()


@dataclass(frozen=True, slots=True)
class Goal:
    """A level of a competency that a training aims at."""

    competency: str
    level: int


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One offering (angkatan) with the training it runs; what is None keeps what is stored."""

    code: str
    title: str
    kind: str
    mode: str | None
    hours: int
    organiser: str | None
    description: str | None
    goals: tuple[Goal, ...] | None
    label: str
    starts_at: datetime
    ends_at: datetime
    timezone: str | None
    """None: the file does not name one."""
    place: str | None
    url: str | None
    quota: int
    closes_at: datetime | None
    needs_approval: bool | None
    approval_by: ApprovalBy | None
    """Who approves; None where nobody has to, or the file does not say."""
    filling: SeatFilling | None
    offer_hours: int | None
    unit_quota: str | None
    """As written; empty: there is none."""
    called_off: bool | None
    """None: the file does not say."""
    reason: str | None


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """How a person took part in an offering."""

    code: str
    label: str
    nip: str
    participation: Participation
    certificate: str | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session; what is None keeps what is stored."""

    code: str
    label: str
    number: str
    """SESI, as HR counts."""
    starts_at: datetime
    ends_at: datetime
    timezone: str | None
    """None: the file does not name one."""
    place: str | None
    hours: int | None
    speakers: tuple[str, ...] | None
    """The NIP of each person of the roster, the name of each other; empty: none speaks."""

    @property
    def nips(self) -> tuple[str, ...]:
        """The speakers that are people of the roster."""
        return tuple(filter(is_nip, self.speakers or ()))


def is_nip(speaker: str) -> bool:
    """Whether a speaker of a row is given by a NIP."""
    return len(speaker) == NIP_DIGITS and speaker.isdecimal()


def read_training(cells: Cells) -> TrainingRow:
    """One row of the training sheet; problems are noted in `cells`."""
    times = read_times(cells)
    kind = cells.required("JENIS", most=LONGEST_TITLE)
    place, url = (
        cells.optional("TEMPAT", most=LONGEST_TITLE),
        cells.address("TAUTAN", most=LONGEST_LINK),
    )
    called_off = cells.choice("STATUS ANGKATAN", _STATUSES, Expected.OFFERING_STATUS)
    approval = cells.choice("PERLU PERSETUJUAN", _APPROVAL, Expected.APPROVAL)
    reason = cells.optional("ALASAN")
    if called_off and reason is None:
        cells.note(RowProblem.NO_REASON, "ALASAN")
    return TrainingRow(
        code=(cells.optional("KODE PELATIHAN") or "").upper(),
        title=cells.required("JUDUL", most=LONGEST_TITLE),
        kind=kind,
        mode=_mode(cells),
        hours=cells.whole("JP", least=0, most=MOST_HOURS, unit=_HOURS),
        organiser=cells.optional("PENYELENGGARA", most=LONGEST_TITLE),
        description=cells.optional("DESKRIPSI", most=LONGEST_DESCRIPTION),
        goals=_goals(cells),
        label=offering_label(cells.optional("ANGKATAN", most=LONGEST_TITLE)),
        starts_at=times.starts_at or _NEVER,
        ends_at=times.ends_at or _NEVER,
        timezone=times.zone,
        place=place,
        url=url,
        quota=cells.whole("KUOTA", least=0, most=MOST_SEATS, unit=_SEATS),
        closes_at=times.closes_at,
        needs_approval=None if approval is None else bool(approval),
        approval_by=approval if isinstance(approval, ApprovalBy) else None,
        filling=cells.choice("PENGISIAN", _FILLINGS, Expected.FILLING),
        offer_hours=_offer_hours(cells),
        unit_quota=_unit_quota(cells),
        called_off=called_off,
        reason=reason,
    )


def read_participant(cells: Cells) -> ParticipantRow:
    """One participant of one offering."""
    nip = cells.nip("NIP")
    took_part = None
    if cells.required("STATUS"):
        took_part = cells.choice("STATUS", PARTICIPATIONS, Expected.ATTENDANCE)
    return ParticipantRow(
        code=cells.required("KODE PELATIHAN").upper(),
        label=offering_label(cells.optional("ANGKATAN")),
        nip=nip.digits if nip else "",
        participation=took_part or Participation.ENROLLED,
        certificate=cells.optional("NOMOR SERTIFIKAT"),
    )


def read_session_row(cells: Cells) -> SessionRow:
    """One row of the sheet of sessions."""
    times = read_times(cells)
    if times.starts_at is not None and times.starts_at == times.ends_at:
        cells.note(RowProblem.ORDER, "SELESAI")
    has_hours = bool(cells.optional("JP"))
    return SessionRow(
        code=cells.required("KODE PELATIHAN").upper(),
        label=offering_label(cells.optional("ANGKATAN", most=LONGEST_TITLE)),
        number=cells.required("SESI", most=LONGEST_TITLE),
        starts_at=times.starts_at or _NEVER,
        ends_at=times.ends_at or _NEVER,
        timezone=times.zone,
        place=cells.optional("TEMPAT", most=LONGEST_TITLE),
        hours=cells.whole("JP", least=0, most=MOST_SESSION_HOURS) if has_hours else None,
        speakers=_speakers(cells),
    )


def _offer_hours(cells: Cells) -> int | None:
    """TAWARAN JAM; 0 where the cell empties it."""
    text = cells.optional("TAWARAN JAM")
    if text is None or text == ERASED:
        return 0 if text == ERASED else None
    found = _OFFER.fullmatch(text)
    if found is None or int(found[1]) > MOST_OFFER_HOURS:
        cells.note(RowProblem.VALUE, "TAWARAN JAM", expected=Expected.OFFER_HOURS)
        return None
    return int(found[1])


def _unit_quota(cells: Cells) -> str | None:
    text = cells.optional("KUOTA UNIT", most=LONGEST_DESCRIPTION)
    if text and read_quota(text) is None:
        cells.note(RowProblem.VALUE, "KUOTA UNIT", expected=Expected.UNIT_QUOTA)
    return text


def _mode(cells: Cells) -> Mode | None:
    """MODA; None where it is blank. Words that could mean either are noted."""
    text = cells.optional("MODA")
    if not text:
        return None
    mode = mode_of(text)
    if mode is None:
        cells.note(RowProblem.VALUE, "MODA", expected=Expected.MODE)
    return mode


def likely_mode(kind: str, place: str | None, url: str | None) -> Mode:
    """The mode of a training that the file gives no MODA."""
    if place and url:
        return Mode.BLENDED
    return Mode.ONLINE if url or is_e_learning(kind) else Mode.ONSITE


def _goals(cells: Cells) -> tuple[Goal, ...] | None:
    text = cells.optional("KOMPETENSI")
    if text is None:
        return None
    parts = re.split(r"[;,\n]", text)
    read = [_GOAL.fullmatch(part.strip()) for part in parts if part.strip()]
    if not all(read):
        cells.note(RowProblem.VALUE, "KOMPETENSI", expected=Expected.GOALS)
    goals = {competency_code(found[1]): int(found[2]) for found in read if found}
    return tuple(Goal(code, level) for code, level in goals.items())


def _speakers(cells: Cells) -> tuple[str, ...] | None:
    text = cells.optional("NARASUMBER", most=LONGEST_TITLE)
    if text is None:
        return None
    read: list[str] = []
    for name in filter(None, _BETWEEN_SPEAKERS.split(text)):
        found = parse_nip(name, today=cells.today)
        if not isinstance(found, Nip) and sum(map(str.isdigit, name)) >= FEWEST_DIGITS:
            cells.note(RowProblem.NIP_SHAPE, "NARASUMBER")
        read.append(found.digits if isinstance(found, Nip) else name)
    return tuple(dict.fromkeys(read))
