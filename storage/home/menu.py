"""The facts of the menu. All people open this screen, so one statement reads most of them.

Others run only for the few who have a gap, a form, or something new.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal, or_, select, update

from domain.home import MenuFacts, News, NextSession, Proposal
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind
from domain.seats.deciding import BusyTime, SeatState, clashing
from storage.accounts.tables import link
from storage.catalogue import sessions
from storage.catalogue.hr.hosts import LASTS, hosts_now
from storage.catalogue.tables import host, offering, training, training_competency
from storage.competencies.tables import IS_SHORT, competency, current_level
from storage.database.columns import among, constant
from storage.database.store import Store, Transaction
from storage.decisions.offices import leads_somebody
from storage.evaluation.sheets import LONGEST_OPEN, read_open, took_part
from storage.outbox.tables import message
from storage.people.tables import person
from storage.seats.approvals import waits
from storage.seats.rows import is_open, is_present, is_seated
from storage.seats.tables import enrolment, offering_figure

RUNNING = timedelta(days=14)
"""A training that began at most this long ago is shown in the menu until it ends."""
NEWS = timedelta(days=30)
"""What is older is no news, even for a person who has not opened the menu since."""
NEWS_KINDS = (MessageKind.PRESENCE, MessageKind.APPROVED, MessageKind.REFUSED)
"""As in the index ix_message_news, so that it is used."""
CANDIDATES = 24
"""So many trainings are looked at for one that is at no time of the person's other seats."""


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
        "fresh": now - NEWS,
        "hosted": now - LASTS,
    }
    async with store.look() as session:
        row = (await session.execute(_FOR_HR if hr else _FOR_EVERYBODY, given)).one()
        # A form closes at midnight in the offering's time zone: read for the few who may have one.
        forms = await read_open(session, person_id, now=now) if row.ended else ()
        fitting = (await session.execute(_FITTING, given)).all() if row.short else ()
        loaded = row.loaded and row.short
        trainings = (await session.execute(_LOADED, given)).scalar_one() if loaded else 0
        comes = await _session(session, row, now=now) if row.title is not None else None
    news = trainings or row.presences or row.decisions
    return MenuFacts(
        employment=row.employment,
        hours=row.hours,
        next_session=comes,
        feedback=sum(not form.complete for form in forms),
        requests=row.requests,
        leads=row.leads,
        asked=row.asked,
        queued=row.queued,
        hosting=row.hosting,
        proposal=_proposal(fitting),
        news=News(trainings, row.presences, row.decisions) if news else None,
    )


async def note_news(store: Store, person_id: PersonId, *, now: datetime) -> None:
    """Notes that the menu has told a person what was new up to `now`."""
    mine = link.c.person_id == person_id
    async with store.write() as session:
        await session.execute(update(link).where(mine).values(news_shown_at=now))


async def _session(session: Transaction, row: Any, *, now: datetime) -> NextSession:
    """The next training; where it has stored sessions, the next of these, or the one running."""
    stored = await sessions.times(session, {OfferingId(row.next_id): row.session_plan})
    left = [each for each in stored.get(OfferingId(row.next_id), ()) if each.ends_at > now]
    comes = left[0] if left else row
    return NextSession(row.title, comes.starts_at, comes.ends_at, row.timezone)


def hours_between(person_id: Any, since: Any, until: Any) -> Any:
    """SQL: training hours (JP, of 45 minutes) that a person attended or passed.

    Of offerings that ended from `since` on and before `until`; one that is called off gives none.
    """
    return (
        select(func.coalesce(func.sum(training.c.hours), 0))
        .select_from(enrolment.join(offering).join(training))
        .where(enrolment.c.person_id == person_id)
        .where(is_present())
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
            leads_somebody(
                person.c.id, person.c.nip, person.c.position_id, person.c.unit_id
            ).label("leads"),
            _forms_that_may_wait().label("ended"),
            _waiting_as(SeatState.REQUESTED).label("asked"),
            _waiting_as(SeatState.QUEUED).label("queued"),
            _count(host.join(offering), hosts_now(bindparam("me"), bindparam("hosted"))).label(
                "hosting"
            ),
            exists(
                select(literal(1)).where(current_level.c.person_id == bindparam("me"), IS_SHORT)
            ).label("short"),
            exists(select(literal(1)).where(_loaded_since())).label("loaded"),
            _told(MessageKind.PRESENCE).label("presences"),
            _told(MessageKind.APPROVED, MessageKind.REFUSED).label("decisions"),
            upcoming.c.id.label("next_id"),
            upcoming.c.session_plan,
            upcoming.c.starts_at,
            upcoming.c.ends_at,
            upcoming.c.timezone,
            its_training.c.title,
        )
        .select_from(person)
        .outerjoin(link, link.c.person_id == person.c.id)
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


def _proposal(rows: Any) -> Proposal | None:
    """The first of the fitting trainings that is not at the time of another seat."""
    found: dict[int, tuple[Any, list[BusyTime]]] = {}
    for row in rows:
        _, own = found.setdefault(row.id, (row, []))
        if row.held is not None:
            held = (row.held_title, row.held_kind, row.held_from, row.held_until, row.held_zone)
            own.append(BusyTime(row.held, *held))
    for row, own in found.values():
        # Only an offering's own screen looks at its sessions: they may meet at other hours.
        there = BusyTime(row.id, row.title, row.kind, row.starts_at, row.ends_at, row.timezone)
        if clashing(there, own) is None:
            return Proposal(
                row.id, row.title, row.starts_at, row.ends_at, row.timezone, row.competency
            )
    return None


def _told(*kinds: MessageKind) -> Any:
    since = func.coalesce(link.c.news_shown_at, link.c.linked_at)
    return _count(
        message,
        message.c.person_id == bindparam("me"),
        among(message.c.kind, NEWS_KINDS),
        among(message.c.kind, kinds),
        message.c.created_at > since,
        message.c.created_at > bindparam("fresh"),
    )


def _loaded_since() -> Any:
    since = func.coalesce(link.c.news_shown_at, link.c.linked_at)
    return and_(offering.c.loaded_at > since, offering.c.loaded_at > bindparam("fresh"))


def _closes_a_gap(*columns: Any) -> Select[Any]:
    """Open trainings with a free seat that close a gap, none signed up for before."""
    mine, before = enrolment.alias("mine"), offering.alias("before")
    signed_up = (
        select(literal(1))
        .select_from(mine.join(before, before.c.id == mine.c.offering_id))
        .where(mine.c.person_id == bindparam("me"))
        .where(before.c.training_id == offering.c.training_id)
    )
    seated = (
        select(offering_figure.c.people)
        .where(offering_figure.c.offering_id == offering.c.id)
        .where(offering_figure.c.figure == "seated")
        .scalar_subquery()
    )
    return (
        select(*columns)
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
        .where(offering.c.quota > func.coalesce(seated, 0), ~exists(signed_up))
    )


def _loaded() -> Select[Any]:
    return (
        _closes_a_gap(func.count(offering.c.training_id.distinct()))
        .join(link, link.c.person_id == current_level.c.person_id)
        .where(_loaded_since())
    )


def _answered() -> Any:
    """SQL: the person has signed up for the gap's competency, or attended since it was rated."""
    mine, its = enrolment.alias("answer"), offering.alias("its_offering")
    aims = training_competency.alias("its_aims")
    attended = and_(
        is_present(mine),
        func.date(its.c.ends_at) > current_level.c.assessed_on,
    )
    coming = and_(is_open(mine), its.c.ends_at > bindparam("now"))
    return exists(
        select(literal(1))
        .select_from(mine.join(its, its.c.id == mine.c.offering_id))
        .join(aims, aims.c.training_id == its.c.training_id)
        .where(mine.c.person_id == bindparam("me"), its.c.called_off_at.is_(None))
        .where(aims.c.competency_id == current_level.c.competency_id)
        .where(aims.c.level > current_level.c.level)
        .where(or_(attended, coming))
    )


def _fitting() -> Select[Any]:
    """The trainings that close a gap, the largest first, each with the seats at its time."""
    columns = (*offering.c["id", "starts_at", "ends_at", "timezone"], *training.c["title", "kind"])
    best = (
        _closes_a_gap(*columns, current_level.c.gap, competency.c.name.label("competency"))
        .join(competency, competency.c.id == current_level.c.competency_id)
        .where(~_answered())
        .order_by(current_level.c.gap.desc(), offering.c.starts_at, offering.c.id)
        .limit(CANDIDATES)
        .subquery("best")
    )
    held, its_training = offering.alias("held"), training.alias("its_training")
    seats = (
        select(
            held.c.id.label("held"),
            held.c.starts_at.label("held_from"),
            held.c.ends_at.label("held_until"),
            held.c.timezone.label("held_zone"),
            its_training.c.title.label("held_title"),
            its_training.c.kind.label("held_kind"),
        )
        .select_from(
            enrolment.join(held, held.c.id == enrolment.c.offering_id).join(
                its_training, its_training.c.id == held.c.training_id
            )
        )
        .where(enrolment.c.person_id == bindparam("me"), is_seated())
        .where(held.c.called_off_at.is_(None), held.c.ends_at > bindparam("now"))
        .subquery("seats")
    )
    at_the_time = and_(seats.c.held_from < best.c.ends_at, seats.c.held_until > best.c.starts_at)
    return (
        select(best, seats)
        .select_from(best.outerjoin(seats, at_the_time))
        .order_by(best.c.gap.desc(), best.c.starts_at, best.c.id)
    )


def _count(source: Any, *where: Any) -> Any:
    return select(func.count()).select_from(source).where(*where).scalar_subquery()


# Built once: building them takes longer than running them.
_FITTING = _fitting()
_LOADED = _loaded()
_FOR_EVERYBODY = _statement(literal(0))
_FOR_HR = _statement(_count(enrolment.join(offering), waits(bindparam("now"))))
