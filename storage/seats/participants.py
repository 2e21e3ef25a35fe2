"""The people who signed up for an offering, for HR's list and file."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select, true

from domain.ids import EnrolmentId, OfferingId
from domain.lists import PAGE, Page, kept_within
from domain.people.reach import EVERYBODY, Reach
from domain.seats.deciding import SeatState, is_removable
from domain.seats.participants import OfferingLine, Participant, ParticipantCard, Participants
from domain.seats.seen import seen
from storage.accounts.tables import link
from storage.catalogue.runs import several
from storage.catalogue.tables import offering, training
from storage.database.columns import has_words
from storage.database.store import Store, Transaction
from storage.people.actors import linked
from storage.people.reach import works_within
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment

# People with a seat first, then those who wait, then those who have left (OUT).
RANK = {
    SeatState.ENROLLED: 0,
    SeatState.OFFERED: 1,
    SeatState.REQUESTED: 2,
    SeatState.QUEUED: 3,
    SeatState.INTERESTED: 4,
}
OUT = 5


async def offerings(
    store: Store, *, page: int, now: datetime, text: str | None = None
) -> Page[OfferingLine]:
    """Offerings: those to come, soonest first, then past ones, latest first.

    With a text only those whose title, code or run has each of its words.
    """
    past = offering.c.ends_at <= now
    wanted = has_words(text or "", training.c.title, training.c.code, offering.c.label)
    counted = select(func.count()).select_from(offering.join(training)).where(wanted)
    async with store.read() as session:
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            offering_lines()
            .where(wanted)
            .order_by(
                past,
                case((~past, offering.c.starts_at)),
                offering.c.starts_at.desc(),
                offering.c.id,
            )
            .limit(PAGE)
            .offset(number * PAGE)
        )
        return Page(tuple(offering_line(row) for row in rows), number, total)


async def of_offering(
    store: Store, offering_id: OfferingId, *, page: int | None, within: Reach = EVERYBODY
) -> tuple[Participants, int] | None:
    """The people of an offering, all or one page of them, and the number of the page."""
    async with store.read() as session:
        row = (
            await session.execute(offering_lines().where(offering.c.id == offering_id))
        ).one_or_none()
        if row is None:
            return None
        counts = await _counts(session, offering_id, within)
        total = sum(counts.values())
        people = _people().where(enrolment.c.offering_id == offering_id, works_within(within))
        people = people.order_by(*_seats_first())
        number = kept_within(page or 0, total)
        if page is not None:
            people = people.limit(PAGE).offset(number * PAGE)
        found = tuple(_participant(one) for one in await session.execute(people))
        return Participants(offering_line(row), row.quota, found, counts, total), number


async def seated(session: Transaction, offering_id: OfferingId, *, page: int) -> Page[Participant]:
    """One page of the people who hold a seat, by name."""
    wanted = (enrolment.c.offering_id == offering_id, is_seated())
    counted = select(func.count()).select_from(enrolment).where(*wanted)
    total = (await session.execute(counted)).scalar_one()
    number = kept_within(page, total)
    rows = await session.execute(
        _people()
        .where(*wanted)
        .order_by(person.c.name, enrolment.c.id)
        .limit(PAGE)
        .offset(number * PAGE)
    )
    return Page(tuple(_participant(row) for row in rows), number, total)


async def one(store: Store, enrolment_id: EnrolmentId, *, now: datetime) -> ParticipantCard | None:
    """One person of an offering."""
    async with store.read() as session:
        mine = enrolment.c.id == enrolment_id
        row = (await session.execute(_people().where(mine))).one_or_none()
        if row is None:
            return None
        there = offering.c.id == row.offering_id
        of = (await session.execute(offering_lines().where(there))).one()
    removable = is_removable(SeatState(row.state), ends_at=of.ends_at, now=now)
    return ParticipantCard(offering_line(of), _participant(row), removable, seen(of, row.since))


def offering_lines() -> Select[Any]:
    """SQL: offerings with how many people hold a seat, as `offering_line` reads them."""
    people = (
        select(func.count())
        .where(enrolment.c.offering_id == offering.c.id)
        .where(enrolment.c.state == SeatState.ENROLLED.value)
        .scalar_subquery()
    )
    return select(
        offering, training.c.code, training.c.title, people.label("people"), several()
    ).join(training, training.c.id == offering.c.training_id)


async def _counts(
    session: Transaction, offering_id: OfferingId, within: Reach
) -> dict[tuple[SeatState, str | None], int]:
    whose: Any = true()
    if within.units is not None:
        whose = enrolment.c.person_id.in_(select(person.c.id).where(works_within(within)))
    rows = await session.execute(
        select(enrolment.c.state, enrolment.c.attendance, func.count().label("people"))
        .where(enrolment.c.offering_id == offering_id, whose)
        .group_by(enrolment.c.state, enrolment.c.attendance)
    )
    return {(SeatState(row.state), row.attendance): row.people for row in rows}


def _seats_first() -> tuple[Any, ...]:
    rank = case(
        {state.value: place for state, place in RANK.items()}, value=enrolment.c.state, else_=OUT
    )
    return rank, enrolment.c.place_in_queue, person.c.name, enrolment.c.id


def _people() -> Select[Any]:
    return (
        select(
            enrolment,
            person.c.nip,
            *NAME_COLUMNS,
            person.c.position_title,
            link.c.person_id.is_not(None).label("linked"),
            unit.c.name.label("unit_name"),
        )
        .join(person, person.c.id == enrolment.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .outerjoin(link, linked(person.c.id))
    )


def offering_line(row: Any) -> OfferingLine:
    """A row of `offering_lines` as the domain's dataclass."""
    return OfferingLine(
        id=row.id,
        code=row.code,
        title=row.title,
        label=row.label,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=row.timezone,
        people=row.people,
        called_off=row.called_off_at is not None,
        called_off_reason=row.called_off_reason,
        several=row.several,
    )


def _participant(row: Any) -> Participant:
    return Participant(
        enrolment_id=row.id,
        nip=row.nip,
        name=name_of(row),
        linked=row.linked,
        position=row.position_title,
        unit=row.unit_name,
        state=SeatState(row.state),
        since=row.since,
        place_in_queue=row.place_in_queue,
        attendance=row.attendance,
        certificate=row.certificate,
        reason=row.reason,
        answer_by=row.answer_by,
    )
