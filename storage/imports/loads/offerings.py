"""Applies the training sheet: writes offerings, and tells their people of important changes."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, delete, insert, select, update

from domain.ids import OfferingId
from domain.imports.cells import ERASED
from domain.imports.preview import LoadTally
from domain.imports.training import likely_mode
from domain.outbox.messages import MessageKind
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import competency
from storage.imports.loads.basics import Load
from storage.imports.loads.moves import note_offering
from storage.imports.tables import staged_training
from storage.outbox.messages import promise_each
from storage.seats import signing_up
from storage.seats.rows import is_open
from storage.seats.tables import enrolment

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
}
_NAMED_APART = ("MULAI", "SELESAI")
"""Columns of which HR reads each change with the title of the offering."""
_SCHEDULE = ("starts_at", "ends_at", "place")
"""Columns that people plan their days by: they are told when one of these changes."""
_IN_CALENDARS = (*_SCHEDULE, "timezone", "url")
"""Columns that the calendar file has: its number rises when one of these changes."""


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
    stored = await _stored_offerings(load)
    rows = await _rows(load)
    runs = Counter(code for code, _ in {*stored, *((row.code, row.label) for row in rows)})
    for staged in rows:
        old = stored.get((staged.code, staged.label))
        row = _in_zone(staged, timezone, old.timezone if old is not None else timezone)
        if row.code not in described:
            described[row.code] = await _describe(load, row)
        training_id, changed = described[row.code]
        if load.notes:
            several = runs[row.code] > 1
            await note_offering(
                load, load.notes, row, old, several=several, timezone=timezone, now=now
            )
        if old is None:
            await _create(load, row, training_id, now=now)
            changes.tally += LoadTally(new=1)
        elif await _change(load, row, old, changes, now=now) or changed:
            changes.tally += LoadTally(changed=1)
        else:
            changes.tally += LoadTally(unchanged=1)
    return changes


async def _rows(load: Load) -> Sequence[Any]:
    s = staged_training
    rows = await load.session.execute(select(s).where(load.staged(s)).order_by(s.c.sheet, s.c.row))
    return rows.all()


def _in_zone(staged: Any, read_in: str, kept: str) -> SimpleNamespace:
    """The row in its own zone; a file that names none keeps the zone that the offering has.

    Its hours were read in `read_in` and stay the same on the clock: 08.00 is then 08.00 WITA.
    """
    row = SimpleNamespace(**staged._mapping)
    if row.timezone is None:
        row.timezone = kept
        for name in ("starts_at", "ends_at", "closes_at"):
            if isinstance(moment := getattr(row, name), datetime):
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
        _note_columns(load, old, differing, _TRAINING)
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


async def _create(load: Load, row: Any, training_id: int, *, now: datetime) -> None:
    values = _first_values(row, _OFFERING)
    values["needs_approval"] = row.needs_approval or False
    # Sign-up cannot close after the start.
    values["closes_at"] = row.closes_at or row.starts_at
    values |= {"training_id": training_id, "label": row.label}
    if row.called_off:
        values |= {"called_off_at": now, "called_off_reason": row.reason}
    new = insert(offering).values(loaded_at=now, **values).returning(offering.c.id)
    made = await load.session.execute(new)
    if load.journal:
        load.journal.add(offering, {"id": made.scalar_one()}, None, values)


async def _change(load: Load, row: Any, old: Any, changes: Changes, *, now: datetime) -> bool:
    """Changes a stored offering to match its row; True if anything differed."""
    differing = _differing(row, old, _OFFERING)
    if row.closes_at is None and "starts_at" in differing:
        usual = old.closes_at == old.starts_at
        closes_at = row.starts_at if usual else min(old.closes_at, row.starts_at)
        differing |= {"closes_at": closes_at} if closes_at != old.closes_at else {}
    off = old.called_off_at is not None if row.called_off is None else row.called_off
    if off and old.called_off_at is None:
        differing |= {"called_off_at": now, "called_off_reason": row.reason}
    elif off and row.reason and row.reason != old.called_off_reason:
        differing["called_off_reason"] = row.reason
    elif not off and old.called_off_at is not None:
        differing |= {"called_off_at": None, "called_off_reason": None}
    if not differing:
        return False
    _note_columns(load, old, differing, _OFFERING)
    ends_at = differing.get("ends_at", old.ends_at)
    if ends_at != old.ends_at:
        differing["put_back_at"] = now if ends_at <= now < old.ends_at else None
    if differing.get("starts_at", old.starts_at) > old.starts_at:
        # The start is later now, so free seats go to the queue again.
        differing["waitlist_closed_at"] = None
    shown = any(name in differing for name in _IN_CALENDARS)
    # No part of what can be taken back: a calendar ignores a lower number.
    raised = {"sequence": old.sequence + 1} if shown else {}
    if "starts_at" in differing or "ends_at" in differing:
        raised |= {"moved_at": now}
    this = offering.c.id == old.id
    await load.session.execute(update(offering).where(this).values(differing | raised))
    _keep(load, offering, old, differing)
    if any(name in differing for name in _SCHEDULE):
        # A confirmation ("I will come") was given for the old date.
        there = enrolment.c.offering_id == old.id
        await load.session.execute(update(enrolment).where(there).values(confirmed_at=None))
    await tell(load, old, differing, changes, off=off, now=now)
    if not off and differing.get("quota", 0) > old.quota:
        await signing_up.promote_queue(load.session, OfferingId(old.id), now=now)
    return True


async def tell(
    load: Load,
    old: Any,
    differing: dict[str, Any],
    changes: Changes,
    *,
    off: bool,
    now: datetime,
    but: Collection[int] = (),
) -> None:
    """Promises a message to all people with a seat, request or place in the queue.

    `but`: people who have not heard of what is taken back by it.

    None is sent if the offering is over.
    """
    if differing.get("ends_at", old.ends_at) <= now:
        return
    facts: dict[str, Any] = {}
    if off and "called_off_at" in differing:
        kind = MessageKind.OFFERING_CALLED_OFF
        changes.called_off += 1
    elif "called_off_at" in differing:
        # They were told that it is called off, so they must hear that they have their seats again.
        kind = MessageKind.OFFERING_REOPENED
    elif not off and any(name in differing for name in _SCHEDULE):
        kind, facts = MessageKind.OFFERING_MOVED, {"old": _schedule(old)}
    else:
        return
    changes.moved += 1
    e = enrolment
    concerned = select(e.c.id, e.c.person_id).where(
        e.c.offering_id == old.id,
        is_open(),
        e.c.person_id.not_in(but),
    )
    told = [
        (
            seat.person_id,
            {"enrolment": seat.id, "offering": old.id, **facts},
            f"{kind}:{seat.id}:{load.import_id}",
        )
        for seat in await load.session.execute(concerned)
    ]
    changes.told += len(told)
    if kind is MessageKind.OFFERING_CALLED_OFF:
        changes.told_off += len(told)
    await promise_each(load.session, kind, told, now=now)


def _schedule(old: Any) -> dict[str, Any]:
    """The old dates and place as facts of the message, read as domain.training.Schedule."""
    return {
        "starts_at": old.starts_at.isoformat(),
        "ends_at": old.ends_at.isoformat(),
        "place": old.place,
    }


def _keep(load: Load, table: Table, old: Any, new: dict[str, Any]) -> None:
    if load.journal:
        load.journal.add(table, {"id": old.id}, {name: getattr(old, name) for name in new}, new)


def _note_columns(load: Load, old: Any, new: dict[str, Any], columns: dict[str, str]) -> None:
    for name in new.keys() & columns.keys() if load.notes else ():
        before, after = (_local(each, old) for each in (getattr(old, name), new[name]))
        if load.notes and columns[name] not in _NAMED_APART:
            load.notes.add(columns[name], before, after)


def _local(value: Any, old: Any) -> Any:
    return value.astimezone(ZoneInfo(old.timezone)) if isinstance(value, datetime) else value


def _first_values(row: Any, columns: dict[str, str]) -> dict[str, Any]:
    return {name: None if (new := getattr(row, name)) == ERASED else new for name in columns}


def _differing(row: Any, old: Any, columns: dict[str, str]) -> dict[str, Any]:
    """The values that the row changes: an empty cell keeps the stored one, ERASED empties it."""
    given = [name for name in columns if getattr(row, name) is not None]
    wanted = _first_values(row, columns)
    return {name: wanted[name] for name in given if wanted[name] != getattr(old, name)}
