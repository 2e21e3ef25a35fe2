"""Requests about personal data: listed until settled, HR reminded before their time is over."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, and_, cast, exists, func, literal, select, update

from domain.accounts.data_requests import ALERT_AFTER, DataKind, DataRequest
from domain.ids import PersonId, UpdateKey
from domain.lists import PAGE, Page, kept_within
from domain.outbox.messages import MessageKind
from domain.people.actors import full_name
from storage.accounts.tables import data_request, link
from storage.database.store import Session, Store
from storage.outbox import messages
from storage.outbox.tables import message
from storage.people import audit
from storage.people.actors import HR, linked
from storage.people.tables import person, role, unit
from storage.process import intake


def waits() -> Any:
    """SQL: a correction that nobody has settled; a withdrawal took effect by itself."""
    return and_(
        data_request.c.kind == DataKind.CORRECTION.value, data_request.c.settled_at.is_(None)
    )


async def pending(store: Store, *, page: int) -> Page[DataRequest]:
    """What waits, the one that is due first on top."""
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


async def count(session: Session) -> int:
    """How many corrections wait."""
    query = select(func.count()).select_from(data_request).where(waits())
    return int((await session.execute(query)).scalar_one())


async def one(store: Store, request_id: int) -> DataRequest | None:
    """One request as it stands now."""
    async with store.read() as session:
        return await _one(session, request_id)


async def settle(
    store: Store,
    request_id: int,
    *,
    by: PersonId,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
) -> DataRequest | None:
    """Tandai Selesai: the person is told once, whoever presses first."""
    async with store.write() as session:
        if await intake.claim(session, key, at=real_now):
            done = await session.execute(
                update(data_request)
                .where(data_request.c.id == request_id, waits())
                .values(settled_at=now, settled_by=by)
                .returning(data_request.c.person_id)
            )
            asker = done.scalar_one_or_none()
            if asker is not None:
                await audit.record(
                    session, "data_request_settled", actor=by, about=request_id, at=now
                )
                await messages.promise(
                    session,
                    MessageKind.CORRECTION_DONE,
                    to=asker,
                    facts={"request": request_id},
                    once=f"correction_done:{request_id}",
                    now=now,
                )
        return await _one(session, request_id)


async def alert(store: Store, *, now: datetime) -> int:
    """Promises every HR person an alert about corrections that wait for 48 hours."""
    request, officer = cast(data_request.c.id, Text), cast(role.c.person_id, Text)
    once = literal("data_request_due:") + request + literal(":") + officer
    query = (
        select(data_request.c.id, role.c.person_id, once.label("once"))
        .join(role, role.c.name == HR)
        .join(person, and_(person.c.id == role.c.person_id, person.c.active))
        .where(waits(), data_request.c.created_at <= now - ALERT_AFTER)
        .where(~exists(select(literal(1)).where(message.c.dedupe_key == once)))
    )
    async with store.read() as session:
        due = (await session.execute(query)).all()
    if not due:
        return 0
    async with store.write() as session:
        told = [
            await messages.promise(
                session,
                MessageKind.DATA_REQUEST_DUE,
                to=hr,
                facts={"request": request_id},
                once=name,
                now=now,
            )
            for request_id, hr, name in due
        ]
    return sum(told)


async def _one(session: Session, request_id: int) -> DataRequest | None:
    query = _requests().where(data_request.c.id == request_id)
    row = (await session.execute(query)).one_or_none()
    return None if row is None else _request(row)


def _requests() -> Select[Any]:
    settler = person.alias("settler")
    return (
        select(
            data_request,
            person.c.name,
            person.c.title_before,
            person.c.title_after,
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
        name=full_name(row.title_before, row.name, row.title_after),
        linked=row.linked,
        unit=row.unit_name,
        field=row.field,
        content=row.content,
        created_at=row.created_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        settled_by=row.settled_by_name,
    )
