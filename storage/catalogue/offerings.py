"""One offering as one person sees it, and the outbox messages that lead to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from domain.catalogue.offerings import Offering
from domain.ids import MessageId, OfferingId, PersonId
from domain.outbox.messages import Claimed
from domain.seats.standing import Detail, SeatStanding
from storage.accounts.tables import link
from storage.catalogue import sessions
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.store import Store, Transaction
from storage.evaluation.sheets import read_open
from storage.outbox.tables import message
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person as person_table
from storage.seats import standing
from storage.seats.fair import units
from storage.seats.rows import OFFERING_COLUMNS, as_offering, as_standing
from storage.seats.tables import enrolment


async def detail(
    store: Store, *, person: PersonId, offering: OfferingId, now: datetime
) -> Detail | None:
    """An offering with its seats, this person's state in it, and what prevents a sign-up."""
    async with store.read() as session:
        there = await _offering(session, offering)
        if there is None:
            return None
        held = await standing.read_standing(session, there, person)
        forms = await read_open(session, person, now=now) if now >= there.ends_at else ()
        mine = next((form for form in forms if form.offering_id == offering), None)
        return Detail(
            offering=there,
            occupancy=held.fill.occupancy,
            mine=held.mine,
            own=held.own,
            gaps=await _gaps(session, there, person),
            feedback_open=mine is not None,
            feedback_given=mine is not None and mine.sent,
            share=await units.share_of(session, there, person, held.fill.occupancy, now=now),
        )


async def plain(store: Store, offering: OfferingId) -> Offering | None:
    """One offering, without the state of a person in it."""
    async with store.read() as session:
        return await _offering(session, offering)


async def concerned(
    store: Store, *, enrolment_id: int
) -> tuple[str, Offering, SeatStanding, bool] | None:
    """The name of the person of an enrolment, the offering, the state, and if still in service."""
    query = (
        select(
            enrolment,
            person_table.c.active,
            *NAME_COLUMNS,
        )
        .join(person_table, person_table.c.id == enrolment.c.person_id)
        .where(enrolment.c.id == enrolment_id)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        there = await _offering(session, row.offering_id) if row is not None else None
        if row is None or there is None:
            return None
        mine = as_standing(row, await standing.position_of(session, row))
        return name_of(row), there, mine, row.active


async def sent_message(store: Store, *, message_id: MessageId, person: PersonId) -> Claimed | None:
    """An outbox message to this person, to be shown again as it was sent."""
    query = (
        select(message, link.c.telegram_id, link.c.language)
        .join(link, linked(message.c.person_id))
        .where(message.c.id == message_id, message.c.person_id == person)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    return Claimed(
        id=MessageId(row.id),
        kind=row.kind,
        facts=row.facts,
        person_id=row.person_id,
        telegram_id=row.telegram_id,
        language=row.language,
        attempts=row.attempts,
        announcement_id=row.announcement_id,
        not_after=row.not_after,
        claim="",
        leased_until=row.created_at,
        uncertain=False,
    )


async def _offering(session: Transaction, offering_id: OfferingId) -> Offering | None:
    row = (await session.execute(_OFFERING, {"offering": offering_id})).one_or_none()
    return await sessions.held(session, as_offering(row)) if row is not None else None


async def _gaps(session: Transaction, there: Offering, person_id: PersonId) -> tuple[str, ...]:
    given = {"me": person_id, "training": there.training_id}
    return tuple((await session.execute(_GAPS, given)).scalars())


def answers(gaps: Any) -> Any:
    """SQL: the training raises a competency above the level of a row of `gaps`."""
    return and_(
        training_competency.c.competency_id == gaps.c.competency_id,
        training_competency.c.level > gaps.c.level,
    )


# Run for every offering that is opened: built once, since building a statement takes longer than
# running it.
_OFFERING = (
    select(*OFFERING_COLUMNS)
    .join(training, training.c.id == offering_table.c.training_id)
    .where(offering_table.c.id == bindparam("offering"))
)
_MY_GAPS = gap_rows(current_level.c.person_id == bindparam("me")).subquery("gaps")
_GAPS = (
    select(competency.c.name)
    .join(_MY_GAPS, _MY_GAPS.c.competency_id == competency.c.id)
    .join(training_competency, answers(_MY_GAPS))
    .where(training_competency.c.training_id == bindparam("training"))
    .order_by(_MY_GAPS.c.gap.desc(), competency.c.name)
)
