"""Calls the storage of seats directly, each time as a new Telegram update."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.ids import EnrolmentId, OfferingId, PersonId, UpdateKey
from storage.database.store import Store
from storage.outbox.tables import message
from storage.seats import signing_up
from storage.seats.tables import enrolment, enrolment_event
from tests.support.acts import act
from tests.support.builders import NOW, Builders


async def enrol(
    store: Store,
    person: PersonId,
    offering: OfferingId,
    *,
    now: datetime = NOW,
    key: UpdateKey | None = None,
) -> Any:
    """Signs a person up; returns the outcome."""
    done = await signing_up.enrol(store, act(person, once=key, now=now), offering=offering)
    return done.outcome


async def cancel(
    store: Store,
    person: PersonId,
    offering: OfferingId,
    *,
    now: datetime = NOW,
    key: UpdateKey | None = None,
) -> Any:
    """Cancels a person's sign-up."""
    return await signing_up.cancel(store, act(person, once=key, now=now), offering=offering)


async def states(store: Store, offering: OfferingId) -> dict[int, str]:
    """The state of each person in an offering."""
    query = select(enrolment.c.person_id, enrolment.c.state).where(
        enrolment.c.offering_id == offering
    )
    async with store.read() as session:
        return {row.person_id: row.state for row in await session.execute(query)}


async def history(store: Store, person: PersonId, offering: OfferingId) -> list[str]:
    """All states of one person in an offering, oldest first."""
    query = (
        select(enrolment_event.c.state)
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .where(enrolment.c.person_id == person, enrolment.c.offering_id == offering)
        .order_by(enrolment_event.c.id)
    )
    async with store.read() as session:
        return list((await session.execute(query)).scalars())


async def promised(store: Store, kind: str) -> list[int]:
    """The people to whom a kind of message was promised, in order."""
    query = select(message.c.person_id).where(message.c.kind == kind).order_by(message.c.id)
    async with store.read() as session:
        return list((await session.execute(query)).scalars())


async def number(store: Store, person: PersonId, offering_id: OfferingId) -> EnrolmentId:
    """The id of a person's enrolment."""
    query = select(enrolment.c.id).where(
        enrolment.c.person_id == person, enrolment.c.offering_id == offering_id
    )
    async with store.read() as session:
        return EnrolmentId((await session.execute(query)).scalar_one())


async def officer(make: Builders, telegram_id: int = 900) -> PersonId:
    """Makes a linked person with the HR role."""
    person = await make.person("Contoh Petugas")
    await make.hr(person)
    await make.link(person, telegram_id)
    return person
