"""A free seat is offered to a person in the queue; an offer without an answer ends."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId
from domain.outbox.messages import MessageKind
from domain.outbox.quiet import Quiet
from domain.seats.deciding import SeatEndReason, SeatState
from domain.seats.offers import MOST_MISSED, USUAL, answer_by
from storage.catalogue.tables import offering
from storage.database.store import Store, Transaction
from storage.outbox.messages import promise
from storage.outbox.tables import message
from storage.seats import enrolments, notices, standing
from storage.seats.rows import is_offered
from storage.seats.tables import enrolment

AT_ONCE = 200
OFFERS = (MessageKind.SEAT_OFFER.value, MessageKind.SEAT_TRANSFER.value)


def held_until(
    there: Offering, *, quiet: Quiet, now: datetime, usual: timedelta = USUAL
) -> datetime | None:
    """Until when a seat is held that is offered now; None if there is no time for an offer.

    `usual`: for how long, where free seats of this offering are given at once.
    """
    hours = timedelta(hours=there.offer_hours) or usual
    return answer_by(
        now, hours=hours, cut_off=there.promotes_until, starts_at=there.starts_at, quiet=quiet
    )


async def make(session: Transaction, row: Any, *, until: datetime, now: datetime) -> None:
    """Offers a seat to the person of an enrolment that waits; the place in the queue is kept."""
    event = await enrolments.change(
        session,
        row.id,
        SeatState.OFFERED,
        now=now,
        answer_by=until,
        place_in_queue=row.place_in_queue,
    )
    await notices.tell(session, MessageKind.SEAT_OFFER, row, event, now=now, not_after=until)


async def end_offers(store: Store, *, quiet: Quiet, now: datetime) -> int:
    """Ends the offers whose time is over; those of an offering that was moved begin anew."""
    moved = offering.c.moved_at > enrolment.c.since
    due = (
        select(enrolment.c.id, moved.label("moved"))
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .where(is_offered(), offering.c.called_off_at.is_(None))
        .where(enrolment.c.answer_by.is_not(None))
        .where((enrolment.c.answer_by <= now) | moved)
        .order_by(enrolment.c.answer_by, enrolment.c.id)
        .limit(AT_ONCE)
    )
    async with store.read() as session:
        found = [row.id for row in await session.execute(due)]
    ended = 0
    for enrolment_id in found:
        async with store.write() as session:
            ended += await _end(session, EnrolmentId(enrolment_id), quiet=quiet, now=now)
    return ended


async def _end(
    session: Transaction, enrolment_id: EnrolmentId, *, quiet: Quiet, now: datetime
) -> bool:
    held = await standing.lock_enrolment(session, enrolment_id)
    if held is None:
        return False
    there, row = held
    if row.state != SeatState.OFFERED.value or row.answer_by is None or there.called_off:
        return False
    if there.moved_at is not None and there.moved_at > row.since:
        until = held_until(there, quiet=quiet, now=now)
        if until is not None:
            await _begin_anew(session, row, until=until, now=now)
            return True
    if row.answer_by > now:
        return False
    await miss(session, there, row, now=now)
    return True


async def _begin_anew(session: Transaction, row: Any, *, until: datetime, now: datetime) -> None:
    this = enrolment.c.id == row.id
    await session.execute(update(enrolment).where(this).values(since=now, answer_by=until))
    await promise(
        session,
        MessageKind.SEAT_OFFER,
        to=row.person_id,
        facts={"offering": row.offering_id, "enrolment": row.id},
        once=f"{MessageKind.SEAT_OFFER}:{row.id}:{until:%Y%m%dT%H%MZ}",
        now=now,
        not_after=until,
    )


async def miss(session: Transaction, there: Offering, row: Any, *, now: datetime) -> None:
    """Ends an offer without an answer: the place is kept once, and the seat is free."""
    missed = row.missed + 1
    await _end_message(session, row, now=now)
    if missed > MOST_MISSED or not there.promotes(now):
        out = missed > MOST_MISSED
        why = SeatEndReason.OFFERS_MISSED if out else SeatEndReason.QUEUE_CLOSED
        event = await enrolments.change(
            session, row.id, SeatState.CANCELLED, now=now, reason=why, missed=missed
        )
        kind = MessageKind.SEAT_OFFER_OUT if out else MessageKind.QUEUE_ENDED
        await notices.tell(session, kind, row, event, now=now)
        return
    await enrolments.change(
        session,
        row.id,
        SeatState.QUEUED,
        now=now,
        place_in_queue=await place_of(session, row),
        missed=missed,
        passed_at=now,
    )


async def place_of(session: Transaction, row: Any) -> int:
    """The place in the queue that an offer has kept, or the last one."""
    if row.place_in_queue is not None:
        return int(row.place_in_queue)
    return (await standing.read_fill(session, row.offering_id)).last_place + 1


async def _end_message(session: Transaction, row: Any, *, now: datetime) -> None:
    """The message with the offer says that it is over; one that was not sent goes to no person."""
    mine = message.c.person_id == row.person_id
    about = message.c.facts["enrolment"].as_integer() == row.id
    query = (
        select(
            message.c.id, message.c.state, message.c.sent_chat_id, message.c.telegram_message_id
        )
        .where(mine, about, message.c.kind.in_(OFFERS))
        .order_by(message.c.id.desc())
        .limit(1)
    )
    found = (await session.execute(query)).one_or_none()
    if found is None or found.telegram_message_id is None:
        return
    await promise(
        session,
        MessageKind.SEAT_OFFER_ENDED,
        to=row.person_id,
        facts={
            "offering": row.offering_id,
            "enrolment": row.id,
            "message": found.telegram_message_id,
            "until": row.answer_by.isoformat(),
        },
        once=f"{MessageKind.SEAT_OFFER_ENDED}:{found.id}",
        now=now,
        chat=found.sent_chat_id,
    )
