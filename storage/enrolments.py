"""Reads and writes single enrolments under the lock of their offering; each change is history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from domain.enrolment import Session, State
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.training import Occupancy, Offering, Standing
from storage import engine
from storage.engine import insert_for
from storage.seat_rows import OFFERING_COLUMNS, as_offering, as_standing, is_seated
from storage.tables import enrolment, enrolment_event, offering, person, training

_LOCKED = (
    select(*OFFERING_COLUMNS)
    .join(training, training.c.id == offering.c.training_id)
    .where(offering.c.id == bindparam("offering"))
    .with_for_update(of=offering, key_share=True)
)
# The person as well, and first: two sign-ups of one person must see each other's sessions.
_BOTH_LOCKED = (
    select(*OFFERING_COLUMNS)
    .join(training, training.c.id == offering.c.training_id)
    .join(person, person.c.id == bindparam("person"))
    .where(offering.c.id == bindparam("offering"), person.c.active)
    .with_for_update(of=(person, offering), key_share=True)
)
_mine = enrolment.c.person_id == bindparam("person")
_FILL = select(
    func.count().filter(is_seated()).label("taken"),
    func.count().filter(enrolment.c.state == State.QUEUED.value).label("waiting"),
    func.max(enrolment.c.place_in_queue).label("last_place"),
).where(enrolment.c.offering_id == bindparam("offering"))
_STANDING = select(enrolment).where(_mine, enrolment.c.offering_id == bindparam("offering"))
_OWN = (
    select(
        enrolment.c.person_id,
        offering.c.id,
        offering.c.starts_at,
        offering.c.ends_at,
        offering.c.timezone,
        training.c.title,
        training.c.kind,
    )
    .select_from(enrolment)
    .join(offering, offering.c.id == enrolment.c.offering_id)
    .join(training, training.c.id == offering.c.training_id)
    .where(enrolment.c.person_id.in_(bindparam("people", expanding=True)))
    .where(is_seated(), offering.c.called_off_at.is_(None))
    .where(
        offering.c.id != bindparam("offering"),
        offering.c.starts_at < bindparam("until"),
        offering.c.ends_at > bindparam("since"),
    )
    .order_by(offering.c.starts_at, offering.c.id)
)
_POSITION = select(func.count()).where(
    enrolment.c.offering_id == bindparam("offering"),
    enrolment.c.state == State.QUEUED.value,
    enrolment.c.place_in_queue <= bindparam("place"),
)


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a locked offering is, and the last place ever given in its queue."""

    occupancy: Occupancy
    last_place: int


async def lock(session: engine.Session, offering_id: OfferingId) -> Offering | None:
    """The offering, held until the end of the transaction."""
    row = (await session.execute(_LOCKED, {"offering": offering_id})).one_or_none()
    return as_offering(row) if row is not None else None


async def lock_for(
    session: engine.Session, offering_id: OfferingId, person_id: PersonId
) -> tuple[Offering, Standing | None] | None:
    """The offering and the person, held, and what the one is in the other.

    None without such an offering, and for somebody out of service.
    """
    values = {"offering": offering_id, "person": person_id}
    row = (await session.execute(_BOTH_LOCKED, values)).one_or_none()
    if row is None:
        return None
    return as_offering(row), await read_standing(session, offering_id, person_id)


async def lock_enrolment(
    session: engine.Session, enrolment_id: EnrolmentId
) -> tuple[Offering, Any] | None:
    """An enrolment's row as it stands once its offering is held, and the offering."""
    where = select(enrolment.c.offering_id).where(enrolment.c.id == enrolment_id)
    offering_id = (await session.execute(where)).scalar_one_or_none()
    there = await lock(session, offering_id) if offering_id is not None else None
    if there is None:
        return None
    row = select(enrolment).where(enrolment.c.id == enrolment_id)
    return there, (await session.execute(row)).one()


async def read_fill(session: engine.Session, offering_id: OfferingId) -> Fill:
    row = (await session.execute(_FILL, {"offering": offering_id})).one()
    return Fill(Occupancy(row.taken, row.waiting), row.last_place or 0)


async def read_standing(
    session: engine.Session, offering_id: OfferingId, person_id: PersonId
) -> Standing | None:
    values = {"offering": offering_id, "person": person_id}
    row = (await session.execute(_STANDING, values)).one_or_none()
    if row is None:
        return None
    return as_standing(row, await position_of(session, row))


async def position_of(session: engine.Session, row: Any) -> int | None:
    """The place of an enrolment among those still waiting, from 1; None outside the queue."""
    if row.state != State.QUEUED.value:
        return None
    values = {"offering": row.offering_id, "place": row.place_in_queue}
    return int((await session.execute(_POSITION, values)).scalar_one())


async def own_sessions(
    session: engine.Session, there: Offering, people: Iterable[PersonId]
) -> dict[PersonId, tuple[Session, ...]]:
    """Sessions at the time of an offering in which these people hold a seat."""
    values = {
        "people": list(people),
        "offering": there.id,
        "since": there.starts_at,
        "until": there.ends_at,
    }
    found: dict[PersonId, tuple[Session, ...]] = {}
    for row in await session.execute(_OWN, values):
        held = Session(row.id, row.title, row.kind, row.starts_at, row.ends_at, row.timezone)
        found[row.person_id] = (*found.get(row.person_id, ()), held)
    return found


async def sign_up(
    session: engine.Session,
    *,
    person_id: PersonId,
    offering_id: OfferingId,
    state: State,
    now: datetime,
    place: int | None = None,
) -> tuple[EnrolmentId, int]:
    """Writes a new sign-up of somebody who is not in; returns the enrolment and its event."""
    values = {
        "state": state.value,
        "since": now,
        "place_in_queue": place,
        "approved_at": None,
        "confirmed_at": None,
        "reason": None,
    }
    statement = (
        insert_for(session, enrolment)
        .values(person_id=person_id, offering_id=offering_id, **values)
        .on_conflict_do_update(
            index_elements=[enrolment.c.person_id, enrolment.c.offering_id], set_=values
        )
        .returning(enrolment.c.id)
    )
    enrolment_id = EnrolmentId((await session.execute(statement)).scalar_one())
    return enrolment_id, await _record(session, enrolment_id, state, now=now, by=person_id)


async def change(
    session: engine.Session,
    enrolment_id: EnrolmentId,
    state: State,
    *,
    now: datetime,
    by: PersonId | None = None,
    reason: str | None = None,
    **columns: Any,
) -> int:
    """Moves an enrolment to another state; returns the event. `by` None: a rule did it."""
    await session.execute(
        update(enrolment)
        .where(enrolment.c.id == enrolment_id)
        .values(
            **{
                "state": state.value,
                "since": now,
                "place_in_queue": None,
                "reason": reason,
                **columns,
            }
        )
    )
    return await _record(session, enrolment_id, state, now=now, by=by, reason=reason)


async def decided_by(session: engine.Session, enrolment_id: EnrolmentId, by: PersonId) -> bool:
    """Whether the last decision about an enrolment is this person's."""
    last = (
        select(enrolment_event.c.actor_id)
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .where(enrolment_event.c.enrolment_id == enrolment_id)
        .where(enrolment_event.c.actor_id != enrolment.c.person_id)
        .order_by(enrolment_event.c.id.desc())
        .limit(1)
    )
    return bool((await session.execute(last)).scalar_one_or_none() == by)


async def _record(
    session: engine.Session,
    enrolment_id: EnrolmentId,
    state: State,
    *,
    now: datetime,
    by: PersonId | None,
    reason: str | None = None,
) -> int:
    statement = (
        insert(enrolment_event)
        .values(enrolment_id=enrolment_id, state=state.value, at=now, actor_id=by, reason=reason)
        .returning(enrolment_event.c.id)
    )
    return int((await session.execute(statement)).scalar_one())
