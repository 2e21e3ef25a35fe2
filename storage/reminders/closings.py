"""Tells people that registration closes soon for a training that closes a gap of theirs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Text, and_, case, cast, exists, func, literal, or_, select

from domain.ids import OfferingId, PersonId
from domain.outbox.quiet import Quiet
from domain.reminders import CLOSING, ClosingReminder, Looked
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.columns import constant
from storage.database.store import Store, Transaction
from storage.outbox.tables import message
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.reminders.due import (
    OFFERINGS_AT_ONCE,
    due_offerings,
    new_message,
    wants,
    write_messages,
)
from storage.seats.rows import is_open, is_seated
from storage.seats.tables import enrolment


async def queue_closings(store: Store, *, now: datetime, quiet: Quiet, looked: Looked) -> int:
    """Promises the messages of today about registration that closes; returns how many.

    One message per person and day of the office's time zone: about the offering that closes first,
    among equal ones about that with the largest gaps. The dedupe key keeps it one, even if several
    processes do this at the same time.
    """
    zone = ZoneInfo(quiet.zone)
    messages: dict[int, dict[str, Any]] = {}
    async with store.read() as session:
        found = await due_offerings(session, CLOSING, now=now, quiet=quiet, looked=looked)
        for day, some in _by_day(found, zone):
            chunk = {row.id: (row, at) for row, at in some}
            rows = [row for row, _ in chunk.values()]
            for told in await _untold(session, rows, day, now=now):
                row, at = chunk[told.offering_id]
                message_ = new_message(
                    CLOSING,
                    row,
                    person_id=told.person_id,
                    once=told.once,
                    facts={},
                    now=now,
                    at=at,
                )
                messages.setdefault(told.person_id, message_)
    written = await write_messages(store, list(messages.values()))
    looked.note(CLOSING, ((row.id, row.anchor) for row, _ in found), now=now)
    return written


def _by_day(
    found: Sequence[tuple[Any, datetime]], zone: ZoneInfo
) -> Iterator[tuple[str, Sequence[tuple[Any, datetime]]]]:
    """Groups offerings by the day of sending, which quiet hours may put off; yields chunks."""

    def day(one: tuple[Any, datetime]) -> str:
        return one[1].astimezone(zone).date().isoformat()

    for name, same in groupby(sorted(found, key=day), key=day):
        rest = list(same)
        for start in range(0, len(rest), OFFERINGS_AT_ONCE):
            yield name, rest[start : start + OFFERINGS_AT_ONCE]


async def closing(
    store: Store,
    *,
    person_id: PersonId,
    offering_id: OfferingId,
    closes_at: datetime,
    now: datetime,
) -> ClosingReminder | None:
    """The present facts of the message; None if no seat is left or the person does not want it."""
    gaps = gap_rows(current_level.c.person_id == person_id).subquery("gaps")
    query = (
        select(
            *NAME_COLUMNS,
            offering.c.starts_at,
            offering.c.ends_at,
            offering.c.closes_at,
            offering.c.timezone,
            (offering.c.quota - _taken()).label("left"),
            training.c.title,
            competency.c.name.label("competency_name"),
        )
        .select_from(_matches(gaps))
        .join(training, training.c.id == offering.c.training_id)
        .join(competency, competency.c.id == gaps.c.competency_id)
        .where(person.c.id == person_id, offering.c.id == offering_id, _invited(now))
        .where(offering.c.closes_at == closes_at)
        .order_by(gaps.c.gap.desc(), competency.c.name)
    )
    async with store.read() as session:
        rows = (await session.execute(query)).all()
    if not rows:
        return None
    first = rows[0]
    return ClosingReminder(
        person_name=name_of(first),
        offering_id=offering_id,
        title=first.title,
        starts_at=first.starts_at,
        ends_at=first.ends_at,
        closes_at=first.closes_at,
        timezone=first.timezone,
        seats_left=first.left,
        competencies=tuple(row.competency_name for row in rows),
    )


async def _untold(
    session: Transaction, offerings: Sequence[Any], today: str, *, now: datetime
) -> Sequence[Any]:
    """People who were not told yet, each with an offering for them, the most urgent first."""
    ids = [row.id for row in offerings]
    gaps = gap_rows().subquery("gaps")
    once = literal("remind:closing:") + cast(gaps.c.person_id, Text) + literal(f":{today}")
    anchor = case({row.id: row.anchor.isoformat() for row in offerings}, value=offering.c.id)
    told_before = and_(
        message.c.facts["offering"].as_integer() == offering.c.id,
        message.c.facts["anchor"].as_string() == anchor,
    )
    told = exists(
        select(literal(1)).where(
            # The id in the gap, not the joined person: most were told already and need no look-up.
            message.c.person_id == gaps.c.person_id,
            message.c.kind == constant(CLOSING.kind),
            or_(message.c.dedupe_key == once, told_before),
        )
    )
    query = (
        select(
            gaps.c.person_id,
            offering.c.id.label("offering_id"),
            once.label("once"),
        )
        .select_from(_matches(gaps))
        .where(offering.c.id.in_(ids), ~told)
        .where(_invited(now, of_these=ids))
        .group_by(gaps.c.person_id, offering.c.id, offering.c.closes_at)
        .order_by(offering.c.closes_at, func.sum(gaps.c.gap).desc(), offering.c.id)
    )
    return (await session.execute(query)).all()


def _matches(gaps: Any) -> Any:
    """SQL: people joined with the offerings that would raise them above their present level."""
    answers = and_(
        training_competency.c.competency_id == gaps.c.competency_id,
        training_competency.c.level > gaps.c.level,
    )
    return (
        gaps.join(person, person.c.id == gaps.c.person_id)
        .join(link, linked(person.c.id))
        .join(training_competency, answers)
        .join(offering, offering.c.training_id == training_competency.c.training_id)
    )


def _invited(now: datetime, *, of_these: Sequence[int] | None = None) -> Any:
    """SQL: seats are left, and the person has not signed up before, nor for another run.

    A sign-up that was given up or refused counts too, one for a past run does not.

    `of_these`: the ids of the offerings, given where there are many people, so that only the
    enrolments in their trainings are read.
    """
    other = offering.alias("other")
    taken_part = (
        select(literal(1))
        .select_from(enrolment.join(other, other.c.id == enrolment.c.offering_id))
        .where(enrolment.c.person_id == person.c.id)
        .where(other.c.training_id == offering.c.training_id)
        .where(or_(other.c.id == offering.c.id, and_(other.c.ends_at > now, is_open())))
    )
    if of_these is not None:
        near = offering.alias("near")
        trainings = select(near.c.training_id).where(near.c.id.in_(of_these))
        taken_part = taken_part.where(other.c.training_id.in_(trainings))
    return and_(
        person.c.active,
        wants(CLOSING),
        offering.c.called_off_at.is_(None),
        offering.c.starts_at > now,
        offering.c.closes_at > now,
        offering.c.quota > _taken(),
        ~exists(taken_part),
    )


def _taken() -> Any:
    return (
        select(func.count())
        .select_from(enrolment)
        .where(enrolment.c.offering_id == offering.c.id, is_seated())
        .correlate(offering)
        .scalar_subquery()
    )
