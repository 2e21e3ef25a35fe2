"""A person gave up a seat late: a colleague of the unit is named in the person's place."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, select

from domain.act import Act
from domain.catalogue.offerings import Offering
from domain.ids import EnrolmentId, OfferingId, PersonId
from domain.seats.deciding import SeatState
from domain.seats.nominations import (
    Chosen,
    NominatedBy,
    Substitutes,
    is_late,
    substitute_deadline,
)
from storage.catalogue import sessions
from storage.database.store import Store, Transaction
from storage.office import policies
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats import enrolments, standing
from storage.seats.nominations import letters
from storage.seats.nominations.asking import Nominator, ask
from storage.seats.nominations.groups import Candidates, nominees, reached
from storage.seats.nominations.reach import NominationReach, reach
from storage.seats.tables import enrolment

_OFFICES = (NominatedBy.HR, NominatedBy.SUPERIOR, NominatedBy.UNIT)


@dataclass(frozen=True, slots=True)
class _GivenUp:
    """A seat that was given up late, and the colleagues among whom a person may name one."""

    row: Any
    offering: Offering
    group: Candidates
    until: datetime


async def can_replace(
    store: Store, act: Act, offering: OfferingId, *, zone: str
) -> EnrolmentId | None:
    """The seat that the person gave up late and may name a substitute for; None: none."""
    async with store.read() as session:
        mine = and_(enrolment.c.person_id == act.person, enrolment.c.offering_id == offering)
        found = (await session.execute(select(enrolment.c.id).where(mine))).scalar_one_or_none()
        if found is None:
            return None
        number = EnrolmentId(found)
        late = await _given_up(session, act.person, number, now=act.now, zone=zone)
        return number if late is not None else None


async def choice(
    store: Store, who: PersonId, given_up: EnrolmentId, *, page: int, now: datetime, zone: str
) -> Substitutes | None:
    """The colleagues, those with a related gap first and those who sit elsewhere last.

    None: the seat was not given up late, or the person may name no substitute for it.
    """
    async with store.read() as session:
        late = await _given_up(session, who, given_up, now=now, zone=zone)
        if late is None:
            return None
        there, row = late.offering, late.row
        people = await nominees(session, late.group, Chosen(), search="", page=page)
        fill = await standing.read_fill(session, there.id)
    signed = await letters.numbered(store, there.id, row.unit_id)
    return Substitutes(
        given_up=given_up,
        offering=there,
        replaced=name_of(row),
        unit=row.unit_name,
        page=people,
        free=fill.occupancy.left(there.quota),
        queued=fill.occupancy.waiting,
        letter=signed[0] if signed is not None else None,
        until=late.until,
    )


async def name_substitute(
    store: Store, act: Act, given_up: EnrolmentId, who: PersonId, *, zone: str
) -> bool:
    """Asks a colleague to take the seat; False: it is taken, or cannot be named any more."""
    async with store.read() as session:
        first = await _given_up(session, act.person, given_up, now=act.now, zone=zone)
    if first is None:
        return False
    async with store.effect(act, row=standing.row_of(first.offering.id)) as tx:
        session = tx.session
        there = await standing.lock(session, first.offering.id)
        late = await _given_up(session, act.person, given_up, now=act.now, zone=zone)
        if not tx.first:
            return True
        if there is None or late is None or not await reached(session, late.group, who):
            return False
        fill = await standing.read_fill(session, there.id)
        if not fill.occupancy.left(there.quota) or await _takes_part(session, late, who):
            return False
        mine = late.group.reach
        by = Nominator(act.person, mine.office, mine.post, None, replaces=given_up)
        await ask(session, there, [who], by, until=late.until, now=act.now)
        # Held until the answer, so that no other person takes it meanwhile.
        await enrolments.sign_up(
            session,
            person_id=who,
            offering_id=there.id,
            state=SeatState.OFFERED,
            now=act.now,
        )
        await audit.noted(tx, "seats.substituted", about=given_up)
        return True


async def _given_up(
    session: Transaction, who: PersonId, number: EnrolmentId, *, now: datetime, zone: str
) -> _GivenUp | None:
    query = (
        select(
            enrolment,
            *NAME_COLUMNS,
            person.c.unit_id,
            unit.c.name.label("unit_name"),
        )
        .join(person, person.c.id == enrolment.c.person_id)
        .join(unit, unit.c.id == person.c.unit_id)
        .where(enrolment.c.id == number, enrolment.c.state == SeatState.CANCELLED.value)
    )
    row = (await session.execute(query)).one_or_none()
    there = await standing.read_offering(session, row.offering_id) if row is not None else None
    if row is None or there is None or there.called_off:
        return None
    was = await enrolments.given_up(session, number, PersonId(row.person_id))
    rules = await policies.today(session, now=now, zone=zone)
    free = await sessions.holidays(session)
    days = {"days": rules.late_cancel}
    late = is_late(row.since, there.starts_at, there.timezone, free, **days)
    until = substitute_deadline(now, there.starts_at)
    mine = await _reach(session, who, row, now=now, zone=zone)
    if was is not SeatState.ENROLLED or not late or until is None or mine is None:
        return None
    colleagues = and_(
        person.c.active,
        person.c.unit_id == row.unit_id,
        person.c.id.not_in({who, row.person_id}),
    )
    return _GivenUp(row, there, Candidates(there, replace(mine, among=colleagues)), until)


async def _reach(
    session: Transaction, who: PersonId, row: Any, *, now: datetime, zone: str
) -> NominationReach | None:
    """As what a person names the substitute: who gave up, or an office of that person."""
    for office in _OFFICES:
        mine = await reach(session, who, office, now=now, zone=zone)
        if mine is None:
            continue
        theirs = select(person.c.id).where(mine.among, person.c.id == row.person_id)
        if (await session.execute(theirs)).first() is not None:
            return mine
    if who != row.person_id:
        return None
    return NominationReach(who, NominatedBy.COLLEAGUE, name_of(row), person.c.active)


async def _takes_part(session: Transaction, late: _GivenUp, who: PersonId) -> bool:
    group = late.group
    taken = case((group.enrolled | group.asked, 1), else_=0)
    query = select(taken).where(person.c.id == who)
    return bool((await session.execute(query)).scalar_one_or_none())
