"""HR opens and closes sign-up, calls off and reopens, archives, and takes a change back."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, update

from domain.act import Act
from domain.catalogue.changes import ChangeEvent, OfferingState
from domain.catalogue.runs import Told
from domain.ids import ChangeId, EnrolmentId, OfferingId
from storage.accounts.tables import link
from storage.catalogue.hr import editing, given, history, lists
from storage.catalogue.hr.lists import state_at
from storage.catalogue.speaking import asking
from storage.catalogue.tables import offering_change
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people import audit
from storage.people.actors import linked
from storage.people.revision import lock_revision
from storage.seats import standing
from storage.seats.rows import is_open
from storage.seats.tables import enrolment

_OLD = {
    ChangeEvent.OPENED: (OfferingState.CLOSED,),
    ChangeEvent.CLOSED: (OfferingState.OPEN,),
    ChangeEvent.CALLED_OFF: (OfferingState.OPEN, OfferingState.CLOSED, OfferingState.RUNNING),
    ChangeEvent.REOPENED: (OfferingState.CALLED_OFF,),
    ChangeEvent.ARCHIVED: (OfferingState.OVER, OfferingState.CALLED_OFF),
    ChangeEvent.RESTORED: (OfferingState.ARCHIVED,),
}
"""In which state an offering must be for what HR does to it."""


class NotUndone(StrEnum):
    """Why a change can no longer be taken back."""

    TOLD = "told"
    LATE = "late"
    CHANGED = "changed"
    SEATS = "seats"
    """Seats that it added are taken."""


async def open_sign_up(
    store: Store, act: Act, offering_id: OfferingId, *, until: datetime
) -> ChangeId | None:
    """Opens sign-up again until a moment before the start."""

    def new(old: Any) -> dict[str, Any] | None:
        fits = act.now < until <= old.starts_at
        return {"closes_at": until} if fits else None

    return await _set(store, act, offering_id, ChangeEvent.OPENED, new)


async def close_sign_up(store: Store, act: Act, offering_id: OfferingId) -> ChangeId | None:
    """Closes sign-up now."""
    return await _set(
        store, act, offering_id, ChangeEvent.CLOSED, lambda old: {"closes_at": act.now}
    )


async def call_off(
    store: Store, act: Act, offering_id: OfferingId, *, reason: str, shown: int | None = None
) -> ChangeId | None:
    """Calls the offering off, unless presence is recorded; `shown`: the time in the question."""

    def new(old: Any) -> dict[str, Any] | None:
        if shown is not None and shown != lists.shown(old):
            return None
        return {"called_off_at": act.now, "called_off_reason": reason}

    return await _set(store, act, offering_id, ChangeEvent.CALLED_OFF, new)


async def reopen(
    store: Store, act: Act, offering_id: OfferingId, *, shown: int
) -> ChangeId | None:
    """Takes a calling off back after people have heard of it; they are told."""

    def new(old: Any) -> dict[str, Any] | None:
        fits = old.ends_at > act.now and shown == lists.shown(old)
        return {"called_off_at": None, "called_off_reason": None} if fits else None

    return await _set(store, act, offering_id, ChangeEvent.REOPENED, new)


async def archive(store: Store, act: Act, offering_id: OfferingId) -> ChangeId | None:
    """Puts an offering that is over or called off out of the lists."""
    return await _set(
        store, act, offering_id, ChangeEvent.ARCHIVED, lambda old: {"archived_at": act.now}
    )


async def restore(store: Store, act: Act, offering_id: OfferingId) -> ChangeId | None:
    """Takes an offering back into the lists."""
    return await _set(
        store, act, offering_id, ChangeEvent.RESTORED, lambda old: {"archived_at": None}
    )


async def undo(store: Store, act: Act, change: ChangeId) -> bool | NotUndone | None:
    """Takes a change back, while no person has heard of it; None: there is no such change.

    False: it was taken back before.
    """
    now = act.now
    of = select(offering_change.c.offering_id).where(offering_change.c.id == change)
    async with store.read() as session:
        offering_id = (await session.execute(of)).scalar_one_or_none()
    if offering_id is None:
        return None
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        session = tx.session
        await lock_revision(session)
        old: Any = await editing.lock(session, offering_id, all_runs=True)
        this = select(offering_change).where(offering_change.c.id == change)
        row = (await session.execute(this)).one_or_none()
        if row is None:
            # Another officer has made it a draft again.
            return None
        if not tx.first or row.undone_at is not None:
            return not tx.first and row.undone_at is not None
        if row.tell_at is not None and row.tell_at <= now:
            return NotUndone.TOLD
        made = row.event == ChangeEvent.MADE.value
        wait = (await policies.today(session, now=row.at, zone=old.timezone)).undo_for
        if made or (row.tell_at is None and row.at + wait <= now):
            return NotUndone.LATE
        if await _changed_since(session, old, row):
            return NotUndone.CHANGED
        seats, _ = await editing.people_of(session, offering_id)
        back = history.kept(row.before)
        if back.get("quota", seats) < seats and seats > row.before.get("seats", 0):
            return NotUndone.SEATS
        await _take_back(session, old, row, back, now=now)
        now_is = {name: getattr(old, name) for name in back}
        changes = editing.audit_changes(now_is, back)
        await audit.noted(tx, "offerings.undone", about=offering_id, changes=changes)
        return True


async def told(store: Store, change: ChangeId, *, now: datetime) -> Told | None:
    """A change with how many people are told of it, of whom some can only be told in person."""
    found = await history.one(store, change)
    card = await lists.card(store, found.offering_id, now=now) if found else None
    if found is None or card is None:
        return None
    if found.tell_at is None:
        return Told(found, card, 0, 0)
    query = (
        select(
            func.count().label("people"),
            func.count().filter(link.c.person_id.is_(None)).label("unlinked"),
        )
        .select_from(enrolment)
        .outerjoin(link, linked(enrolment.c.person_id))
        .where(enrolment.c.offering_id == found.offering_id, is_open())
    )
    async with store.read() as session:
        row = (await session.execute(query)).one()
    return Told(found, card, row.people + found.speakers, row.unlinked)


async def _set(
    store: Store,
    act: Act,
    offering_id: OfferingId,
    event: ChangeEvent,
    new: Callable[[Any], dict[str, Any] | None],
) -> ChangeId | None:
    """Writes what `new` says of the locked offering; None: it is not in a state for that."""
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        session = tx.session
        if not tx.first:
            return await history.newest_by(session, offering_id, act.person)
        # Before the offering: a file that is saved locks in this order.
        await lock_revision(session)
        old = await editing.lock(session, offering_id)
        if old is None or state_at(old, act.now) not in _OLD[event]:
            return None
        values = new(old)
        off = event is ChangeEvent.CALLED_OFF
        if values is None or (off and await lists.recorded(session, offering_id)):
            return None
        number = await editing.keep(session, old, values, event, act=act)
        changes = editing.audit_changes({name: getattr(old, name) for name in values}, values)
        await audit.noted(tx, f"offerings.{event.value}", about=offering_id, changes=changes)
        return number


async def _changed_since(session: Transaction, old: Any, row: Any) -> bool:
    after = history.kept(row.after)
    if any(getattr(old, name) != value for name, value in after.items()):
        return True
    return await given.changed_since(session, old, row)


async def _take_back(
    session: Transaction, old: Any, row: Any, back: dict[str, Any], *, now: datetime
) -> None:
    """Writes what was before; messages that have gone to no person go to none."""
    held = given.before(row)
    await editing.put(session, old, back, once=f"chat{row.id}u", now=now, held=held)
    await asking.take_back(session, f"chat{row.id}", row.before.get("answers", {}), now=now)
    for seat, said in row.before.get("confirmed", {}).items():
        mine = enrolment.c.id == EnrolmentId(int(seat))
        again = update(enrolment).where(mine, is_open(), enrolment.c.confirmed_at.is_(None))
        await session.execute(again.values(confirmed_at=datetime.fromisoformat(said)))
    this = offering_change.c.id == row.id
    await session.execute(update(offering_change).where(this).values(undone_at=now))
