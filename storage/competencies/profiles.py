"""The levels a post requires and a person's ratings, read for one person or as SQL for many."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, bindparam, func, select

from domain.competencies.profile import (
    CompetencyDetail,
    CompetencyStanding,
    Followed,
    GapAnswer,
    Group,
    Profile,
)
from domain.ids import CompetencyId, PersonId
from domain.seats.deciding import OPEN, SeatState
from domain.seats.seen import seen
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import IS_SHORT, competency, current_level, requirement
from storage.database.store import Store, Transaction
from storage.people.rows import name_of
from storage.people.tables import person
from storage.seats.rows import is_present, is_seated
from storage.seats.tables import enrolment

SHOWN = 2
"""How many offerings are named under one competency; the others are only counted."""


def gap_rows(*where: Any) -> Select[Any]:
    """SQL: person_id, competency_id, gap and level where the level is below the standard.

    `where`: conditions on `current_level`, such as one person.
    """
    return select(
        current_level.c.person_id,
        current_level.c.competency_id,
        current_level.c.gap,
        current_level.c.level,
    ).where(IS_SHORT, *where)


async def profile(store: Store, *, person_id: PersonId) -> Profile:
    """One person's level and standard in every competency that the post requires."""
    async with store.read() as session:
        return await _profile(session, person_id)


async def detail(
    store: Store, *, person_id: PersonId, competency_id: CompetencyId, now: datetime
) -> CompetencyDetail | None:
    """One competency of the post with the offerings that train it; None if it is not required."""
    async with store.read() as session:
        whole = await _profile(session, person_id)
        standing = next((s for s in whole.standings if s.id == competency_id), None)
        if standing is None:
            return None
        meanings = await _meanings(session, competency_id)
        if not standing.gap:
            return CompetencyDetail(standing, meanings)
        found = await _answers(session, person_id, standing, now=now)
        mine = tuple(each for each in found if each.state is not None)
        others = [each for each in found if each.state is None]
        shown = others[: 1 if mine else SHOWN]
        return CompetencyDetail(
            standing,
            meanings,
            tuple(shown),
            len(others) - len(shown),
            mine,
            await _followed(session, person_id, standing),
        )


async def _profile(session: Transaction, person_id: PersonId) -> Profile:
    who = (await session.execute(_PERSON, {"me": person_id})).one()
    rows = await session.execute(_LEVELS, {"me": person_id, "post": who.position_id})
    standings = tuple(
        CompetencyStanding(
            id=CompetencyId(row.id),
            code=row.code,
            name=row.name,
            group=Group(row.kind),
            required=row.required,
            actual=row.actual,
            assessed_on=row.assessed_on,
        )
        for row in rows
    )
    return Profile(
        post=who.position_title,
        standings=standings,
        name=name_of(who),
    )


async def _meanings(session: Transaction, competency_id: CompetencyId) -> dict[int, str]:
    row = (await session.execute(select(competency).where(competency.c.id == competency_id))).one()
    levels = {number: getattr(row, f"level_{number}") for number in range(1, 6)}
    return {number: text for number, text in levels.items() if text}


async def _answers(
    session: Transaction, person_id: PersonId, standing: CompetencyStanding, *, now: datetime
) -> list[GapAnswer]:
    given = {
        "me": person_id,
        "competency": standing.id,
        "level": standing.actual or 0,
        "now": now,
    }
    rows = await session.execute(_ANSWERS, given)
    found = []
    for row in rows:
        holds = SeatState(row.mine) if row.mine in OPEN else None
        if holds or (row.closes_at > now and row.starts_at > now):
            left = max(0, row.quota - row.taken)
            answer = GapAnswer(
                row.id,
                row.title,
                row.starts_at,
                row.ends_at,
                row.timezone,
                left,
                seen(row, row.since),
                holds,
            )
            found.append(answer)
    return found


async def _followed(
    session: Transaction, person_id: PersonId, standing: CompetencyStanding
) -> Followed | None:
    given = {"me": person_id, "competency": standing.id, "level": standing.actual or 0}
    row = (await session.execute(_FOLLOWED, given)).first()
    if row is None:
        return None
    day = row.ends_at.astimezone(ZoneInfo(row.timezone)).date()
    if standing.assessed_on is not None and day <= standing.assessed_on:
        return None
    return Followed(row.title, row.starts_at, row.timezone)


# Built once: building a statement takes longer than running it.
_PERSON = select(
    person.c.name,
    person.c.title_before,
    person.c.title_after,
    person.c.position_id,
    person.c.position_title,
).where(person.c.id == bindparam("me"))
_LEVELS = (
    select(
        competency.c.id,
        competency.c.code,
        competency.c.name,
        competency.c.kind,
        requirement.c.level.label("required"),
        current_level.c.level.label("actual"),
        current_level.c.assessed_on,
    )
    .join(requirement, requirement.c.competency_id == competency.c.id)
    .outerjoin(
        current_level,
        and_(
            current_level.c.competency_id == competency.c.id,
            current_level.c.person_id == bindparam("me"),
        ),
    )
    .where(requirement.c.position_id == bindparam("post"))
    .order_by(competency.c.code)
)
_MINE = enrolment.alias("mine")
_TAKEN = (
    select(func.count())
    .where(enrolment.c.offering_id == offering.c.id)
    .where(is_seated())
    .scalar_subquery()
)
_ANSWERS = (
    select(
        offering.c.id,
        offering.c.starts_at,
        offering.c.ends_at,
        offering.c.timezone,
        offering.c.closes_at,
        offering.c.quota,
        training.c.title,
        _TAKEN.label("taken"),
        _MINE.c.state.label("mine"),
        _MINE.c.since,
    )
    .join(training, training.c.id == offering.c.training_id)
    .join(training_competency, training_competency.c.training_id == training.c.id)
    .outerjoin(
        _MINE, and_(_MINE.c.offering_id == offering.c.id, _MINE.c.person_id == bindparam("me"))
    )
    .where(training_competency.c.competency_id == bindparam("competency"))
    .where(training_competency.c.level > bindparam("level"))
    .where(offering.c.called_off_at.is_(None), offering.c.ends_at > bindparam("now"))
    .order_by(offering.c.starts_at, offering.c.id)
)
_FOLLOWED = (
    select(training.c.title, offering.c.starts_at, offering.c.ends_at, offering.c.timezone)
    .select_from(enrolment.join(offering).join(training))
    .join(training_competency, training_competency.c.training_id == training.c.id)
    .where(enrolment.c.person_id == bindparam("me"))
    .where(is_present())
    .where(training_competency.c.competency_id == bindparam("competency"))
    .where(training_competency.c.level > bindparam("level"))
    .order_by(offering.c.ends_at.desc(), offering.c.id)
    .limit(1)
)
