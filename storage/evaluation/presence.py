"""Presence: told to the person when it is recorded, and denied by a person who was not there."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, insert, literal, select, update

from domain.act import Act
from domain.hours import PresenceTold
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import SeatState
from domain.seats.standing import Attendance
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction
from storage.evaluation.tables import response
from storage.home.menu import hours_between
from storage.outbox.messages import promise_each
from storage.people.actors import linked
from storage.people.tables import person
from storage.seats import standing
from storage.seats.rows import is_present
from storage.seats.tables import enrolment, enrolment_event

NEWS = timedelta(days=92)
"""A presence is told if its training ended within this time: an archive that HR loads is no news.
"""
SAID_ABSENT = ":said-absent"
"""The reason of the event by which a person said not to have been there."""
TAKEN_BACK = timedelta(days=1)
"""How long a person can take that back."""
PEOPLE_AT_ONCE = 500


async def tell_of_presence(
    session: Transaction,
    found: Iterable[tuple[PersonId, OfferingId]],
    *,
    cause: str,
    now: datetime,
) -> None:
    """Promises each linked person one message about the presences that were just recorded."""
    by_person: dict[PersonId, list[OfferingId]] = defaultdict(list)
    for who, where in found:
        by_person[who].append(where)
    if not by_person:
        return
    offerings = {each for there in by_person.values() for each in there}
    ended = await session.execute(
        select(offering.c.id).where(offering.c.id.in_(offerings), offering.c.ends_at > now - NEWS)
    )
    news = set(ended.scalars())
    people = sorted(by_person)
    told = []
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        some = people[start : start + PEOPLE_AT_ONCE]
        reached = await session.execute(
            select(person.c.id)
            .join(link, linked(person.c.id))
            .where(person.c.id.in_(some), person.c.active)
            .order_by(person.c.id)
        )
        for who in reached.scalars():
            theirs = [each for each in by_person[who] if each in news]
            if theirs:
                told.append((who, {"offerings": theirs}, f"presence:{who}:{cause}"))
    await promise_each(session, MessageKind.PRESENCE, told, now=now)


async def presence_told(
    store: Store,
    person_id: PersonId,
    offerings: list[OfferingId],
    *,
    year: tuple[datetime, datetime],
) -> PresenceTold | None:
    """What is recorded by now about these offerings; None if no presence is left to tell."""
    recorded = (
        select(training.c.title, training.c.hours, offering.c.starts_at, offering.c.timezone)
        .select_from(enrolment.join(offering).join(training))
        .where(enrolment.c.person_id == person_id, enrolment.c.offering_id.in_(offerings))
        .where(is_present())
        .order_by(offering.c.starts_at, offering.c.id)
    )
    figures = select(person.c.employment, hours_between(person.c.id, *year).label("hours")).where(
        person.c.id == person_id, person.c.active
    )
    async with store.read() as session:
        rows = (await session.execute(recorded)).all()
        who = (await session.execute(figures)).one_or_none()
    if not rows or who is None:
        return None
    return PresenceTold(
        titles=tuple(row.title for row in rows),
        hours=sum(row.hours for row in rows),
        employment=who.employment,
        hours_of_year=who.hours,
    )


async def say_absent(store: Store, act: Act, *, offering_id: OfferingId) -> bool:
    """Notes that a person without a recorded attendance was not there; a repetition counts too.

    False if there is no such seat, HR has recorded something, or the person has answered the form.
    """
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        held = await standing.lock_for(tx.session, offering_id, act.person)
        mine = held.mine if held else None
        if held is None or mine is None or mine.state is not SeatState.ENROLLED:
            return False
        if mine.attendance is Attendance.ABSENT:
            return await _said(tx.session, mine.enrolment_id, act)
        answered = exists(select(literal(1)).where(response.c.enrolment_id == mine.enrolment_id))
        begun = (await tx.session.execute(select(answered))).scalar_one()
        over = held.offering.ends_at <= act.now and not held.offering.called_off
        if not tx.first or mine.attendance is not None or begun or not over:
            return False
        await _record(tx.session, mine.enrolment_id, act, Attendance.ABSENT, SAID_ABSENT)
        return True


async def take_back_absence(store: Store, act: Act, *, offering_id: OfferingId) -> bool:
    """Takes back what `say_absent` noted, within a day; False if it is not the last word."""
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        held = await standing.lock_for(tx.session, offering_id, act.person)
        mine = held.mine if held else None
        if mine is None or mine.attendance is not Attendance.ABSENT or not tx.first:
            return mine is not None and mine.attendance is None
        if not await _said(tx.session, mine.enrolment_id, act):
            return False
        await _record(tx.session, mine.enrolment_id, act, None, None)
        return True


async def _said(session: Transaction, enrolment_id: int, act: Act) -> bool:
    """Whether the last word about an enrolment is the person's own, of the last day."""
    last = select(func.max(enrolment_event.c.id)).where(
        enrolment_event.c.enrolment_id == enrolment_id
    )
    row = (
        await session.execute(
            select(enrolment_event.c.reason, enrolment_event.c.at).where(
                enrolment_event.c.id == last.scalar_subquery()
            )
        )
    ).one_or_none()
    return row is not None and row.reason == SAID_ABSENT and act.now - row.at <= TAKEN_BACK


async def _record(
    session: Transaction,
    enrolment_id: int,
    act: Act,
    attendance: Attendance | None,
    reason: str | None,
) -> None:
    mine = enrolment.c.id == enrolment_id
    value: Any = attendance and attendance.value
    await session.execute(update(enrolment).where(mine).values(attendance=value))
    await session.execute(
        insert(enrolment_event).values(
            enrolment_id=enrolment_id,
            state=SeatState.ENROLLED.value,
            at=act.now,
            actor_id=act.person,
            reason=reason,
        )
    )
