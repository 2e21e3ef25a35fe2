"""What HR finds in the audit log: by person, event and day, the newest first.

Each search is a few parts that one index each serves, in the order of the list, so that a page
costs the same in a log of years.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, union

from domain.ids import PersonId
from domain.lists import PAGE, kept_within
from domain.people.audit import (
    MOST_IN_FILE,
    MOST_LISTED,
    PERSONS,
    SEARCHED,
    Access,
    AuditChange,
    AuditFound,
    AuditLine,
    AuditObject,
    AuditQuery,
    LastChange,
    events,
)
from storage.accounts.tables import data_request, failed_link
from storage.catalogue.tables import offering, training
from storage.database.columns import among
from storage.database.store import Store, Transaction
from storage.people.tables import audit, person
from storage.seats.tables import enrolment

OWNED = {
    AuditObject.ENROLMENT: enrolment,
    AuditObject.DATA_REQUEST: data_request,
    AuditObject.FAILURE: failed_link,
}
"""Objects that name the person whose they are."""
_READ = (Access.SEEN, Access.DOWNLOADED)
_NEWEST_FIRST = (audit.c.at.desc(), audit.c.id.desc())


def about_person(who: PersonId) -> list[Any]:
    """SQL: the entries about one person; an entry fits one of these conditions at most."""
    own = and_(audit.c.object_id == who, among(audit.c.event, events(AuditObject.PERSON)))
    through = [
        and_(
            audit.c.object_id.in_(select(table.c.id).where(table.c.person_id == who)),
            among(audit.c.event, events(kind)),
        )
        for kind, table in OWNED.items()
    ]
    return [own, *through]


async def search(store: Store, query: AuditQuery, *, page: int) -> AuditFound:
    """One page of what fits; of a long list, the newest entries."""
    async with store.read() as session:
        found = await _fitting(session, query, most=MOST_LISTED)
        ids, more = found[:MOST_LISTED], len(found) > MOST_LISTED
        number = kept_within(page, len(ids))
        lines = await _lines(session, ids[number * PAGE : (number + 1) * PAGE])
    newest = query.newest or (ids[0] if ids else None)
    return AuditFound(tuple(lines), number, len(ids), more, newest)


async def for_file(store: Store, query: AuditQuery) -> tuple[list[AuditLine], bool]:
    """All that fits for a file, and whether there is more than it may hold."""
    async with store.read() as session:
        ids = await _fitting(session, query, most=MOST_IN_FILE)
        lines = await _lines(session, ids[:MOST_IN_FILE])
    return lines, len(ids) > MOST_IN_FILE


async def oldest(store: Store) -> datetime | None:
    """How far back the log goes; None while it is empty."""
    async with store.read() as session:
        found: datetime | None = (
            await session.execute(select(audit.c.at).order_by(audit.c.at).limit(1))
        ).scalar_one_or_none()
    return found


async def looks(store: Store, who: PersonId, *, since: datetime) -> int:
    """How often other people opened or downloaded data of this person alone."""
    read = among(audit.c.event, events(*PERSONS, access=_READ))
    # The command line has no actor.
    others = or_(audit.c.actor_id != who, audit.c.actor_id.is_(None))
    parts = [
        select(audit.c.id).where(one, read, others, audit.c.at >= since)
        for one in about_person(who)
    ]
    count = select(func.count()).select_from(union(*parts).subquery())
    async with store.read() as session:
        return int((await session.execute(count)).scalar_one())


async def last_change(store: Store, about: AuditObject, number: int) -> LastChange | None:
    """The last change of one object; None if the log has none."""
    async with store.read() as session:
        return next(iter(await last_changes(session, about, number)), None)


async def last_changes(
    session: Transaction, about: AuditObject, number: int, *, most: int = 1
) -> list[LastChange]:
    """The last changes of one object: who changed what, the newest first."""
    changed = events(about, access=(Access.CHANGED,))
    query = (
        select(audit, person.c.name)
        .outerjoin(person, person.c.id == audit.c.actor_id)
        .where(audit.c.object_id == number, among(audit.c.event, changed))
        .order_by(*_NEWEST_FIRST)
        .limit(most)
    )
    return [
        LastChange(
            at=row.at,
            event=row.event,
            actor=row.name,
            change=_change(row),
        )
        for row in await session.execute(query)
    ]


async def _fitting(session: Transaction, query: AuditQuery, *, most: int) -> list[int]:
    """The numbers of the entries that fit, the newest first, and one more than `most`."""
    narrowed = []
    if query.newest is not None:
        last = select(audit.c.at).where(audit.c.id == query.newest)
        at = (await session.execute(last)).scalar_one_or_none()
        narrowed += [audit.c.at <= at] if at is not None else []
    if query.since is not None:
        narrowed.append(audit.c.at >= query.since)
    if query.until is not None:
        narrowed.append(audit.c.at < query.until)
    if query.reader is not None and query.event != SEARCHED:
        by_others = or_(audit.c.actor_id.is_(None), audit.c.actor_id != query.reader)
        narrowed.append(or_(audit.c.event != SEARCHED, by_others))
    parts = [
        select(audit.c.id, audit.c.at)
        .where(*part, *narrowed)
        .order_by(*_NEWEST_FIRST)
        .limit(most + 1)
        .subquery()
        for part in _parts(query)
    ]
    found = union(*(select(part) for part in parts)).subquery()
    ordered = select(found.c.id).order_by(found.c.at.desc(), found.c.id.desc()).limit(most + 1)
    return list((await session.execute(ordered)).scalars())


def _parts(query: AuditQuery) -> list[list[Any]]:
    """The conditions of each part of a search; an index has its rows in the order of the list."""
    wanted = query.wanted
    fits = [] if wanted is None else [among(audit.c.event, wanted)]
    if query.person is not None:
        by = audit.c.actor_id == query.person
        return [[one, *fits] for one in (by, *about_person(query.person))]
    return [[]] if wanted is None else [[audit.c.event == event] for event in wanted]


async def _lines(session: Transaction, ids: Sequence[int]) -> list[AuditLine]:
    """Entries with the names of people and trainings, in the order of their numbers."""
    found: dict[int, AuditLine] = {}
    for start in range(0, len(ids), MOST_LISTED):
        some = ids[start : start + MOST_LISTED]
        rows = await session.execute(_NAMED.where(audit.c.id.in_(some)))
        found |= {row.id: _line(row) for row in rows}
    return [found[one] for one in ids if one in found]


def _is(*kinds: AuditObject) -> Any:
    return among(audit.c.event, events(*kinds))


_actor, _about = person.alias("actor"), person.alias("about_person")
_WHOSE = case(
    (_is(AuditObject.PERSON), audit.c.object_id),
    *[(_is(kind), table.c.person_id) for kind, table in OWNED.items()],
)
_OFFERING = case(
    (_is(AuditObject.OFFERING), audit.c.object_id),
    (_is(AuditObject.ENROLMENT), enrolment.c.offering_id),
)
_NAMED = (
    select(
        audit,
        _actor.c.nip.label("actor_nip"),
        _actor.c.name.label("actor_name"),
        _about.c.id.label("about_id"),
        _about.c.nip.label("about_nip"),
        _about.c.name.label("about_name"),
        training.c.title,
        offering.c.label,
    )
    .outerjoin(_actor, _actor.c.id == audit.c.actor_id)
    .outerjoin(enrolment, and_(_is(AuditObject.ENROLMENT), enrolment.c.id == audit.c.object_id))
    .outerjoin(
        data_request,
        and_(_is(AuditObject.DATA_REQUEST), data_request.c.id == audit.c.object_id),
    )
    .outerjoin(failed_link, and_(_is(AuditObject.FAILURE), failed_link.c.id == audit.c.object_id))
    .outerjoin(_about, _about.c.id == _WHOSE)
    .outerjoin(offering, offering.c.id == _OFFERING)
    .outerjoin(
        training,
        training.c.id
        == case((_is(AuditObject.TRAINING), audit.c.object_id), else_=offering.c.training_id),
    )
)
"""Built once."""


def _line(row: Any) -> AuditLine:
    return AuditLine(
        at=row.at,
        event=row.event,
        actor=row.actor_name,
        actor_nip=row.actor_nip,
        about=row.about_name,
        about_nip=row.about_nip,
        own=row.actor_id is not None and row.actor_id == row.about_id,
        title=row.title,
        label=row.label,
        number=row.object_id,
        change=_change(row),
    )


def _change(row: Any) -> AuditChange | None:
    return AuditChange(row.field, row.old, row.new) if row.field is not None else None
