"""All open decisions for HR: by age, the slowest offices, and a file."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.decisions.states import DecisionKind, DecisionStep
from domain.decisions.views import Ages, OpenLine, SlowOffice
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction
from storage.decisions import telling
from storage.decisions.lists.views import OPEN
from storage.decisions.tables import decision
from storage.office.working_days import work_days
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person, unit
from storage.seats.tables import enrolment

OLDEST = 20
"""Decisions whose offices are named as the slowest."""
MOST_IN_FILE = 20_000
_OF_SEAT = decision.c.kind == DecisionKind.SEAT.value


async def ages(store: Store, *, now: datetime, zone: str) -> Ages:
    """All open decisions by age; the days are counted once each, not once a decision."""
    async with store.read() as session:
        days = await work_days(session, now=now, zone=zone)
        by_day: Counter[int] = Counter()
        query = select(decision.c.asked_at).where(OPEN, _OF_SEAT)
        passed: dict[Any, int] = {}
        for asked_at in (await session.execute(query)).scalars():
            day = days.today(asked_at)
            if day not in passed:
                passed[day] = days.passed(asked_at, now)
            by_day[passed[day]] += 1
        total = by_day.total()
        oldest = select(decision).where(OPEN, _OF_SEAT)
        oldest = oldest.order_by(decision.c.asked_at, decision.c.id).limit(OLDEST)
        rows = (await session.execute(oldest)).all()
        asked = await telling.deciders_now(session, rows, days, now=now)
        slowest = Counter(ones[0].post if ones else None for _, ones in asked)
    return Ages(
        total=total,
        waited=sum(day * n for day, n in by_day.items()),
        fresh=sum(n for day, n in by_day.items() if day <= 2),
        slow=sum(n for day, n in by_day.items() if day in (3, 4)),
        late=sum(n for day, n in by_day.items() if day > 4),
        slowest=tuple(SlowOffice(*each) for each in slowest.most_common(2)),
    )


async def lines(store: Store, *, now: datetime, zone: str) -> list[OpenLine]:
    """All open decisions with the office where each lies, the oldest first."""
    query = (
        select(
            decision,
            person.c.nip,
            *NAME_COLUMNS,
            unit.c.name.label("unit_name"),
            training.c.title,
            offering.c.starts_at,
        )
        .select_from(decision.join(enrolment, enrolment.c.id == decision.c.object_id))
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .join(training, training.c.id == offering.c.training_id)
        .join(person, person.c.id == decision.c.person_id)
        .outerjoin(unit, unit.c.id == person.c.unit_id)
        .where(OPEN, _OF_SEAT)
        .order_by(decision.c.asked_at, decision.c.id)
        .limit(MOST_IN_FILE)
    )
    async with store.read() as session:
        days = await work_days(session, now=now, zone=zone)
        rows = (await session.execute(query)).all()
        posts = await _posts(session, rows, now=now, zone=zone)
        return [
            OpenLine(
                nip=row.nip,
                name=name_of(row),
                unit=row.unit_name,
                title=row.title,
                starts_at=row.starts_at,
                asked_at=row.asked_at,
                waited=days.passed(row.asked_at, now),
                post=posts[row.id],
                step=DecisionStep(row.step),
            )
            for row in rows
        ]


async def _posts(
    session: Transaction, rows: Sequence[Any], *, now: datetime, zone: str
) -> dict[int, str | None]:
    days = await work_days(session, now=now, zone=zone)
    posts: dict[int, str | None] = {}
    for start in range(0, len(rows), telling.AT_ONCE):
        some = rows[start : start + telling.AT_ONCE]
        for row, ones in await telling.deciders_now(session, some, days, now=now):
            posts[row.id] = ones[0].post if ones else None
    return posts
