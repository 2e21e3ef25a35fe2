"""Requests about personal data: HR sees them until they are settled, and is reminded in time."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Text, and_, cast, exists, func, literal, select, update

from domain.accounts.data_requests import ALERT_AFTER, DataKind, DataRequest
from domain.act import Act
from domain.ids import DataRequestId
from domain.lists import PAGE, Page, kept_within
from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from storage.accounts.tables import data_request, link
from storage.database.store import Store, Transaction
from storage.outbox import messages
from storage.outbox.day.lines import tell_officers_in_time
from storage.outbox.day.tables import day_line
from storage.outbox.officers import officers, once_for
from storage.outbox.tables import message
from storage.people import audit
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit


def waits() -> Any:
    """SQL: a correction that no HR officer has settled; a withdrawal took effect by itself."""
    return and_(
        data_request.c.kind == DataKind.CORRECTION.value, data_request.c.settled_at.is_(None)
    )


TOLD_LATE = timedelta(days=7)
"""How long officers are told of a correction that is overdue."""


async def pending(store: Store, *, page: int) -> Page[DataRequest]:
    """The corrections that wait for HR, the one that is due first on top."""
    async with store.read() as session:
        total = await count(session)
        number = kept_within(page, total)
        rows = await session.execute(
            _requests()
            .where(waits())
            .order_by(data_request.c.due_at, data_request.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(_request(row) for row in rows), number, total)


async def waiting(store: Store) -> int:
    """How many corrections wait."""
    async with store.read() as session:
        return await count(session)


async def count(session: Transaction) -> int:
    """How many corrections wait."""
    query = select(func.count()).select_from(data_request).where(waits())
    return int((await session.execute(query)).scalar_one())


async def one(store: Store, request_id: DataRequestId) -> DataRequest | None:
    """One request as it stands now."""
    async with store.read() as session:
        return await _one(session, request_id)


async def settle(store: Store, act: Act, request_id: DataRequestId) -> DataRequest | None:
    """Marks a correction as done and tells the person, once even if several HR officers press."""
    async with store.effect(act) as tx:
        if tx.first:
            done = await tx.session.execute(
                update(data_request)
                .where(data_request.c.id == request_id, waits())
                .values(settled_at=act.now, settled_by=act.person)
                .returning(data_request.c.person_id)
            )
            asker = done.scalar_one_or_none()
            if asker is not None:
                await audit.record(
                    tx.session,
                    "data_request_settled",
                    actor=act.person,
                    about=request_id,
                    at=act.now,
                )
                await messages.promise(
                    tx.session,
                    MessageKind.CORRECTION_DONE,
                    to=asker,
                    facts={"request": request_id},
                    once=f"correction_done:{request_id}",
                    now=act.now,
                )
        return await _one(tx.session, request_id)


async def alert(store: Store, *, now: datetime, zone: str) -> int:
    """Tells every HR officer once of each correction that has waited for 48 hours.

    Returns how many corrections the officers were told of in this call.
    """
    officer = officers().subquery("officer")
    once = once_for(literal("data_request_due:") + cast(data_request.c.id, Text), officer.c[0])
    told = exists(
        select(literal(1))
        .select_from(message)
        .where(message.c.dedupe_key == once)
        # Else SQLAlchemy would look at any request at all: it correlates with one level alone.
        .correlate(data_request, officer)
    )
    added = exists(
        select(literal(1))
        .select_from(day_line)
        .where(day_line.c.dedupe_key == once)
        .correlate(data_request, officer)
    )
    query = (
        select(*data_request.c["id", "due_at"])
        .where(waits(), data_request.c.created_at <= now - ALERT_AFTER)
        .where(exists(select(literal(1)).select_from(officer).where(~told, ~added)))
    )
    async with store.read() as session:
        due = (await session.execute(query)).all()
    if not due:
        return 0
    async with store.write() as session:
        for row in due:
            await tell_officers_in_time(
                session,
                MessageKind.DATA_REQUEST_DUE,
                line=DayKind.DATA_REQUEST_DUE,
                facts={"request": row.id},
                until=row.due_at,
                once=f"data_request_due:{row.id}",
                now=now,
                zone=zone,
                late=TOLD_LATE,
            )
    return len(due)


async def _one(session: Transaction, request_id: DataRequestId) -> DataRequest | None:
    query = _requests().where(data_request.c.id == request_id)
    row = (await session.execute(query)).one_or_none()
    return None if row is None else _request(row)


def _requests() -> Select[Any]:
    settler = person.alias("settler")
    return (
        select(
            data_request,
            person.c.nip,
            *NAME_COLUMNS,
            link.c.person_id.is_not(None).label("linked"),
            unit.c.name.label("unit_name"),
            settler.c.name.label("settled_by_name"),
        )
        .join(person, person.c.id == data_request.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .outerjoin(link, linked(person.c.id))
        .outerjoin(settler, settler.c.id == data_request.c.settled_by)
    )


def _request(row: Any) -> DataRequest:
    return DataRequest(
        id=row.id,
        person_id=row.person_id,
        kind=DataKind(row.kind),
        nip=row.nip,
        name=name_of(row),
        linked=row.linked,
        unit=row.unit_name,
        field=row.field,
        content=row.content,
        created_at=row.created_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by_name,
    )
