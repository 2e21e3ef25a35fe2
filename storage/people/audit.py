"""The audit log: which person changed or read which data, in ids alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, insert, or_, select

from domain.ids import PersonId
from domain.people.audit import AuditChange, AuditObject, events
from storage.database.effects import Effect
from storage.database.store import Store, Transaction
from storage.people.tables import audit, person

ABOUT_A_PERSON = events(AuditObject.PERSON)
"""Events whose object is a person; other events have a list, a seat or a message."""
NEWEST = 50


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change or one reading of data."""

    at: datetime
    event: str
    actor_nip: str | None
    """None if it was done on the command line."""
    object_id: int | None
    object_nip: str | None
    """None if the object is not a person."""


async def record(
    session: Transaction,
    event: str,
    *,
    actor: PersonId | None,
    about: int | None,
    at: datetime,
    change: AuditChange | None = None,
) -> None:
    """Records a change in the transaction that makes it.

    `actor` None is the command line or a rule of the program.
    """
    values = {"actor_id": actor, "event": event, "object_id": about, "at": at}
    if change is not None:
        values |= {"field": change.field, "old": change.old, "new": change.new}
    await session.execute(insert(audit).values(values))


async def noted(
    tx: Effect, event: str, *, about: int | None, changes: Sequence[AuditChange] = ()
) -> None:
    """Records in the transaction of an act what the person did: one entry for each changed field.

    `event` is one of EVENTS in domain/people/audit.py, which says what `about` numbers.
    """
    act = tx.act
    entry = {"actor_id": act.by, "event": event, "object_id": about, "at": act.now}
    fields = [{"field": one.field, "old": one.old, "new": one.new} for one in changes]
    rows = [entry | one for one in fields] or [entry]
    await tx.session.execute(insert(audit), rows)


async def note(
    store: Store, event: str, *, actor: PersonId, about: int | None, at: datetime
) -> None:
    """Records that a person reads data, before the data are shown."""
    async with store.write() as session:
        await record(session, event, actor=actor, about=about, at=at)


async def newest(
    store: Store,
    *,
    nip: str | None,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int = NEWEST,
) -> list[AuditEntry]:
    """The newest entries: those by and about one person, or all.

    `action` is a part of the event's name; `until` is the first moment that does not count.
    """
    about = person.alias()
    is_person = audit.c.event.in_(ABOUT_A_PERSON)
    query = (
        select(audit.c.at, audit.c.event, person.c.nip, audit.c.object_id, about.c.nip)
        .outerjoin(person, person.c.id == audit.c.actor_id)
        .outerjoin(about, and_(is_person, about.c.id == audit.c.object_id))
        .order_by(audit.c.id.desc())
        .limit(most)
    )
    if action is not None:
        query = query.where(audit.c.event.contains(action, autoescape=True))
    if since is not None:
        query = query.where(audit.c.at >= since)
    if until is not None:
        query = query.where(audit.c.at < until)
    if nip is not None:
        query = query.where(or_(person.c.nip == nip, about.c.nip == nip))
    async with store.read() as session:
        return [AuditEntry(*row) for row in await session.execute(query)]
