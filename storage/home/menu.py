"""The facts of the menu. All people open this screen, so one or two statements read them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal, or_, select

from domain.home import MenuFacts, NextSession, Proposal
from domain.ids import PersonId
from domain.seats.deciding import SEATED, SeatState
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import IS_SHORT, current_level
from storage.database.columns import among, constant
from storage.database.store import Store
from storage.evaluation.sheets import LONGEST_OPEN, read_open, took_part
from storage.people.tables import person
from storage.seats.approvals import waits
from storage.seats.tables import enrolment, offering_figure

RUNNING = timedelta(days=14)
"""A training that began at most this long ago is shown in the menu until it ends."""


async def facts(
    store: Store,
    *,
    person_id: PersonId,
    hr: bool,
    now: datetime,
    today: datetime,
    year: tuple[datetime, datetime],
) -> MenuFacts:
    """The facts for a person's menu; `today` and `year` are bounds of the local day and year."""
    given = {
        "me": person_id,
        "now": now,
        "recent": today - RUNNING,
        "since": year[0],
        "until": year[1],
        "oldest": now - LONGEST_OPEN,
    }
    async with store.look() as session:
        row = (await session.execute(_FOR_HR if hr else _FOR_EVERYBODY, given)).one()
        # A form closes at midnight in the offering's time zone: read for the few who may have one.
        forms = await read_open(session, person_id, now=now) if row.ended else ()
        best = (await session.execute(_PROPOSAL, given)).first() if row.short else None
    comes = _session(row) if row.title is not None else None
    return MenuFacts(
        employment=row.employment,
        hours=row.hours,
        next_session=comes,
        feedback=sum(not form.complete for form in forms),
        requests=row.requests,
        asked=row.asked,
        queued=row.queued,
        proposal=None if best is None else Proposal(*best),
    )


def _session(row: Any) -> NextSession:
    return NextSession(row.title, row.starts_at, row.ends_at, row.timezone)


def hours_between(person_id: Any, since: Any, until: Any) -> Any:
    """SQL: training hours (JP, of 45 minutes) that a person attended or passed.

    Of offerings that ended from `since` on and before `until`; one that is called off gives none.
    """
    return (
        select(func.coalesce(func.sum(training.c.hours), 0))
        .select_from(enrolment.join(offering).join(training))
        .where(enrolment.c.person_id == person_id)
        .where(among(enrolment.c.attendance, ("attended", "passed")))
        .where(offering.c.ends_at >= since, offering.c.ends_at < until)
        .where(offering.c.called_off_at.is_(None))
        .scalar_subquery()
    )


def _statement(requests: Any) -> Select[Any]:
    # Aliases, since the subqueries beside them use the same tables.
    upcoming, its_training = offering.alias("upcoming"), training.alias("its_training")
    return (
        select(
            person.c.employment,
            hours_between(bindparam("me"), bindparam("since"), bindparam("until")).label("hours"),
            requests.label("requests"),
            _forms_that_may_wait().label("ended"),
            _waiting_as(SeatState.REQUESTED).label("asked"),
            _waiting_as(SeatState.QUEUED).label("queued"),
            exists(
                select(literal(1)).where(current_level.c.person_id == bindparam("me"), IS_SHORT)
            ).label("short"),
            upcoming.c.starts_at,
            upcoming.c.ends_at,
            upcoming.c.timezone,
            its_training.c.title,
        )
        .select_from(person)
        .outerjoin(upcoming, upcoming.c.id == _next_offering())
        .outerjoin(its_training, its_training.c.id == upcoming.c.training_id)
        .where(person.c.id == bindparam("me"))
    )


def _next_offering() -> Any:
    # What began long ago, such as e-learning of a season, would hide the next training.
    return (
        select(offering.c.id)
        .select_from(enrolment.join(offering))
        .where(enrolment.c.person_id == bindparam("me"), enrolment.c.state == "enrolled")
        .where(offering.c.called_off_at.is_(None))
        .where(offering.c.starts_at >= bindparam("recent"), offering.c.ends_at > bindparam("now"))
        .order_by(offering.c.starts_at, offering.c.id)
        .limit(1)
        .scalar_subquery()
    )


def _forms_that_may_wait() -> Any:
    return _count(
        enrolment.join(offering),
        enrolment.c.person_id == bindparam("me"),
        took_part(),
        offering.c.ends_at <= bindparam("now"),
        offering.c.ends_at > bindparam("oldest"),
    )


def _waiting_as(state: SeatState) -> Any:
    return _count(
        enrolment.join(offering),
        enrolment.c.person_id == bindparam("me"),
        enrolment.c.state == constant(state),
        offering.c.called_off_at.is_(None),
        offering.c.starts_at > bindparam("now"),
    )


def _proposal() -> Select[Any]:
    """The training that closes the largest gap, the soonest of equal ones, with a free seat.

    None that the person has signed up for before, nor at the time of another seat.
    """
    mine, held = enrolment.alias("mine"), offering.alias("held")
    before = (
        select(literal(1))
        .select_from(mine.join(held, held.c.id == mine.c.offering_id))
        .where(mine.c.person_id == bindparam("me"))
        .where(
            or_(
                held.c.training_id == offering.c.training_id,
                and_(
                    among(mine.c.state, SEATED),
                    held.c.called_off_at.is_(None),
                    held.c.starts_at < offering.c.ends_at,
                    held.c.ends_at > offering.c.starts_at,
                ),
            )
        )
    )
    seated = (
        select(offering_figure.c.people)
        .where(offering_figure.c.offering_id == offering.c.id)
        .where(offering_figure.c.figure == "seated")
        .scalar_subquery()
    )
    return (
        select(
            offering.c.id,
            training.c.title,
            offering.c.starts_at,
            offering.c.ends_at,
            offering.c.timezone,
        )
        .select_from(current_level)
        .join(
            training_competency,
            and_(
                training_competency.c.competency_id == current_level.c.competency_id,
                training_competency.c.level > current_level.c.level,
            ),
        )
        .join(offering, offering.c.training_id == training_competency.c.training_id)
        .join(training, training.c.id == offering.c.training_id)
        .where(current_level.c.person_id == bindparam("me"), IS_SHORT)
        .where(offering.c.called_off_at.is_(None), offering.c.closes_at > bindparam("now"))
        .where(offering.c.starts_at > bindparam("now"))
        .where(offering.c.quota > func.coalesce(seated, 0), ~exists(before))
        .order_by(current_level.c.gap.desc(), offering.c.starts_at, offering.c.id)
        .limit(1)
    )


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()


# Built once: building them takes longer than running them.
_PROPOSAL = _proposal()
_FOR_EVERYBODY = _statement(literal(0))
_FOR_HR = _statement(_count(enrolment.join(offering), waits(bindparam("now"))))
