"""Finds the people to remind by a query: due under a rule, with no message of that name yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Text, and_, case, cast, exists, literal, or_, select

from domain.catalogue.offerings import Mode
from domain.catalogue.sessions import SessionPlan, TrainingSession, resumptions
from domain.ids import EnrolmentId, OfferingId
from domain.outbox.messages import MessageState, Priority
from domain.outbox.quiet import Quiet
from domain.reminders import (
    FEEDBACK_RULES,
    LATER_DAYS,
    SEAT_RULES,
    Anchor,
    Looked,
    Rule,
    SeatReminder,
)
from domain.seats.deciding import SeatState
from storage.accounts.tables import link
from storage.catalogue import sessions
from storage.catalogue.tables import offering, offering_change, training
from storage.database.columns import constant
from storage.database.store import Store, Transaction, insert_for
from storage.evaluation.sheets import reaction_of, took_part
from storage.evaluation.tables import response
from storage.outbox.tables import message
from storage.people.actors import linked
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats.nominations.tables import assignment_letter
from storage.seats.tables import enrolment

OFFERINGS_AT_ONCE = 100
MESSAGES_AT_ONCE = 500
SECOND_LOOK = timedelta(days=1)
"""How long no message follows from a date that a file moved into the past."""

APART = timedelta(hours=12)
"""At least so long after one message about a form comes the next, when several became due at once:
the date was moved into the past, or the person was linked late."""

_ANCHORS: dict[Anchor, Any] = {
    Anchor.START: offering.c.starts_at,
    Anchor.END: offering.c.ends_at,
}


async def queue_due(store: Store, *, now: datetime, quiet: Quiet, looked: Looked) -> int:
    """Promises the reminders about seats and feedback that are due by now; returns how many.

    May run at any time, in any process and repeatedly: the dedupe key makes each reminder unique.
    """
    written = 0
    for rule in (*SEAT_RULES, *FEEDBACK_RULES):
        async with store.read() as session:
            found = await due_offerings(session, rule, now=now, quiet=quiet, looked=looked)
            due = await _due(session, rule, found, now=now)
            if rule in LATER_DAYS:
                later = await _due_days(session, rule, now=now, quiet=quiet, looked=looked)
                due += await _due(session, rule, later, now=now)
                found += later
        written += await write_messages(store, due)
        looked.note(rule, ((row.id, row.anchor) for row, _ in found), now=now)
    return written


async def seat(
    store: Store, enrolment_id: EnrolmentId, *, rule: Rule, starts_at: datetime
) -> SeatReminder | None:
    """The present facts of a reminder.

    None if the seat is lost, the date has changed, or the person has switched the reminder off.
    """
    query = (
        select(
            *NAME_COLUMNS,
            enrolment.c.confirmed_at,
            enrolment.c.since,
            _awaited().label("awaited"),
            _letter().label("letter"),
            offering.c.id,
            offering.c.starts_at,
            offering.c.ends_at,
            offering.c.timezone,
            offering.c.session_plan,
            offering.c.place,
            offering.c.url,
            training.c.title,
            training.c.mode,
        )
        .select_from(enrolment)
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .join(training, training.c.id == offering.c.training_id)
        .join(person, person.c.id == enrolment.c.person_id)
        .join(link, linked(person.c.id))
        .where(enrolment.c.id == enrolment_id, took_part(), person.c.active, wants(rule))
    )
    async with store.read() as session:
        row = (await session.execute(query)).one_or_none()
        later = row is not None and row.starts_at != starts_at
        days = await _days(session, [row]) if later else []
    day = next((each for _, each in days if each.starts_at == starts_at), None)
    if row is None or (later and day is None):
        return None
    return SeatReminder(
        person_name=name_of(row),
        offering_id=row.id,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        timezone=row.timezone,
        mode=Mode(row.mode),
        place=row.place,
        url=row.url,
        since=row.since,
        awaited=row.awaited,
        confirmed=row.confirmed_at is not None,
        later_day=day,
        letter=row.letter,
    )


def _letter() -> Any:
    """SQL: the number of the letter of the person's unit for the offering."""
    mine = and_(
        assignment_letter.c.offering_id == offering.c.id,
        assignment_letter.c.unit_id == person.c.unit_id,
    )
    return select(assignment_letter.c.number).where(mine).scalar_subquery()


def _awaited() -> Any:
    """SQL: people wait for a seat in the offering."""
    queued = enrolment.alias("queued")
    return exists(
        select(literal(1))
        .where(queued.c.offering_id == offering.c.id)
        .where(queued.c.state == constant(SeatState.QUEUED))
    )


def wants(rule: Rule) -> Any:
    """SQL: the linked person has not switched off this kind of reminder."""
    return cast(link.c.muted, Text).not_like(f'%"{rule.mute}"%')


async def due_offerings(
    session: Transaction, rule: Rule, *, now: datetime, quiet: Quiet, looked: Looked
) -> list[tuple[Any, datetime]]:
    """The offerings for which a rule is due by now, each with the time of sending.

    Skips offerings whose people were checked lately (`looked`).
    """
    anchor = _ANCHORS[rule.anchor]
    first, last = rule.anchors(now)
    rows = await session.execute(
        select(offering.c.id, anchor.label("anchor"), offering.c.timezone)
        .where(anchor > first, anchor <= last, is_told_of(now))
        .order_by(anchor, offering.c.id)
    )
    return _timed(rows, rule, now=now, quiet=quiet, looked=looked)


async def _due_days(
    session: Transaction, rule: Rule, *, now: datetime, quiet: Quiet, looked: Looked
) -> list[tuple[Any, datetime]]:
    """The later days of offerings for which a rule is due by now: those after a pause.

    At most one for each offering. Offerings without stored sessions are not looked at.
    """
    first, last = rule.anchors(now)
    o = offering.c
    columns = (o.id, o.starts_at, o.ends_at, o.timezone, o.session_plan)
    rows = await session.execute(
        select(*columns)
        .where(o.ends_at > first, o.starts_at <= last, is_told_of(now))
        .where(o.session_plan != SessionPlan.DAILY.value)
        .order_by(o.id)
    )
    days = await _days(session, rows.all())
    anchored = [SimpleNamespace(id=i, anchor=d.starts_at, timezone=z) for (i, z), d in days]
    return _timed(anchored, rule, now=now, quiet=quiet, looked=looked)


async def _days(
    session: Transaction, rows: Sequence[Any]
) -> list[tuple[tuple[int, str], TrainingSession]]:
    """The later days of these offerings that begin after a pause."""
    stored = await sessions.times(session, {OfferingId(r.id): r.session_plan for r in rows})
    held = [
        _Held(r.id, r.starts_at, r.ends_at, r.timezone, stored.get(OfferingId(r.id), ()))
        for r in rows
    ]
    return [((one.id, one.timezone), day) for one in held for day in resumptions(one)]


@dataclass(frozen=True, slots=True)
class _Held:
    """When an offering takes place."""

    id: int
    starts_at: datetime
    ends_at: datetime
    timezone: str
    sessions: tuple[TrainingSession, ...]


def _timed(
    rows: Iterable[Any], rule: Rule, *, now: datetime, quiet: Quiet, looked: Looked
) -> list[tuple[Any, datetime]]:
    timed = [(row, rule.send_at(row.anchor, row.timezone, quiet, now=now)) for row in rows]
    return [
        (row, at)
        for row, at in timed
        if at is not None and not looked.lately(rule, row.id, row.anchor, now=now)
    ]


def is_told_of(now: datetime) -> Any:
    """SQL: people are reminded of the offering: it is not called off, and its dates stand."""
    o, change = offering.c, offering_change.c
    # What HR may still take back is told by no reminder.
    waits = exists(
        select(literal(1)).where(
            change.offering_id == o.id, change.tell_at > now, change.undone_at.is_(None)
        )
    )
    # A slip of a file is put right before people are thanked for what has not been.
    put_right = or_(o.put_back_at.is_(None), o.put_back_at <= now - SECOND_LOOK)
    return and_(o.called_off_at.is_(None), put_right, ~waits)


def new_message(
    rule: Rule,
    row: Any,
    *,
    person_id: int,
    once: str,
    facts: dict[str, Any],
    now: datetime,
    at: datetime,
) -> dict[str, Any]:
    """The outbox row of a reminder; `row` holds the offering's id and the date it refers to."""
    return {
        "kind": rule.kind,
        "person_id": person_id,
        "facts": {"offering": row.id, "anchor": row.anchor.isoformat(), **facts},
        "dedupe_key": once,
        "priority": int(Priority.REMINDER),
        "not_before": at,
        "not_after": rule.until_at(row.anchor, row.timezone),
        "state": MessageState.DUE.value,
        "created_at": now,
    }


async def write_messages(store: Store, rows: Sequence[dict[str, Any]]) -> int:
    """Writes outbox rows in chunks; skips those whose dedupe key exists; returns how many."""
    written = 0
    for start in range(0, len(rows), MESSAGES_AT_ONCE):
        async with store.write() as session:
            insert = insert_for(session, message).values(rows[start : start + MESSAGES_AT_ONCE])
            written += (await session.execute(insert.on_conflict_do_nothing())).rowcount
    return written


async def _due(
    session: Transaction, rule: Rule, found: Sequence[tuple[Any, datetime]], *, now: datetime
) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    for start in range(0, len(found), OFFERINGS_AT_ONCE):
        chunk = {row.id: (row, at) for row, at in found[start : start + OFFERINGS_AT_ONCE]}
        rows = [row for row, _ in chunk.values()]
        for seat_row in await _unwritten(session, rule, rows, now=now):
            row, at = chunk[seat_row.offering_id]
            if rule.enrolled_before_due and seat_row.since > rule.due_at(row.anchor, row.timezone):
                continue
            messages.append(
                new_message(
                    rule,
                    row,
                    person_id=seat_row.person_id,
                    once=seat_row.once,
                    facts={"enrolment": seat_row.id},
                    now=now,
                    at=at,
                )
            )
    return messages


async def _unwritten(
    session: Transaction, rule: Rule, offerings: Sequence[Any], *, now: datetime
) -> Sequence[Any]:
    # The dedupe key contains the date, so that people are reminded again if an offering moves.
    once = _once(rule, offerings)
    query = (
        select(
            enrolment.c.id,
            enrolment.c.person_id,
            enrolment.c.offering_id,
            enrolment.c.since,
            once.label("once"),
        )
        .join(offering, offering.c.id == enrolment.c.offering_id)
        .join(person, person.c.id == enrolment.c.person_id)
        .join(link, linked(person.c.id))
        .where(enrolment.c.offering_id.in_([row.id for row in offerings]))
        .where(took_part(), person.c.active, wants(rule))
        .where(~exists(select(literal(1)).where(message.c.dedupe_key == once)))
        .order_by(enrolment.c.offering_id, enrolment.c.id)
    )
    if rule.anchor is Anchor.END:
        finished = reaction_of(enrolment.c.id), response.c.completed_at.is_not(None)
        query = query.where(~exists(select(literal(1)).where(*finished)))
        for other in FEEDBACK_RULES[: FEEDBACK_RULES.index(rule)]:
            same = message.c.dedupe_key == _once(other, offerings)
            just = message.c.created_at > now - APART
            query = query.where(~exists(select(literal(1)).where(same, just)))
    return (await session.execute(query)).all()


def _once(rule: Rule, offerings: Sequence[Any]) -> Any:
    """SQL: the dedupe key of a rule for an enrolment in one of these offerings."""
    ends = {row.id: f":{rule.name}:{row.anchor:%Y%m%dT%H%MZ}" for row in offerings}
    return (
        literal("remind:") + cast(enrolment.c.id, Text) + case(ends, value=enrolment.c.offering_id)
    )
