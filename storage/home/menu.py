"""The facts of the menu. All people open this screen, so one statement reads them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select

from domain.home import MenuFacts, NextSession
from domain.ids import PersonId
from storage.catalogue.tables import offering, training
from storage.database.columns import among
from storage.database.store import Store
from storage.evaluation.sheets import LONGEST_OPEN, read_open, took_part
from storage.people.tables import person
from storage.seats.approvals import waits
from storage.seats.tables import enrolment

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
    comes = _session(row) if row.title is not None else None
    return MenuFacts(
        employment=row.employment,
        hours=row.hours,
        next_session=comes,
        feedback=sum(not form.complete for form in forms),
        requests=row.requests,
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


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()


# Built once: building it takes longer than running it.
_FOR_EVERYBODY = _statement(literal(0))
_FOR_HR = _statement(_count(enrolment.join(offering), waits(bindparam("now"))))
