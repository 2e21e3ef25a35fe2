"""Sign-ups that wait for HR's decision, and the notices that told HR officers of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, select

from domain.ids import EnrolmentId, MessageId, OfferingId, PersonId
from domain.lists import Page, kept_within
from domain.seats.approvals import LateCancel, Request, RequestLine, SentNotice
from domain.seats.deciding import SeatState
from domain.seats.seen import seen
from storage.accounts import data_requests
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.columns import constant
from storage.database.store import Store, Transaction
from storage.outbox.tables import message
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats import standing
from storage.seats.rows import is_seated
from storage.seats.tables import approval_notice, enrolment, enrolment_event

PAGE = 4
"""Sign-ups on a page: few, since each has two buttons."""


def waits(now: Any) -> Any:
    """SQL: a sign-up that HR has to decide on; needs enrolment joined with offering."""
    return and_(
        enrolment.c.state == constant(SeatState.REQUESTED),
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > now,
    )


async def pending(store: Store, *, page: int, now: datetime) -> Page[RequestLine]:
    """Sign-ups that wait for a decision, the oldest first."""
    async with store.read() as session:
        total = await _waiting(session, now)
        number = kept_within(page, total, PAGE)
        rows = await session.execute(
            select(
                enrolment.c.id,
                person,
                unit.c.name.label("unit_name"),
                training.c.title,
                enrolment.c.since,
                offering.c.starts_at,
                offering.c.ends_at,
            )
            .select_from(enrolment.join(offering).join(training))
            .join(person, person.c.id == enrolment.c.person_id)
            .outerjoin(unit, unit.c.id == person.c.unit_id)
            .where(waits(now))
            .order_by(enrolment.c.since, enrolment.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = tuple(
            RequestLine(
                enrolment_id=row[0],
                nip=row.nip,
                name=name_of(row),
                unit=row.unit_name,
                title=row.title,
                seen=seen(row, row.since),
            )
            for row in rows
        )
        return Page(items, number, total, PAGE)


async def request(store: Store, enrolment_id: EnrolmentId, *, now: datetime) -> Request | None:
    """The present state of one sign-up, with the HR officer who decided on it."""
    query = (
        select(
            enrolment.c.person_id,
            enrolment.c.offering_id,
            enrolment.c.state,
            enrolment.c.reason,
            enrolment.c.place_in_queue,
            enrolment.c.since,
            *offering.c["starts_at", "ends_at", "timezone", "quota"],
            training.c.title,
            person.c.nip,
            *NAME_COLUMNS,
            person.c.position_title,
            unit.c.name.label("unit_name"),
            link.c.person_id.is_not(None).label("linked"),
            waits(now).label("pending"),
            _seats().label("taken"),
        )
        .select_from(enrolment.join(offering).join(training))
        .join(person, person.c.id == enrolment.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .outerjoin(link, linked(person.c.id))
        .where(enrolment.c.id == enrolment_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        decision = await _decision(session, enrolment_id, row)
        return Request(
            enrolment_id=enrolment_id,
            offering_id=row.offering_id,
            nip=row.nip,
            name=name_of(row),
            linked=row.linked,
            position=row.position_title,
            unit=row.unit_name,
            title=row.title,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            timezone=row.timezone,
            gaps=await _gaps(session, row.person_id, row.offering_id),
            left=max(0, row.quota - row.taken),
            quota=row.quota,
            state=SeatState(row.state),
            pending=row.pending,
            place_in_queue=await standing.position_of(session, row),
            reason=row.reason,
            decided_by=name_of(decision) if decision else None,
            decided_at=decision.at if decision else None,
            waiting=await _waiting(session, now) + await data_requests.count(session),
            seen=seen(row, row.since),
        )


def _seats() -> Any:
    return (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id)
        .where(is_seated())
        .correlate(offering)
        .scalar_subquery()
    )


async def late_cancel(store: Store, enrolment_id: EnrolmentId) -> LateCancel | None:
    """A late cancellation with person and training; None if the person has signed up again."""
    query = (
        select(
            person,
            unit.c.name.label("unit_name"),
            training.c.title,
            offering.c.id.label("offering_id"),
            offering.c.starts_at,
            offering.c.ends_at,
            offering.c.timezone,
            enrolment.c.reason,
        )
        .select_from(enrolment.join(offering).join(training))
        .join(person, person.c.id == enrolment.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(enrolment.c.id == enrolment_id, enrolment.c.state == SeatState.CANCELLED.value)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    return LateCancel(
        nip=row.nip,
        name=name_of(row),
        unit=row.unit_name,
        title=row.title,
        offering_id=row.offering_id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=row.timezone,
        reason=row.reason,
        enrolment_id=enrolment_id,
    )


async def sent_notices(store: Store, enrolment_id: EnrolmentId) -> list[SentNotice]:
    """The delivered notices of a sign-up, to be edited once an HR officer has decided."""
    query = (
        select(message.c.sent_chat_id, message.c.telegram_message_id, link.c.language)
        .join(approval_notice, approval_notice.c.message_id == message.c.id)
        .outerjoin(link, linked(message.c.person_id))
        .where(approval_notice.c.enrolment_id == enrolment_id)
        .where(message.c.telegram_message_id.is_not(None), message.c.sent_chat_id.is_not(None))
        .order_by(message.c.id)
    )
    async with store.read() as session:
        return [SentNotice(*row) for row in await session.execute(query)]


async def forget_notice(store: Store, message_id: MessageId) -> None:
    """Forgets that a message was about one sign-up: it became about all that wait."""
    async with store.write() as session:
        await session.execute(
            delete(approval_notice).where(approval_notice.c.message_id == message_id)
        )


async def _waiting(session: Transaction, now: datetime) -> int:
    query = select(func.count()).select_from(enrolment.join(offering)).where(waits(now))
    return int((await session.execute(query)).scalar_one())


async def _gaps(
    session: Transaction, person_id: PersonId, offering_id: OfferingId
) -> tuple[str, ...]:
    gaps = gap_rows(current_level.c.person_id == person_id).subquery("gaps")
    query = (
        select(competency.c.name)
        .join(gaps, gaps.c.competency_id == competency.c.id)
        .join(training_competency, training_competency.c.competency_id == competency.c.id)
        .join(offering, offering.c.training_id == training_competency.c.training_id)
        .where(offering.c.id == offering_id)
        .order_by(competency.c.name)
    )
    return tuple((await session.execute(query)).scalars())


async def _decision(session: Transaction, enrolment_id: EnrolmentId, row: Any) -> Any:
    """The HR officer who decided last, with the time; None if that decision no longer applies."""
    if row.pending:
        return None
    events = enrolment_event.alias()
    last = select(func.max(events.c.id)).where(events.c.enrolment_id == enrolment_id)
    query = (
        select(person, enrolment_event.c.at)
        .join(enrolment_event, enrolment_event.c.actor_id == person.c.id)
        .where(enrolment_event.c.enrolment_id == enrolment_id)
        .where(enrolment_event.c.actor_id != row.person_id)
        .order_by(enrolment_event.c.id.desc())
        .limit(1)
    )
    if row.state == SeatState.CANCELLED.value:
        # Only if HR cancelled it: a cancellation by the person is shown differently.
        query = query.where(enrolment_event.c.id == last.scalar_subquery())
    return (await session.execute(query)).one_or_none()
