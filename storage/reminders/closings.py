"""Tells people that registration closes soon for a training that closes a gap of theirs."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Text, and_, case, cast, exists, func, literal, or_, select

from domain.decisions.clock import MORNING
from domain.ids import OfferingId, PersonId
from domain.outbox.day import DayKind
from domain.reminders import CLOSING, ClosingReminder, Looked
from storage.accounts.tables import link
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.profiles import gap_rows
from storage.competencies.tables import competency, current_level
from storage.database.columns import constant
from storage.database.store import Store, Transaction
from storage.office.working_days import work_days
from storage.outbox.day.lines import LINES_AT_ONCE, add_lines, new_line
from storage.outbox.day.tables import day_line
from storage.outbox.tables import message
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.reminders.due import OFFERINGS_AT_ONCE, is_told_of, wants
from storage.seats.rows import is_open, is_seated
from storage.seats.tables import enrolment


async def queue_closings(store: Store, *, now: datetime, zone: str, looked: Looked) -> int:
    """Adds today's lines about registration that closes; returns how many.

    One a person and day of the office: about the offering that closes first, among equal ones
    about that with the largest gaps. The key keeps it one, even if several processes do this at
    the same time. It is told by the last bundle before the day of closing, or a later one.
    """
    lines: dict[int, dict[str, Any]] = {}
    async with store.read() as session:
        days = await work_days(session, now=now, zone=zone)
        today = days.today(now)
        until = days.at(days.after(now, 1) + timedelta(days=1), time(0))
        found = await _closing_by(session, until, now=now, looked=looked)
        for start in range(0, len(found), OFFERINGS_AT_ONCE):
            rows = found[start : start + OFFERINGS_AT_ONCE]
            anchors = {row.id: row.anchor for row in rows}
            for told in await _untold(session, rows, today.isoformat(), now=now):
                anchor = anchors[told.offering_id]
                line = new_line(
                    told.person_id,
                    DayKind.CLOSING,
                    {"offering": told.offering_id, "anchor": anchor.isoformat()},
                    due_at=days.at(today, MORNING),
                    not_after=anchor,
                    once=told.once,
                    now=now,
                )
                lines.setdefault(told.person_id, line)
    added = await _write(store, list(lines.values()))
    looked.note(CLOSING, ((row.id, row.anchor) for row in found), now=now)
    return added


async def _write(store: Store, rows: Sequence[dict[str, Any]]) -> int:
    added = 0
    for start in range(0, len(rows), LINES_AT_ONCE):
        async with store.write() as session:
            added += await add_lines(session, rows[start : start + LINES_AT_ONCE])
    return added


async def _closing_by(
    session: Transaction, until: datetime, *, now: datetime, looked: Looked
) -> list[Any]:
    """The offerings whose registration closes until then, the first one first.

    Skips offerings whose people were checked lately (`looked`).
    """
    rows = await session.execute(
        select(offering.c.id, offering.c.closes_at.label("anchor"))
        .where(offering.c.closes_at > now, offering.c.closes_at < until, is_told_of(now))
        .order_by(offering.c.closes_at, offering.c.id)
    )
    return [row for row in rows if not looked.lately(CLOSING, row.id, row.anchor, now=now)]


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
    once = literal("closing:") + cast(gaps.c.person_id, Text) + literal(f":{today}")
    anchor = case({row.id: row.anchor.isoformat() for row in offerings}, value=offering.c.id)
    told = exists(
        select(literal(1)).where(
            # The id in the gap, not the joined person: most were told already and need no look-up.
            day_line.c.person_id == gaps.c.person_id,
            day_line.c.kind == constant(DayKind.CLOSING),
            or_(day_line.c.dedupe_key == once, _about(day_line, anchor)),
        )
    )
    by_older_version = exists(
        select(literal(1)).where(
            message.c.person_id == gaps.c.person_id,
            message.c.kind == constant(CLOSING.kind),
            _about(message, anchor),
        )
    )
    query = (
        select(
            gaps.c.person_id,
            offering.c.id.label("offering_id"),
            once.label("once"),
        )
        .select_from(_matches(gaps))
        .where(offering.c.id.in_(ids), ~told, ~by_older_version)
        .where(_invited(now, of_these=ids))
        .group_by(gaps.c.person_id, offering.c.id, offering.c.closes_at)
        .order_by(offering.c.closes_at, func.sum(gaps.c.gap).desc(), offering.c.id)
    )
    return (await session.execute(query)).all()


def _about(table: Any, anchor: Any) -> Any:
    """SQL: a line or message is about this closing of the offering."""
    return and_(
        table.c.facts["offering"].as_integer() == offering.c.id,
        table.c.facts["anchor"].as_string() == anchor,
    )


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
