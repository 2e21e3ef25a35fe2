"""Checks rows against each other and against the database: duplicates and unknown references.

Rows pass once, with the sheets in any order. Problems that are known only at the end (a reference
to a row that might still follow, a phone number used twice) are returned by `late`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.imports.codes import folded, made_code
from domain.imports.competency import AssessmentRow, CompetencyRow, RequirementRow
from domain.imports.judged import JudgedSheet, ReadRow, Row
from domain.imports.layout.labels import offering_label
from domain.imports.office import HolidayRow, PolicyRow
from domain.imports.posts.rows import MandateRow, SuperiorRow
from domain.imports.problems import Found, RowProblem
from domain.imports.staff import ServiceStatus, StaffRow, UnitRow
from domain.imports.training import ParticipantRow, SessionRow, TrainingRow

Place = tuple[int, int]
"""Sheet and row."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the database holds already."""

    nips: frozenset[str] = frozenset()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Names by NIP: without titles, and with them, as in the lists that HR downloads."""
    phones: tuple[tuple[str, str], ...] = ()
    """Phone number and NIP of every person in service."""
    posts: frozenset[str] = frozenset()
    """Keys of the posts that have a competency standard."""
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By key of each post, the codes of the units in which people hold it."""
    competencies: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    seats: dict[Key, int] = field(default_factory=dict)
    """Seats taken, by training code and label of every offering."""
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of the trainings by folded title."""


@dataclass(frozen=True, slots=True)
class Late:
    """A problem that was found after its row had passed."""

    place: Place
    found: Found


@dataclass(frozen=True, slots=True)
class _Reference:
    place: Place
    column: str
    value: str
    key: Key

    def unknown(self) -> Late:
        return Late(self.place, Found(RowProblem.UNKNOWN, self.column, self.value))


class Ledger:
    """The facts of all earlier rows of one import that the checks need."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._sheets: dict[int, JudgedSheet] = {}
        self._first: dict[Key, tuple[Place, int]] = {}
        """Where a key was met first, and the hash of what the row says."""
        self._phones: dict[str, list[Place]] = defaultdict(list)
        self._posts: list[_Reference] = []
        self._open: list[_Reference] = []
        """References of rows other than participants, not met so far."""
        self._participants: list[_Reference] = []
        self._places = {post: set(codes) for post, codes in known.places.items()}
        """The units of each post, with those of the rows of this import."""
        self._unplaced: list[_Reference] = []
        """Posts that a row names without their unit."""
        self._sessions: dict[Key, list[tuple[datetime, datetime, int]]] = defaultdict(list)
        """Start, end and row of the sessions of each offering."""
        self._labels = _labels(known.seats)
        self._seen: set[Key] = {
            *(("nip", nip) for nip in known.nips),
            *(("competency", code) for code in known.competencies),
            *(("unit", code) for code in known.units),
            *(("post", key) for key in known.posts),
            *(("office", key) for key in known.places),
            *(("place", code) for code in known.units),
            *(("offering", *key) for key in known.seats),
        }

    def begin(self, sheet: JudgedSheet) -> None:
        """Tells the sheet whose rows follow."""
        self._sheets[sheet.number] = sheet

    def forget(self, file: str) -> None:
        """Forgets the rows of a file that is not loaded: no other row repeats them."""

        def kept(place: Place) -> bool:
            return self._sheets[place[0]].file != file

        self._first = {key: first for key, first in self._first.items() if kept(first[0])}
        for phone, places in self._phones.items():
            self._phones[phone] = [place for place in places if kept(place)]

    def check(self, row: ReadRow) -> ReadRow | None:
        """The row, with the problems that the earlier rows show.

        None for a row that an earlier sheet holds already, in all that is taken from it.
        """
        place = (row.sheet, row.number)
        row = self._labelled(self._coded(row))
        if row.refused:
            self._refer(row.values, place)
            return row
        key, column = _identity(row.values)
        said = hash(row.values)
        first, said_first = self._first.setdefault(key, (place, said))
        if said == said_first and first[0] != row.sheet:
            return None
        self._refer(row.values, place)
        if first != place:
            other = self._elsewhere(place, first)
            double = Found(RowProblem.DUPLICATE, column, key[-1], other=first[1], elsewhere=other)
            return replace(row, found=(*row.found, double))
        self._seen.add(key)
        return self._load(row, place)

    def late(self) -> Iterator[Late]:
        """The problems that are known only after all rows have passed."""
        for reference in self._posts:
            if reference.key not in self._seen:
                yield Late(
                    reference.place, Found(RowProblem.POST, reference.column, reference.value)
                )
        refused: set[Place] = set()
        for reference in self._open:
            if reference.key not in self._seen:
                refused.add(reference.place)
                yield reference.unknown()
        for reference in self._unplaced:
            units = len(self._places.get(reference.value, ()))
            if units > 1:
                found = Found(RowProblem.UNIT_OF_POST, reference.column, "", other=units)
                yield Late(reference.place, found)
        stored = {("offering", *key) for key in self._known.seats}
        gone = {key for key, (place, _) in self._first.items() if place in refused} - stored
        for reference in self._participants:
            if reference.key not in self._seen or reference.key in gone:
                yield reference.unknown()
        yield from self._shared_phones()

    def _refer(self, row: Row, place: Place) -> None:
        match row:
            case UnitRow(parent_code=parent) if parent:
                above = _Reference(place, "UNOR ATASAN ID", parent, ("unit", parent))
                self._await(self._open, above)
            case RequirementRow(competency=code):
                self._competency(place, "KODE KOMPETENSI", code)
            case AssessmentRow(nip=nip, competency=code):
                self._await(self._open, _Reference(place, "NIP", nip, ("nip", nip)))
                self._competency(place, "KODE KOMPETENSI", code)
            case TrainingRow(goals=goals):
                for goal in goals or ():
                    self._competency(place, "KOMPETENSI", goal.competency)
            case ParticipantRow(code=code, label=label, nip=nip):
                offering = _Reference(place, "KODE PELATIHAN", code, ("offering", code, label))
                if code:
                    self._participants.append(offering)
                self._await(self._participants, _Reference(place, "NIP", nip, ("nip", nip)))
            case SuperiorRow(nip=nip, superior_nip=above):
                for column, one in (("NIP", nip), ("NIP ATASAN", above)):
                    self._await(self._open, _Reference(place, column, one, ("nip", one)))
            case MandateRow(nip=nip, position_key=post, unit_code=unit):
                self._await(self._open, _Reference(place, "NIP", nip, ("nip", nip)))
                self._await(self._open, _Reference(place, "JABATAN NAMA", post, ("office", post)))
                if unit:
                    self._await(self._open, _Reference(place, "UNOR ID", unit, ("place", unit)))
                else:
                    self._unplaced.append(_Reference(place, "UNOR ID", post, ()))
            case SessionRow(code=code, label=label, nips=nips):
                offering = _Reference(place, "KODE PELATIHAN", code, ("offering", code, label))
                self._await(self._participants, offering)
                for nip in nips:
                    speaker = _Reference(place, "NARASUMBER", nip, ("nip", nip))
                    self._await(self._participants, speaker)

    def _load(self, row: ReadRow, place: Place) -> ReadRow:
        match row.values:
            case StaffRow(phone=phone, standing=standing) as staff:
                if phone and standing is not ServiceStatus.LEFT:
                    self._phones[phone].append(place)
                self._post(staff, place)
                self._place(staff)
                return self._named(row, staff)
            case RequirementRow(position_key=post):
                self._seen |= {("post", post), ("office", post)}
            case UnitRow(code=code):
                self._seen.add(("place", code))
            case TrainingRow() as training:
                return self._seats(row, training)
            case SessionRow() as one:
                return self._apart(row, one)
        return row

    def _coded(self, row: ReadRow) -> ReadRow:
        """Gives a training without a code that of the stored one with its title, or a new one."""
        training = row.values
        if row.refused or not isinstance(training, TrainingRow) or training.code:
            return row
        codes = self._known.titles.get(folded(training.title), ())
        if len(codes) > 1:
            found = Found(RowProblem.EMPTY, "KODE PELATIHAN")
            return replace(row, found=(*row.found, found))
        code = codes[0] if codes else made_code(training.title)
        return replace(row, values=replace(training, code=code))

    def _labelled(self, row: ReadRow) -> ReadRow:
        """Gives an offering the label it is stored with: an older program kept `1` as it is."""
        values = row.values
        if not isinstance(values, TrainingRow | ParticipantRow | SessionRow):
            return row
        label = self._labels.get((values.code, values.label), values.label)
        return replace(row, values=replace(values, label=label)) if label != values.label else row

    def _competency(self, place: Place, column: str, code: str) -> None:
        self._await(self._open, _Reference(place, column, code, ("competency", code)))

    def _await(self, references: list[_Reference], reference: _Reference) -> None:
        # Empty and unreadable cells were reported before.
        if reference.value and reference.key not in self._seen:
            references.append(reference)

    def _post(self, staff: StaffRow, place: Place) -> None:
        if staff.position_key is None or ("post", staff.position_key) in self._seen:
            return
        title = staff.position_title or ""
        self._posts.append(_Reference(place, "JABATAN NAMA", title, ("post", staff.position_key)))

    def _place(self, staff: StaffRow) -> None:
        unit, post = staff.unit_code, staff.position_key
        if unit:
            self._seen.add(("place", unit))
        if post:
            self._seen.add(("office", post))
            self._places.setdefault(post, set()).update([unit] if unit else [])

    def _named(self, row: ReadRow, staff: StaffRow) -> ReadRow:
        stored = self._known.names.get(staff.nip)
        if stored is None or _letters(staff.name) in map(_letters, stored):
            return row
        other = Found(RowProblem.NAME, "NAMA", staff.name)
        return replace(row, found=(*row.found, other))

    def _seats(self, row: ReadRow, training: TrainingRow) -> ReadRow:
        taken = self._known.seats.get((training.code, training.label), 0)
        if taken <= training.quota or training.called_off:
            return row
        over = Found(RowProblem.SEATS, "KUOTA", str(training.quota), other=taken)
        return replace(row, found=(*row.found, over))

    def _apart(self, row: ReadRow, one: SessionRow) -> ReadRow:
        """The row, refused if another session of its offering is at the same time."""
        others = self._sessions[one.code, one.label]
        for starts_at, ends_at, number in others:
            if starts_at < one.ends_at and one.starts_at < ends_at:
                same = Found(RowProblem.OVERLAP, "SESI", one.number, other=number)
                return replace(row, found=(*row.found, same))
        others.append((one.starts_at, one.ends_at, row.number))
        return row

    def _shared_phones(self) -> Iterator[Late]:
        elsewhere = {phone for phone, nip in self._known.phones if ("nip", nip) not in self._first}
        for phone, places in self._phones.items():
            if len(places) == 1 and phone not in elsewhere:
                continue
            for place in places:
                other = next((each for each in places if each != place), None)
                shared = Found(RowProblem.PHONE_SHARED, "NOMOR HP", phone)
                if other is not None:
                    sheet = self._elsewhere(place, other)
                    shared = replace(shared, other=other[1], elsewhere=sheet)
                yield Late(place, shared)

    def _elsewhere(self, place: Place, other: Place) -> str:
        """The name of the other row's sheet, if it is another one."""
        if place[0] == other[0]:
            return ""
        mine, its = self._sheets[place[0]], self._sheets[other[0]]
        return its.name if mine.file == its.file else f"{its.name} ({its.file})"


def _labels(stored: Iterable[Key]) -> dict[Key, str]:
    """The stored labels by training code and by what they mean; the usual one first."""
    labels: dict[Key, str] = {}
    for code, label in stored:
        meant = (code, offering_label(label))
        if label == meant[1] or meant not in labels:
            labels[meant] = label
    return labels


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _identity(row: Row) -> tuple[Key, str]:
    match row:
        case StaffRow(nip=nip):
            return ("nip", nip), "NIP BARU"
        case UnitRow(code=code):
            return ("unit", code), "UNOR ID"
        case CompetencyRow(code=code):
            return ("competency", code), "KODE KOMPETENSI"
        case RequirementRow(position_key=post, competency=code):
            return ("requirement", post, code), "KODE KOMPETENSI"
        case AssessmentRow(nip=nip, competency=code, assessed_on=day, source=source):
            return ("assessment", nip, day.isoformat(), source, code), "KODE KOMPETENSI"
        case TrainingRow(code=code, label=label):
            return ("offering", code, label), "ANGKATAN"
        case ParticipantRow(code=code, label=label, nip=nip):
            return ("participant", code, label, nip), "NIP"
        case SessionRow(code=code, label=label, number=number):
            return ("session", code, label, number), "SESI"
        case HolidayRow(day=day):
            return ("holiday", f"{day:%d-%m-%Y}"), "TANGGAL LIBUR"
        case SuperiorRow(nip=nip, kind=kind, since=since):
            return ("superior", kind, f"{since or ''}", nip), "NIP"
        case MandateRow(nip=nip, position_key=post, unit_code=unit, since=since):
            return ("mandate", post, unit or "", since.isoformat(), nip), "NIP"
        case PolicyRow(name=name, since=since):
            return ("policy", since.isoformat(), name), "NAMA"
