"""Decisions as people see them: one, the list of what waits, where an own request lies."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, exists, func, literal, or_, select, tuple_

from domain.catalogue import changes
from domain.decisions.deciders import Decider, Via
from domain.decisions.states import DecisionEvent, DecisionKind, DecisionState, DecisionStep
from domain.decisions.views import DecisionLine, DecisionView, OfficeNow, Step, WhereItLies
from domain.ids import DecisionId, EnrolmentId, OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from domain.seats.approvals import Request, SentNotice
from storage.catalogue.tables import offering, training
from storage.database.columns import Utc, constant
from storage.database.store import Store, Transaction
from storage.decisions import asking, deciding, offices
from storage.decisions.personal import TICKS
from storage.decisions.tables import absence, decision, decision_tick, decision_told
from storage.home.menu import hours_between
from storage.office import policies
from storage.office.working_days import work_days
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats import approvals
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment

SECOND = timedelta(seconds=1)
OPEN = decision.c.state == constant(DecisionState.OPEN)


async def one(
    store: Store,
    decision_id: DecisionId,
    *,
    viewer: PersonId,
    now: datetime,
    zone: str,
    target: int,
) -> DecisionView | None:
    """A decision about a sign-up as it stands; `target`: JP a year that permanent staff need."""
    async with store.read() as session:
        row = await deciding.row_of(session, decision_id)
    if row is None or row.kind != DecisionKind.SEAT.value:
        return None
    request = await approvals.request(store, EnrolmentId(row.object_id), now=now)
    if request is None:
        return None
    async with store.read() as session:
        days = await work_days(session, now=now, zone=zone)
        rules = await policies.today(session, now=now, zone=zone)
        asked = await offices.deciders_of(session, row, day=days.today(now))
        right = await offices.may_decide(session, viewer, row, day=days.today(now))
        about = (await session.execute(_about(row, request, now, zone))).one()
        facts = await _of_viewer(session, row, viewer)
        steps = await deciding.history(session, decision_id)
    open_now = row.state == DecisionState.OPEN.value and request.pending
    due = days.after(row.asked_at, rules.decision_days.remind)
    return DecisionView(
        id=decision_id,
        step=DecisionStep(row.step),
        state=DecisionState(row.state),
        request=request,
        hours=about.hours,
        year=about.year,
        target=target if about.employment == "PNS" else None,
        away=about.away,
        colleagues=about.colleagues,
        decide_by=min(due, days.today(request.starts_at)),
        office=office_of(asked),
        asked_at=row.asked_at,
        mine=right.via if right and open_now else None,
        open=open_now,
        begun=request.starts_at <= now,
        decided_as=row.decided_as,
        decided_at=row.decided_at,
        undo_until=_undo_until(row, request, viewer, rules.undo_for, now),
        known=facts.pop("told") or right is not None or row.decided_by_id == viewer,
        reason=row.reason,
        history=tuple(Step(DecisionEvent(each.event), each.at, each.post) for each in steps),
        **facts,
    )


async def _of_viewer(session: Transaction, row: Any, viewer: PersonId) -> dict[str, Any]:
    """What depends on who looks, and who has decided."""
    by = None
    if row.decided_by_id is not None:
        who = select(*NAME_COLUMNS).where(person.c.id == row.decided_by_id)
        by = name_of((await session.execute(who)).one())
    mine = (decision_told.c.decision_id == row.id, decision_told.c.person_id == viewer)
    told = (await session.execute(select(exists(select(literal(1)).where(*mine))))).scalar_one()
    hr = await offices.is_hr(session, viewer)
    last = await deciding.last_about(session, DecisionKind.SEAT, row.object_id)
    next_is_hr = last is not None and last.id != row.id and last.step == DecisionStep.HR.value
    return {
        "decided_by": by,
        "as_officer": hr,
        "told": told or hr,
        "forwarded": next_is_hr and row.state == DecisionState.APPROVED.value,
    }


def _undo_until(
    row: Any, request: Request, viewer: PersonId, wait: timedelta, now: datetime
) -> datetime | None:
    if row.decided_by_id != viewer or row.decided_at is None:
        return None
    at = changes.tell_at(request.starts_at, now=row.decided_at, wait=wait)
    return at if at > now else None


def office_of(asked: Sequence[Decider]) -> OfficeNow:
    """The office where a decision lies: the first that is asked."""
    if not asked:
        return OfficeNow(None, Via.HR)
    return OfficeNow(asked[0].post, asked[0].via)


async def waiting(
    store: Store, viewer: PersonId, *, hr: bool, page: int, now: datetime, zone: str
) -> Page[DecisionLine]:
    """What waits for a person, the oldest first, with the ticks of the last day."""
    async with store.read() as session:
        days = await work_days(session, now=now, zone=zone)
        rules = (await policies.today(session, now=now, zone=zone)).decision_days
        mine = await _mine(session, viewer, hr=hr, now=now, zone=zone)
        source = decision.join(enrolment, enrolment.c.id == decision.c.object_id)
        count = select(func.count()).select_from(source.join(offering)).where(mine)
        total = int((await session.execute(count)).scalar_one())
        number = kept_within(page, total)
        ticked = exists(
            select(literal(1)).where(
                decision_tick.c.person_id == viewer,
                decision_tick.c.decision_id == decision.c.id,
                decision_tick.c.ticked_at > now - TICKS,
            )
        )
        query = (
            select(
                decision.c.id,
                decision.c.asked_at,
                person.c.nip,
                *NAME_COLUMNS,
                training.c.title,
                *offering.c["starts_at", "timezone"],
                ticked.label("ticked"),
            )
            .select_from(source.join(offering).join(training))
            .join(person, person.c.id == enrolment.c.person_id)
            .where(mine)
            .order_by(decision.c.asked_at, decision.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = []
        for row in await session.execute(query):
            waited = days.passed(row.asked_at, now)
            items.append(
                DecisionLine(
                    id=DecisionId(row.id),
                    nip=row.nip,
                    name=name_of(row),
                    title=row.title,
                    starts_at=row.starts_at,
                    timezone=row.timezone,
                    waited=waited,
                    late=waited >= rules.escalate,
                    ticked=row.ticked,
                )
            )
        return Page(tuple(items), number, total)


async def count(store: Store, viewer: PersonId, *, hr: bool, now: datetime, zone: str) -> int:
    """How many decisions wait for a person."""
    async with store.read() as session:
        mine = await _mine(session, viewer, hr=hr, now=now, zone=zone)
        source = decision.join(enrolment, enrolment.c.id == decision.c.object_id).join(offering)
        query = select(func.count()).select_from(source).where(mine)
        return int((await session.execute(query)).scalar_one())


async def only(
    store: Store, viewer: PersonId, *, hr: bool, now: datetime, zone: str
) -> DecisionId | None:
    """The oldest decision that waits for a person."""
    page = await waiting(store, viewer, hr=hr, page=0, now=now, zone=zone)
    return page.items[0].id if page.items else None


async def after(
    store: Store, one: DecisionView, viewer: PersonId, *, hr: bool, now: datetime, zone: str
) -> DecisionId | None:
    """The next decision in a person's list."""
    async with store.read() as session:
        mine = await _mine(session, viewer, hr=hr, now=now, zone=zone)
        later = tuple_(decision.c.asked_at, decision.c.id) > tuple_(
            literal(one.asked_at, Utc), literal(one.id)
        )
        source = decision.join(enrolment, enrolment.c.id == decision.c.object_id).join(offering)
        query = select(decision.c.id).select_from(source).where(mine, later)
        query = query.order_by(decision.c.asked_at, decision.c.id).limit(1)
        return (await session.execute(query)).scalar_one_or_none()


async def newest_of(store: Store, enrolment_id: EnrolmentId) -> DecisionId | None:
    """The newest decision about a sign-up, for the buttons of older messages."""
    async with store.read() as session:
        row = await deciding.last_about(session, DecisionKind.SEAT, enrolment_id)
        return DecisionId(row.id) if row is not None else None


async def decided_at(store: Store, who: PersonId, *, second: int) -> list[DecisionId]:
    """What a person decided within one second, which is what was decided at once."""
    since = datetime.fromtimestamp(second, UTC)
    query = (
        select(decision.c.id)
        .where(decision.c.decided_by_id == who)
        .where(decision.c.decided_at >= since, decision.c.decided_at < since + SECOND)
        .order_by(decision.c.id)
    )
    async with store.read() as session:
        return [DecisionId(each) for each in (await session.execute(query)).scalars()]


async def lapsed_since(store: Store, since: datetime) -> Page[DecisionLine]:
    """What ended undecided from a moment on."""
    ended = and_(
        decision.c.state == DecisionState.LAPSED.value,
        decision.c.decided_at >= since,
        decision.c.kind == DecisionKind.SEAT.value,
    )
    source = decision.join(enrolment, enrolment.c.id == decision.c.object_id)
    query = (
        select(
            decision.c.id,
            person.c.nip,
            *NAME_COLUMNS,
            training.c.title,
            *offering.c["starts_at", "timezone"],
        )
        .select_from(source.join(offering).join(training))
        .join(person, person.c.id == enrolment.c.person_id)
        .where(ended)
        .order_by(decision.c.id)
    )
    async with store.read() as session:
        total = select(func.count()).select_from(source).where(ended)
        rows = (await session.execute(query.limit(PAGE))).all()
        lines = (
            DecisionLine(
                id=DecisionId(row.id),
                nip=row.nip,
                name=name_of(row),
                title=row.title,
                starts_at=row.starts_at,
                timezone=row.timezone,
                waited=0,
                late=False,
                ticked=False,
            )
            for row in rows
        )
        return Page(tuple(lines), 0, int((await session.execute(total)).scalar_one()))


async def notices_of(store: Store, decision_id: DecisionId) -> list[SentNotice]:
    """The delivered notices of a decision, also those of an older version."""
    async with store.read() as session:
        row = await deciding.row_of(session, decision_id)
    if row is None or row.kind != DecisionKind.SEAT.value:
        return []
    return await approvals.sent_notices(store, EnrolmentId(row.object_id))


async def where(
    store: Store, who: PersonId, there: OfferingId, *, now: datetime, zone: str
) -> WhereItLies | None:
    """The office that decides about an own sign-up; None if nothing is open."""
    async with store.read() as session:
        mine = select(enrolment.c.id).where(
            enrolment.c.person_id == who, enrolment.c.offering_id == there
        )
        number = (await session.execute(mine)).scalar_one_or_none()
        if number is None:
            return None
        query = select(decision).where(asking.is_about(DecisionKind.SEAT, number))
        row = (await session.execute(query.order_by(decision.c.id))).first()
        if row is None:
            return None
        days = await work_days(session, now=now, zone=zone)
        rules = (await policies.today(session, now=now, zone=zone)).decision_days
        asked = await offices.deciders_of(session, row, day=days.today(now))
        late = row.asked_at < days.asked_before(now, rules.remind)
        return WhereItLies(
            EnrolmentId(number),
            there,
            office_of(asked),
            row.asked_at,
            can_nudge=late and row.nudged_at is None,
        )


async def _mine(
    session: Transaction, viewer: PersonId, *, hr: bool, now: datetime, zone: str
) -> Any:
    """SQL: what waits for a person; needs decision joined with enrolment and offering."""
    day = now.astimezone(ZoneInfo(zone)).date()
    own = await offices.waiting_for(session, viewer, day=day)
    asked: Any = decision.c.id.in_(own)
    if hr:
        asked = or_(asked, decision.c.hr_since.is_not(None))
    return and_(
        OPEN,
        decision.c.kind == DecisionKind.SEAT.value,
        asked,
        decision.c.person_id != viewer,
        offering.c.called_off_at.is_(None),
        offering.c.ends_at > now,
    )


def _about(row: Any, request: Any, now: datetime, zone: str) -> Any:
    """SQL: hours, employment, and who of the unit is not there at the time of the training."""
    year = now.astimezone(ZoneInfo(zone)).year
    since, until = (
        datetime(y, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC) for y in (year, year + 1)
    )
    first, last = (
        each.astimezone(ZoneInfo(request.timezone)).date()
        for each in (request.starts_at, request.ends_at)
    )
    mate, seat, run = person.alias("mate"), enrolment.alias("seat"), offering.alias("run")
    mates = and_(mate.c.unit_id == person.c.unit_id, mate.c.active, mate.c.id != person.c.id)
    learning = exists(
        select(literal(1))
        .select_from(seat.join(run, run.c.id == seat.c.offering_id))
        .where(seat.c.person_id == mate.c.id, is_seated(seat), run.c.called_off_at.is_(None))
        .where(run.c.starts_at < request.ends_at, run.c.ends_at > request.starts_at)
    )
    gone = exists(
        select(literal(1)).where(
            absence.c.person_id == mate.c.id, absence.c.since <= last, absence.c.until >= first
        )
    )
    there = select(func.count()).select_from(mate).correlate(person)
    hours = (
        select(training.c.hours)
        .join(offering, offering.c.training_id == training.c.id)
        .where(offering.c.id == request.offering_id)
        .scalar_subquery()
    )
    return select(
        person.c.employment,
        hours.label("hours"),
        hours_between(row.person_id, since, until).label("year"),
        there.where(mates).scalar_subquery().label("colleagues"),
        there.where(mates, or_(learning, gone)).scalar_subquery().label("away"),
    ).where(person.c.id == row.person_id)
