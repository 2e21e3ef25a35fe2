"""The people whom an office has named for an offering, with their answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from domain.ids import NominationId, OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.seats.deciding import OPEN, SeatState
from domain.seats.nominations import (
    REMIND_AFTER,
    NominatedBy,
    Nominations,
    NominationState,
    NomineeCard,
    NomineeLine,
)
from storage.accounts.tables import link
from storage.database.columns import among
from storage.database.store import Store
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats import standing
from storage.seats.nominations.naming import asked_by
from storage.seats.nominations.reach import reach
from storage.seats.nominations.tables import nomination
from storage.seats.tables import enrolment

_N = nomination.c
_LINES = (
    nomination.join(person, person.c.id == _N.person_id)
    .outerjoin(link, linked(person.c.id))
    .outerjoin(
        enrolment,
        and_(enrolment.c.person_id == _N.person_id, enrolment.c.offering_id == _N.offering_id),
    )
)
_GAVE_UP = and_(
    _N.state == NominationState.ACCEPTED.value,
    or_(enrolment.c.id.is_(None), ~among(enrolment.c.state, OPEN)),
)
"""SQL: willing at first, but without a seat, a request or a place in the queue by now."""


async def nominations(
    store: Store,
    who: PersonId,
    offering: OfferingId,
    office: NominatedBy,
    *,
    page: int,
    now: datetime,
    zone: str,
) -> Nominations | None:
    """Those who have not answered come first. None: no such offering, or no right now."""
    async with store.read() as session:
        there = await standing.read_offering(session, offering)
        mine = await reach(session, who, office, now=now, zone=zone)
        if there is None or mine is None:
            return None
        wanted = and_(_N.offering_id == offering, asked_by(who, office), _newest(offering))
        row = (await session.execute(_figures(wanted, now))).one()
        number = kept_within(page, row.total)
        query = (
            select(
                *nomination.c["id", "state"],
                person.c.nip,
                *NAME_COLUMNS,
                enrolment.c.state.label("seat"),
                link.c.person_id.is_not(None).label("linked"),
            )
            .select_from(_LINES)
            .where(wanted)
            .order_by(_RANK, person.c.name, _N.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = tuple(
            NomineeLine(
                id=NominationId(one.id),
                nip=one.nip,
                name=name_of(one),
                state=NominationState(one.state),
                seat=SeatState(one.seat) if one.seat else None,
                linked=one.linked,
            )
            for one in await session.execute(query)
        )
        return Nominations(
            offering=there,
            office=office,
            page=Page(items, number, row.total),
            accepted=row.accepted,
            declined=row.declined,
            waiting=row.waiting,
            unlinked=row.unlinked,
            unanswered=row.unanswered,
            can_remind=row.can_remind,
        )


async def one(
    store: Store, who: PersonId, number: NominationId, *, now: datetime, zone: str
) -> NomineeCard | None:
    """One person named by an office of which `who` is; None: no such nomination, or no right."""
    query = (
        select(
            nomination,
            *NAME_COLUMNS,
            *person.c["nip", "position_title"],
            unit.c.name.label("unit_name"),
            enrolment.c.state.label("seat"),
            link.c.person_id.is_not(None).label("linked"),
        )
        .select_from(_LINES.outerjoin(unit, unit.c.id == person.c.unit_id))
        .where(_N.id == number)
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        office = NominatedBy(row.office)
        if office is not NominatedBy.HR and row.by_id != who:
            return None
        there = await standing.read_offering(session, row.offering_id)
        if there is None or await reach(session, who, office, now=now, zone=zone) is None:
            return None
    return NomineeCard(
        id=number,
        person=PersonId(row.person_id),
        nip=row.nip,
        name=name_of(row),
        position=row.position_title,
        unit=row.unit_name,
        linked=row.linked,
        offering=there,
        office=office,
        state=NominationState(row.state),
        seat=SeatState(row.seat) if row.seat else None,
        reason=row.reason,
        refusal=row.refusal,
        until=row.until,
        answered_at=row.answered_at,
    )


_RANK = case(
    {
        NominationState.ASKED.value: 0,
        NominationState.UNANSWERED.value: 1,
        NominationState.DECLINED.value: 2,
    },
    value=_N.state,
    else_=3,
)


def _newest(offering: OfferingId) -> ColumnElement[bool]:
    """SQL: the last nomination of its person by its office; a person may be named again."""
    other = nomination.alias("later")
    later = select(func.max(other.c.asked_at)).where(
        other.c.offering_id == offering,
        other.c.person_id == _N.person_id,
        other.c.office == _N.office,
    )
    newest: ColumnElement[bool] = _N.asked_at == later.correlate(nomination).scalar_subquery()
    return newest


def _figures(wanted: Any, now: datetime) -> Any:
    asked = _N.state == NominationState.ASKED.value
    reached = link.c.person_id.is_not(None)
    before = now - REMIND_AFTER
    rested = and_(_N.asked_at <= before, or_(_N.reminded_at.is_(None), _N.reminded_at <= before))
    figures = {
        "accepted": and_(_N.state == NominationState.ACCEPTED.value, ~_GAVE_UP),
        "declined": or_(_N.state == NominationState.DECLINED.value, _GAVE_UP),
        "waiting": and_(asked, reached),
        "unlinked": and_(asked, ~reached),
        "unanswered": _N.state == NominationState.UNANSWERED.value,
        "can_remind": and_(asked, reached, rested, _N.until > now),
    }
    counted = [func.count().filter(which).label(name) for name, which in figures.items()]
    return select(func.count().label("total"), *counted).select_from(_LINES).where(wanted)
