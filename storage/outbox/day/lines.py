"""Adds lines for the one message a day, and promises that message to each person with news."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, Text, bindparam, cast, exists, literal, select, update

from domain.ids import DayLineId, MessageId, PersonId
from domain.outbox.day import DayKind, DayLine, chosen, goes_out, next_bundle
from domain.outbox.messages import MessageKind, MessageState, Priority
from storage.accounts.tables import link
from storage.database.columns import among
from storage.database.store import PROMISED, Store, Transaction, insert_for
from storage.office.working_days import work_days
from storage.outbox.day.tables import day_line
from storage.outbox.officers import officers, tell_officers
from storage.outbox.tables import message
from storage.people.actors import linked

PEOPLE_AT_ONCE = 500
"""People whose bundles one transaction promises."""
LINES_AT_ONCE = 500
TIME_TO_ACT = timedelta(hours=6)
"""What HR officers have left at least, when they read in the bundle what they must act on."""


async def add_line(
    session: Transaction,
    *,
    to: PersonId,
    kind: DayKind,
    facts: dict[str, Any],
    due_at: datetime,
    not_after: datetime,
    once: str,
    now: datetime,
) -> None:
    """Adds a line in the transaction of its cause; nothing if the key was added before.

    It is told from `due_at` on, the oldest first, and is stale at `not_after`. It waits while the
    person is not linked.
    """
    row = new_line(to, kind, facts, due_at=due_at, not_after=not_after, once=once, now=now)
    await add_lines(session, [row])


def new_line(
    to: PersonId,
    kind: DayKind,
    facts: dict[str, Any],
    *,
    due_at: datetime,
    not_after: datetime,
    once: str,
    now: datetime,
) -> dict[str, Any]:
    """The row of a line, for `add_lines`."""
    return {
        "person_id": to,
        "kind": kind,
        "facts": facts,
        "due_at": due_at,
        "not_after": not_after,
        "dedupe_key": once,
        "added_at": now,
    }


async def add_lines(session: Transaction, rows: Sequence[dict[str, Any]]) -> int:
    """Adds many lines; returns how many are new."""
    added = 0
    for start in range(0, len(rows), LINES_AT_ONCE):
        insert = insert_for(session, day_line).values(rows[start : start + LINES_AT_ONCE])
        added += (await session.execute(insert.on_conflict_do_nothing())).rowcount
    return added


async def tell_officers_in_time(
    session: Transaction,
    kind: MessageKind,
    *,
    line: DayKind,
    facts: dict[str, Any],
    until: datetime,
    once: str,
    now: datetime,
    zone: str,
    late: timedelta = timedelta(0),
) -> None:
    """Tells every HR officer by a line of the next bundle; at once if that leaves no time to act.

    `until`: when it is too late to act. The line is stale `late` after that.
    """
    at = next_bundle(await work_days(session, now=now, zone=zone), now)
    if at > until - TIME_TO_ACT:
        await tell_officers(session, kind, facts=facts, once=once, now=now)
        return
    stale = until + late
    found = (await session.execute(officers())).scalars().all()
    rows = [
        new_line(
            PersonId(officer),
            line,
            facts,
            due_at=at,
            not_after=stale,
            once=f"{once}:{officer}",
            now=now,
        )
        for officer in found
    ]
    await add_lines(session, rows)


async def queue_bundles(store: Store, *, now: datetime, zone: str) -> int:
    """Promises today's bundle to each person with lines that are due; returns how many.

    One for each person and working day. It may run in several processes: who writes the message
    gives it its lines, in the same transaction.
    """
    written = 0
    while True:
        async with store.read() as session:
            days = await work_days(session, now=now, zone=zone)
            if not goes_out(days, now):
                return written
            today = days.today(now)
            people = (await session.execute(_people(today, now))).scalars().all()
        if not people:
            return written
        async with store.write() as session:
            written += await _bundle(session, people, today, now=now)


async def told_by(store: Store, number: MessageId, *, now: datetime) -> tuple[DayLine, ...]:
    """The lines of a bundle that are not stale, the oldest first."""
    query = (
        select(*day_line.c["id", "person_id", "kind", "facts"])
        .where(day_line.c.message_id == number, day_line.c.not_after > now)
        .order_by(day_line.c.due_at, day_line.c.id)
    )
    async with store.read() as session:
        return tuple(DayLine(*row) for row in await session.execute(query))


def _due(now: datetime) -> tuple[Any, ...]:
    """SQL: the line waits, can be told now, and this version knows what it is about."""
    return (
        day_line.c.message_id.is_(None),
        day_line.c.not_after > now,
        day_line.c.due_at <= now,
        among(day_line.c.kind, sorted(DayKind)),
    )


def _people(today: date, now: datetime) -> Select[Any]:
    """SQL: people who can be told, have news and no bundle today yet."""
    key = literal(f"{MessageKind.DAY_BUNDLE}:") + cast(day_line.c.person_id, Text)
    key += literal(f":{today.isoformat()}")
    told = exists(select(literal(1)).select_from(message).where(message.c.dedupe_key == key))
    return (
        select(day_line.c.person_id)
        .join(link, linked(day_line.c.person_id))
        .where(*_due(now), link.c.unreachable_at.is_(None), ~told)
        .distinct()
        .order_by(day_line.c.person_id)
        .limit(PEOPLE_AT_ONCE)
    )


async def _bundle(
    session: Transaction, people: Collection[int], today: date, *, now: datetime
) -> int:
    rows = [
        {
            "kind": MessageKind.DAY_BUNDLE,
            "person_id": who,
            "facts": {},
            "dedupe_key": f"{MessageKind.DAY_BUNDLE}:{who}:{today.isoformat()}",
            "priority": int(Priority.REMINDER),
            "not_before": now,
            "state": MessageState.DUE.value,
            "created_at": now,
        }
        for who in people
    ]
    insert = insert_for(session, message).values(rows).on_conflict_do_nothing()
    new = await session.execute(insert.returning(message.c.id, message.c.person_id))
    messages = {row.person_id: row.id for row in new}
    if not messages:
        return 0
    session.info[PROMISED] = True
    query = select(*day_line.c["id", "person_id", "kind", "facts"])
    query = query.where(*_due(now), day_line.c.person_id.in_(messages))
    waiting: dict[int, list[DayLine]] = defaultdict(list)
    for row in await session.execute(query.order_by(day_line.c.due_at, day_line.c.id)):
        waiting[row.person_id].append(DayLine(*row))
    given: list[tuple[DayLineId, int]] = [
        (line.id, messages[who]) for who, lines in waiting.items() for line in chosen(lines)
    ]
    if given:
        this = day_line.c.id == bindparam("b_id"), day_line.c.message_id.is_(None)
        await session.execute(
            update(day_line).where(*this).values(message_id=bindparam("b_message")),
            [{"b_id": line, "b_message": number} for line, number in given],
        )
    return len(messages)
