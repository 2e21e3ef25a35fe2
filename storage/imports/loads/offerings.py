"""Applies the training sheet: writes offerings, and tells their people of important changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, delete, insert, select, update

from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import as_kept
from domain.decisions.states import APPROVAL_WORDS, ApprovalBy
from domain.ids import OfferingId
from domain.imports.cells import ERASED
from domain.imports.preview import LoadTally
from domain.imports.training import likely_mode
from domain.office.policies import Policies
from domain.outbox.messages import MessageKind
from domain.seats.filling import SeatFilling, filling_word
from storage.catalogue import changing, sessions
from storage.catalogue.tables import offering, training, training_competency, training_session
from storage.competencies.tables import competency
from storage.imports.loads.basics import Load
from storage.imports.loads.moves import changed_in_chat, note_offering
from storage.imports.tables import staged_training
from storage.office import policies
from storage.seats.fair.written import NO_NAMES, unit_names

_TRAINING = {
    "title": "JUDUL",
    "kind": "JENIS",
    "mode": "MODA",
    "hours": "JP",
    "organiser": "PENYELENGGARA",
    "description": "DESKRIPSI",
}
_OFFERING = {
    "starts_at": "MULAI",
    "ends_at": "MULAI",  # a range in MULAI says both
    "timezone": "MULAI",
    "place": "TEMPAT",
    "url": "TAUTAN",
    "quota": "KUOTA",
    "closes_at": "BATAS DAFTAR",
    "needs_approval": "PERLU PERSETUJUAN",
    "approval_by": "PERLU PERSETUJUAN",
    "filling": "PENGISIAN",
    "offer_hours": "TAWARAN JAM",
    "unit_quota": "KUOTA UNIT",
}
_NAMED_APART = ("MULAI", "SELESAI")
"""Columns of which HR reads each change with the title of the offering."""
_SCHEDULED = ("MULAI", "SELESAI", "TEMPAT", "STATUS ANGKATAN")
"""Columns of which people are told when they change."""


@dataclass(slots=True)
class Changes:
    """What the training sheets changed, in figures."""

    tally: LoadTally = field(default_factory=LoadTally)
    moved: int = 0
    called_off: int = 0
    told: int = 0
    told_off: int = 0
    """Of these, the people of what is called off."""


async def load_offerings(load: Load, *, timezone: str, now: datetime) -> Changes:
    """Writes one offering per staged row; the first row of a training describes the training."""
    changes = Changes()
    described: dict[str, tuple[int, bool]] = {}
    made: list[OfferingId] = []
    stored = await _stored_offerings(load)
    rows = await _rows(load)
    names = await unit_names(load.session) if any(row.unit_quota for row in rows) else NO_NAMES
    rules = await policies.today(load.session, now=now, zone=timezone)
    if load.notes:
        load.notes.in_chat = await changed_in_chat(load)
    runs = Counter(code for code, _ in {*stored, *((row.code, row.label) for row in rows)})
    for staged in rows:
        begun, told = len((load.notes and load.notes.values) or ()), changes.told
        old = stored.get((staged.code, staged.label))
        row = in_zone(staged, timezone, old.timezone if old is not None else timezone)
        row.names = names
        if row.unit_quota:
            row.unit_quota = names.kept(row.unit_quota)
        if row.code not in described:
            described[row.code] = await _describe(load, row)
        training_id, changed = described[row.code]
        if load.notes:
            several = runs[row.code] > 1
            await note_offering(
                load, load.notes, row, old, several=several, timezone=timezone, now=now
            )
        if old is None:
            made.append(await _create(load, row, training_id, rules, now=now))
            if load.notes:
                load.notes.value(row, row.title, "", None, None, is_new=True)
            changes.tally += LoadTally(new=1)
        elif await _change(load, row, old, changes, now=now) or changed:
            changes.tally += LoadTally(changed=1)
        else:
            changes.tally += LoadTally(unchanged=1)
        if load.notes:
            load.notes.told(begun, _SCHEDULED, changes.told - told)
    free = await sessions.holidays(load.session) if made else set()
    await sessions.write_usual(load.session, made, holidays=free)
    return changes


async def _rows(load: Load) -> Sequence[Any]:
    s = staged_training
    rows = await load.session.execute(select(s).where(load.staged(s)).order_by(s.c.sheet, s.c.row))
    return rows.all()


def in_zone(staged: Any, read_in: str, kept: str) -> SimpleNamespace:
    """The row in its own zone; a file that names none keeps the zone that the offering has.

    Its hours were read in `read_in` and stay the same on the clock: 08.00 is then 08.00 WITA.
    """
    row = SimpleNamespace(**staged._mapping)
    if row.timezone is None:
        row.timezone = kept
        for name in ("starts_at", "ends_at", "closes_at"):
            if isinstance(moment := getattr(row, name, None), datetime):
                clock = moment.astimezone(ZoneInfo(read_in)).replace(tzinfo=ZoneInfo(kept))
                setattr(row, name, clock.astimezone(UTC))
    return row


async def _stored_offerings(load: Load) -> dict[tuple[str, str], Any]:
    s = staged_training
    rows = await load.session.execute(
        select(training.c.code, offering)
        .join(training, training.c.id == offering.c.training_id)
        .where(training.c.code.in_(select(s.c.code).where(load.staged(s))))
        # In the order in which all lock several. Rows that refer to an offering are not blocked.
        .order_by(offering.c.id)
        .with_for_update(of=offering, key_share=True)
    )
    return {(row.code, row.label): row for row in rows}


async def _describe(load: Load, row: Any) -> tuple[int, bool]:
    """Writes the training of a row; returns its id, and whether a stored one changed."""
    tr = training
    old = (await load.session.execute(select(tr).where(tr.c.code == row.code))).one_or_none()
    if old is None:
        values = _first_values(row, _TRAINING)
        values["mode"] = row.mode or likely_mode(row.kind, row.place, row.url)
        made = await load.session.execute(
            insert(tr).values(code=row.code, **values).returning(tr.c.id)
        )
        training_id = int(made.scalar_one())
        if load.journal:
            load.journal.add(tr, {"id": training_id}, None, values)
        await _set_goals(load, training_id, row)
        return training_id, False
    differing = _differing(row, old, _TRAINING)
    if differing:
        _note_columns(load, row, old, differing, _TRAINING)
        _note_newer(load, await _runs(load, old.id) if load.notes else (), differing)
        await load.session.execute(update(tr).where(tr.c.id == old.id).values(differing))
        _keep(load, tr, old, differing)
        runs = update(offering).where(offering.c.training_id == old.id)
        await load.session.execute(runs.values(sequence=offering.c.sequence + 1))
    goals = row.goals is not None and await _set_goals(load, old.id, row)
    return old.id, bool(differing) or goals


async def _set_goals(load: Load, training_id: int, row: Any) -> bool:
    tc, c = training_competency, competency
    wanted: dict[str, int] = dict(row.goals or ())
    ids = select(c.c.id, c.c.code).where(c.c.code.in_(wanted))
    new = {each.id: wanted[each.code] for each in await load.session.execute(ids)}
    found = select(tc.c.competency_id, tc.c.level).where(tc.c.training_id == training_id)
    old = {each.competency_id: each.level for each in await load.session.execute(found)}
    if new == old:
        return False
    if load.journal and old:
        goals = ({"goals": sorted(map(list, each.items()))} for each in (old, new))
        load.journal.add(tc, {"training_id": training_id}, *goals)
    await load.session.execute(delete(tc).where(tc.c.training_id == training_id))
    if new:
        await load.session.execute(
            insert(tc),
            [
                {"training_id": training_id, "competency_id": each, "level": level}
                for each, level in new.items()
            ],
        )
    return True


async def _create(
    load: Load, row: Any, training_id: int, rules: Policies, *, now: datetime
) -> OfferingId:
    values = _first_values(row, _OFFERING)
    values["filling"] = row.filling or SeatFilling.ORDER.value
    if row.offer_hours is None:
        values["offer_hours"] = rules.offer_for // timedelta(hours=1)
    values["queue_hours"] = rules.queue_hours
    values["needs_approval"] = row.needs_approval or False
    values["approval_by"] = row.approval_by or ApprovalBy.HR.value
    # Sign-up cannot close after the start.
    values["closes_at"] = row.closes_at or row.starts_at
    values |= {"training_id": training_id, "label": row.label}
    if row.called_off:
        values |= {"called_off_at": now, "called_off_reason": row.reason}
    new = insert(offering).values(loaded_at=now, **values).returning(offering.c.id)
    made = OfferingId((await load.session.execute(new)).scalar_one())
    if load.journal:
        load.journal.add(offering, {"id": made}, None, values)
    return made


async def _change(load: Load, row: Any, old: Any, changes: Changes, *, now: datetime) -> bool:
    """Changes a stored offering to match its row; True if anything differed."""
    differing = _differing(row, old, _OFFERING)
    differing = await changing.placed(load.session, old, differing)
    if row.closes_at is None:
        differing |= changing.closing(old, differing)
    off = old.called_off_at is not None if row.called_off is None else row.called_off
    if off and old.called_off_at is None:
        differing |= {"called_off_at": now, "called_off_reason": row.reason}
    elif off and row.reason and row.reason != old.called_off_reason:
        differing["called_off_reason"] = row.reason
    elif not off and old.called_off_at is not None:
        differing |= {"called_off_at": None, "called_off_reason": None}
    if not differing:
        return False
    _note_columns(load, row, old, differing, _OFFERING)
    _note_newer(load, [old.id], differing)
    if load.notes and off != (old.called_off_at is not None):
        words = ("buka", "batal") if off else ("batal", "buka")
        load.notes.value(row, row.title, "STATUS ANGKATAN", *words)
    done = await changing.change(load.session, old, differing, once=str(load.import_id), now=now)
    _keep(load, offering, old, done.written)
    if done.sessions is not None:
        await keep_sessions(load, old, done.sessions)
    if done.kind is not None:
        changes.moved += 1
        if done.kind is MessageKind.OFFERING_CALLED_OFF:
            changes.called_off += 1
            changes.told_off += done.told
    changes.told += done.told
    return True


async def _runs(load: Load, training_id: int) -> Sequence[int]:
    runs = select(offering.c.id).where(offering.c.training_id == training_id)
    return (await load.session.execute(runs)).scalars().all()


def _note_newer(load: Load, runs: Sequence[int], new: dict[str, Any]) -> None:
    """Counts the values that HR changed in the chat, and that the file changes once more.

    One that several runs share is one value.
    """
    if load.notes:
        in_chat = (load.notes.in_chat.get(each, set()) for each in runs)
        changed = set[str]().union(*in_chat) & new.keys()
        titles = {**_TRAINING, **_OFFERING, "called_off_at": "STATUS ANGKATAN"}
        load.notes.newer += len({titles[name] for name in changed if name in titles})


def _keep(load: Load, table: Table, old: Any, new: dict[str, Any]) -> None:
    if load.journal:
        load.journal.add(table, {"id": old.id}, {name: getattr(old, name) for name in new}, new)


async def keep_sessions(load: Load, old: Any, before: Sequence[TrainingSession]) -> None:
    """Notes the stored sessions of the offering `old` that were others before."""
    if load.journal:
        there = await sessions.with_speakers(load.session, OfferingId(old.id))
        was = {"plan": old.session_plan, "sessions": as_kept(before, speakers=True)}
        after = {"sessions": as_kept(there, speakers=True)}
        load.journal.add(training_session, {"offering_id": old.id}, was, after)


def _note_columns(
    load: Load, row: Any, old: Any, new: dict[str, Any], columns: dict[str, str]
) -> None:
    for name in new.keys() & columns.keys() if load.notes else ():
        if name == "needs_approval" and "approval_by" in new:
            continue  # one column says both
        before, after = (
            _said(name, _local(each, old), row) for each in (getattr(old, name), new[name])
        )
        if load.notes and columns[name] not in _NAMED_APART:
            load.notes.add(columns[name], before, after)
        if load.notes:
            column = "SELESAI" if name == "ends_at" else columns[name]
            load.notes.value(row, row.title, column, before, after)


def _said(name: str, value: Any, row: Any) -> Any:
    """A value as the cell of the file has it."""
    if name == "filling":
        return filling_word(SeatFilling(value))
    return row.names.written(value) if name == "unit_quota" else value


def _local(value: Any, old: Any) -> Any:
    if isinstance(value, str) and value in APPROVAL_WORDS:
        return APPROVAL_WORDS[value]
    return value.astimezone(ZoneInfo(old.timezone)) if isinstance(value, datetime) else value


def _first_values(row: Any, columns: dict[str, str]) -> dict[str, Any]:
    return {name: None if (new := getattr(row, name)) == ERASED else new for name in columns}


def _differing(row: Any, old: Any, columns: dict[str, str]) -> dict[str, Any]:
    """The values that the row changes: an empty cell keeps the stored one, ERASED empties it."""
    given = [name for name in columns if getattr(row, name) is not None]
    wanted = _first_values(row, columns)
    return {name: wanted[name] for name in given if wanted[name] != _as_read(getattr(old, name))}


def _as_read(stored: Any) -> Any:
    """A stored value as a cell gives it back: to the minute, on one line."""
    match stored:
        case datetime():
            return stored.replace(second=0, microsecond=0)
        case str():
            return " ".join(stored.split())
        case _:
            return stored
