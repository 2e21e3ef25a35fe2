"""HR changes an offering in the chat: what a change would do, and saving it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from domain.act import Act
from domain.catalogue import changes
from domain.catalogue.changes import ChangeEvent
from domain.catalogue.editing import (
    COLUMNS,
    EDITABLE,
    OF_TRAINING,
    Edit,
    RunField,
    Unfit,
    changed,
    unfit_now,
)
from domain.catalogue.offerings import Offering
from domain.catalogue.runs import EditPlan
from domain.catalogue.sessions import SessionPlan, TrainingSession, working_days
from domain.ids import ChangeId, OfferingId
from domain.people.audit import TIMES_APART, AuditChange
from domain.seats.deciding import SeatState
from storage.catalogue import changing, runs, sessions, telling
from storage.catalogue.hr import given, history
from storage.catalogue.hr.lists import state_at
from storage.catalogue.tables import offering, training
from storage.database.columns import plain
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people import audit
from storage.people.revision import bump_revision, lock_revision
from storage.people.rows import name_of
from storage.seats import standing
from storage.seats.rows import OFFERING_COLUMNS, as_offering, is_open, is_seated
from storage.seats.tables import enrolment

_TIME = COLUMNS[RunField.TIME]
_UNNAMED = (
    "timezone",
    "called_off_at",
    "called_off_reason",
    "archived_at",
    "put_back_at",
    "waitlist_closed_at",
)
"""Columns that the audit log leaves out: the event says them, they may name a person, or they
follow from others."""
_OF_TRAINING = {name for field in OF_TRAINING for name in COLUMNS[field]}


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Nothing was saved: another officer has changed the same since it was shown."""

    by: str | None
    """The name of the officer; None: a file did it."""
    present: dict[str, Any]


async def plan(
    store: Store, offering_id: OfferingId, field: RunField, new: dict[str, Any], *, now: datetime
) -> EditPlan | Unfit | None:
    """What a change would do, and whom it would be told; None: it cannot be changed now."""
    async with store.read() as session:
        old = await _row(session, offering_id)
        if old is None or state_at(old, now) not in EDITABLE:
            return None
        values = await given.values(session, old, COLUMNS[field])
        after = {**values, **await changing.placed(session, old, new)}
        if after == values:
            return Unfit.SAME
        if field is RunField.TITLE and await _title_taken(session, old, after["title"]):
            return Unfit.TITLE_TAKEN
        edit = Edit(field, values, after)
        there = as_offering(old)
        different = {name: value for name, value in after.items() if value != values[name]}
        columns, days = await given.columns(session, old, different)
        told = telling.kind_of(old, columns, now=now, days=days) is not None
        seated, queued = await people_of(session, offering_id)
        clashes, free = 0, tuple[tuple[date, str], ...]()
        if field in (RunField.TIME, RunField.SESSIONS):
            will_be = await _as_it_will_be(session, there, edit)
            clashes = await standing.clashes(session, will_be) if told else 0
            free = await given.on_holidays(session, there, will_be, edit)
        begun = field is RunField.HOURS and there.starts_at <= now
        follows = changing.closing(old, columns)
        return EditPlan(
            edit=edit,
            offering=there,
            seated=seated if told else 0,
            queued=queued if told else 0,
            clashes=clashes,
            recorded=await _recorded(session, there) if begun else 0,
            lower=field is RunField.QUOTA and after["quota"] < seated,
            holidays=free,
            closes_at=follows.get("closes_at"),
            speakers=await given.speakers_told(session, there, edit, now=now),
            runs=await _runs(session, old) if field in OF_TRAINING else 1,
        )


async def save(
    store: Store, act: Act, offering_id: OfferingId, edit: Edit
) -> ChangeId | Overtaken | Unfit | None:
    """Saves a change and promises its messages; None: the offering cannot be changed now."""
    now = act.now
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        session = tx.session
        if not tx.first:
            return await history.newest_by(session, offering_id, act.person)
        # Before the offering: a file that is saved locks in this order.
        await lock_revision(session)
        old = await lock(session, offering_id, all_runs=edit.field in OF_TRAINING)
        if old is None or state_at(old, now) not in EDITABLE:
            return None
        present = await given.values(session, old, edit.before)
        if present != edit.before:
            return Overtaken(await _changed_by(session, offering_id, edit), present)
        new = {name: value for name, value in edit.after.items() if value != present[name]}
        if unfit := unfit_now(new, as_offering(old), now=now) or given.unfit_now(edit, now=now):
            return unfit
        number = await keep(session, old, new, ChangeEvent.CHANGED, act=act)
        was, now_is = (given.for_audit(each) for each in (present, {**present, **new}))
        changed_columns = audit_changes(was, now_is)
        await audit.noted(tx, "offerings.changed", about=offering_id, changes=changed_columns)
        return number


async def keep(
    session: Transaction, old: Any, new: dict[str, Any], event: ChangeEvent, *, act: Act
) -> ChangeId:
    """Writes a change of the offering `old`, whose row is locked, and keeps what was before."""
    now = act.now
    await bump_revision(session)
    held = given.held(new)
    begins = await given.first_changed(session, old, new, now=now)
    new, days = await given.columns(session, old, new)
    new = {**new, **changing.closing(old, new)}
    told = telling.kind_of(old, new, now=now, days=days) is not None
    wait = (await policies.today(session, now=now, zone=old.timezone)).undo_for
    at = changes.tell_at(begins, now=now, wait=wait) if told else None
    number = await history.begin(session, old.id, event, by=act.person, at=now, tell_at=at)
    seats, _ = await people_of(session, OfferingId(old.id))
    done, of_training = await _put(
        session, old, new, once=f"chat{number}", now=now, tell_at=at, held=held
    )
    written = {**of_training, **done.written}
    if written.keys() & set(_TIME):
        # Said whole, also where only the end has moved.
        written = {name: getattr(old, name) for name in _TIME} | written
    before = {name: getattr(old, name) for name in written}
    beside: dict[str, Any] = {
        "confirmed": {str(each): said.isoformat() for each, said in done.confirmed.items()},
        "answers": {str(each): willing for each, willing in done.asked.answers.items()},
        "seats": seats,
        "speakers": done.asked.people,
    }
    sessions_before, sessions_after = await given.kept(session, old, done.sessions, held)
    await history.finish(
        session,
        number,
        before={
            **plain(before),
            **{name: each for name, each in beside.items() if each},
            **sessions_before,
        },
        after={**plain(written), **sessions_after},
        tell_at=at if done.told or done.asked.people else None,
    )
    return number


def audit_changes(old: dict[str, Any], new: dict[str, Any]) -> list[AuditChange]:
    """What changed, as the audit log keeps it; start and end are one field, a move one entry."""
    was, now = _of_one_time(plain(old)), _of_one_time(plain(new))
    return [
        AuditChange(name, _word(was[name]), _word(now[name]))
        for name in now
        if was[name] != now[name] and name not in _UNNAMED
    ]


def _of_one_time(values: dict[str, Any]) -> dict[str, Any]:
    if not {"starts_at", "ends_at"} <= values.keys():
        return values
    rest = {name: each for name, each in values.items() if name not in ("starts_at", "ends_at")}
    return {"time": f"{values['starts_at']}{TIMES_APART}{values['ends_at']}", **rest}


async def put(
    session: Transaction,
    old: Any,
    new: dict[str, Any],
    *,
    once: str,
    now: datetime,
    held: Sequence[TrainingSession] | None,
) -> None:
    """Writes what was before a change that is taken back, and tells those who heard of it."""
    await bump_revision(session)
    begins = min(old.starts_at, new.get("starts_at", old.starts_at))
    wait = (await policies.today(session, now=now, zone=old.timezone)).undo_for
    at = changes.tell_at(begins, now=now, wait=wait)
    await _put(session, old, new, once=once, now=now, tell_at=at, held=held, asks=False)


async def lock(
    session: Transaction, offering_id: OfferingId, *, all_runs: bool = False
) -> Any | None:
    """Locks an offering and reads it with its training; `all_runs`: where the training changes."""
    this = offering.c.id == offering_id
    if all_runs:
        mine = select(offering.c.training_id).where(this).scalar_subquery()
        await runs.lock_all(session, mine)
    locked = _with_training().where(this).with_for_update(of=offering, key_share=True)
    return (await session.execute(locked)).one_or_none()


async def people_of(session: Transaction, offering_id: OfferingId) -> tuple[int, int]:
    """How many people hold a seat, and how many wait in the queue."""
    query = select(
        func.count().filter(is_seated()).label("seated"),
        func.count().filter(enrolment.c.state == SeatState.QUEUED.value).label("queued"),
    ).where(enrolment.c.offering_id == offering_id, is_open())
    row = (await session.execute(query)).one()
    return row.seated, row.queued


async def _put(
    session: Transaction, old: Any, new: dict[str, Any], **how: Any
) -> tuple[changing.Changed, dict[str, Any]]:
    """Writes columns of the offering and of its training; returns the latter apart."""
    of_training = {name: value for name, value in new.items() if name in _OF_TRAINING}
    if of_training:
        await runs.write_shared(session, old.training_id, of_training)
    rest = {name: value for name, value in new.items() if name not in of_training}
    return await changing.change(session, old, rest, **how), of_training


def _word(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


async def _as_it_will_be(session: Transaction, there: Offering, edit: Edit) -> Offering:
    free = await sessions.holidays(session)
    new = changed(there, edit)
    if (days := given.held(edit.after)) is not None:
        starts, ends = (min(e.starts_at for e in days), max(e.ends_at for e in days))
        return replace(new, starts_at=starts, ends_at=ends, sessions=days)
    if there.plan is SessionPlan.GIVEN:
        row = await _row(session, there.id)
        return replace(new, sessions=await changing.shifted(session, row, edit.after))
    usual = working_days(new.starts_at, new.ends_at, new.timezone, holidays=free)
    return replace(new, sessions=usual)


async def _changed_by(session: Transaction, offering_id: OfferingId, edit: Edit) -> str | None:
    """The officer whose change of the same columns is the newest."""
    for row in await history.newest(session, offering_id):
        if row.after.keys() & edit.before.keys():
            return name_of(row)
    return None


async def _title_taken(session: Transaction, old: Any, title: str) -> bool:
    same = func.lower(training.c.title) == title.lower()
    other = select(training.c.id).where(same, training.c.id != old.training_id).limit(1)
    return (await session.execute(other)).first() is not None


async def _runs(session: Transaction, old: Any) -> int:
    """How many offerings share what is said of the training."""
    query = select(func.count()).where(offering.c.training_id == old.training_id)
    return int((await session.execute(query)).scalar_one())


async def _recorded(session: Transaction, there: Offering) -> int:
    seats = select(func.count()).where(enrolment.c.offering_id == there.id, is_seated())
    return int((await session.execute(seats)).scalar_one())


async def _row(session: Transaction, offering_id: OfferingId) -> Any | None:
    query = _with_training().where(offering.c.id == offering_id)
    return (await session.execute(query)).one_or_none()


def _with_training() -> Any:
    return select(*OFFERING_COLUMNS, training.c.description, training.c.code).join(
        training, training.c.id == offering.c.training_id
    )
