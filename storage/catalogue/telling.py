"""Tells the people of an offering what HR changed: each once, however often it is changed.

Messages about changes made in the chat wait for some minutes, in which the officer can take them
back. What is not sent yet is reckoned up: a person whom nothing has reached is told of the
outcome alone, and of nothing that was taken back.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import or_, select, update

from domain.catalogue.sessions import TrainingSession
from domain.catalogue.timetable import SessionSpans, spans
from domain.ids import PersonId
from domain.outbox.messages import MessageKind, MessageState
from storage.catalogue.tables import offering_change
from storage.database.columns import among, constant
from storage.database.store import Transaction
from storage.outbox.messages import promise_each
from storage.outbox.tables import message
from storage.seats.rows import is_open
from storage.seats.tables import enrolment

SCHEDULE = ("starts_at", "ends_at", "place", "url")
"""Columns that people are told of when one of them changes."""
_KINDS = (
    MessageKind.OFFERING_MOVED,
    MessageKind.OFFERING_CALLED_OFF,
    MessageKind.OFFERING_REOPENED,
)
_OPPOSITE = {
    MessageKind.OFFERING_CALLED_OFF: MessageKind.OFFERING_REOPENED,
    MessageKind.OFFERING_REOPENED: MessageKind.OFFERING_CALLED_OFF,
}
Unsent = Mapping[MessageKind, Mapping[int, Any]]
"""Messages that have reached no person, by kind and enrolment."""


_Said = tuple[MessageKind | None, dict[str, Any]]
_NOTHING: _Said = (None, {})


@dataclass(frozen=True, slots=True)
class Sessions:
    """The stored sessions before and after a change."""

    before: Sequence[TrainingSession] = ()
    after: Sequence[TrainingSession] = ()

    def differ(self, old: Any, new: Mapping[str, Any]) -> bool:
        """Whether people must hear of them, though the offering begins and ends as before."""
        was, will_be = _spans(self.before, old), _spans(self.after, _changed(old, new))
        return was != will_be


NO_SESSIONS = Sessions()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Whom a change is told, and how."""

    cancelled: list[Any]
    """Unsent messages that are no longer true."""
    heard_less: Mapping[int, _Said]
    """What those are told, by enrolment, whom an earlier message has not reached."""
    others: _Said

    def waiting(self, unsent: Unsent) -> set[int]:
        """Enrolments with an earlier message that goes out, and says what is changed now."""
        gone = {one.id for one in self.cancelled}
        kinds = (MessageKind.OFFERING_MOVED, MessageKind.OFFERING_REOPENED)
        return {seat for kind in kinds for seat, one in unsent[kind].items() if one.id not in gone}


def kind_of(
    old: Any, new: Mapping[str, Any], *, now: datetime, days: Sessions = NO_SESSIONS
) -> MessageKind | None:
    """The message that this change of the offering `old` is worth; None: none."""
    if new.get("ends_at", old.ends_at) <= now:
        return None
    off = new.get("called_off_at", old.called_off_at) is not None
    if off != (old.called_off_at is not None):
        # After a reopening they have their seats again, which they must hear.
        return MessageKind.OFFERING_CALLED_OFF if off else MessageKind.OFFERING_REOPENED
    moved = any(name in new and new[name] != getattr(old, name) for name in SCHEDULE)
    moved = moved or days.differ(old, new)
    return MessageKind.OFFERING_MOVED if moved and not off else None


async def tell(
    session: Transaction,
    old: Any,
    new: Mapping[str, Any],
    *,
    days: Sessions,
    once: str,
    now: datetime,
    tell_at: datetime | None = None,
) -> tuple[MessageKind | None, int]:
    """Promises a message to all people with a seat, request or place in the queue.

    Returns its kind, and how many people are told, also by an earlier message that waits.
    """
    kind = kind_of(old, new, now=now, days=days)
    if kind is None:
        return None, 0
    at = tell_at or now
    unsent = await _unsent(session, old.id)
    present = _schedule(_changed(old, new), days.after)
    plan = _plan(kind, unsent, _schedule(old, days.before), present)
    await _cancel(session, plan.cancelled, now=now)
    if at > now:
        await _hold(session, old.id, until=at)
    # A date that was changed before is told with what is changed now.
    await _put_off(session, old.id, unsent[MessageKind.OFFERING_MOVED].values(), now=now, to=at)
    concerned = select(enrolment.c.id, enrolment.c.person_id).where(
        enrolment.c.offering_id == old.id, is_open()
    )
    promised: dict[MessageKind, list[tuple[PersonId, dict[str, Any], str]]] = defaultdict(list)
    told, waiting = 0, plan.waiting(unsent)
    for seat in await session.execute(concerned):
        each, facts = plan.heard_less.get(seat.id, plan.others)
        told += each is not None or seat.id in waiting
        if each is not None:
            known = {"enrolment": seat.id, "offering": old.id, **facts}
            promised[each].append((seat.person_id, known, f"{each}:{seat.id}:{once}"))
    for each, some in promised.items():
        await promise_each(session, each, some, now=now, not_before=at)
    return kind, told


def _plan(
    kind: MessageKind, unsent: Unsent, old: dict[str, Any], present: dict[str, Any]
) -> _Plan:
    moved, off = unsent[MessageKind.OFFERING_MOVED], unsent[MessageKind.OFFERING_CALLED_OFF]
    again = unsent[MessageKind.OFFERING_REOPENED]
    as_known = [one for one in moved.values() if _is(one, present)]
    if kind is MessageKind.OFFERING_MOVED:
        # Who was to hear of an earlier date, or that it takes place, is told with that.
        return _Plan(as_known, dict.fromkeys((*moved, *again), _NOTHING), (kind, {"old": old}))
    if kind is MessageKind.OFFERING_CALLED_OFF:
        facts = {"old": old}
        return _Plan(list(again.values()), dict.fromkeys(again, _NOTHING), (kind, facts))
    heard_less: dict[int, _Said] = {}
    for seat, one in off.items():
        # The person knows neither of the end nor of a date that was changed with it.
        stale = seat not in moved and "old" in one.facts and not _is(one, present)
        then = {"old": one.facts["old"]} if stale else {}
        heard_less[seat] = (MessageKind.OFFERING_MOVED, then) if stale else _NOTHING
    # To the others the message says when it takes place.
    told_anyway = [one for seat, one in moved.items() if seat not in off]
    return _Plan([*off.values(), *told_anyway, *as_known], heard_less, (kind, {}))


def _is(one: Any, present: dict[str, Any]) -> bool:
    """Whether what a person knows, as an unsent message says, is what is planned now."""
    known: dict[str, Any] = one.facts.get("old", {})
    return known.items() <= present.items()


async def _unsent(session: Transaction, offering_id: int) -> Unsent:
    people = select(enrolment.c.person_id).where(enrolment.c.offering_id == offering_id)
    # Locked: one that is being sent at this moment has reached its person.
    query = (
        select(message.c.id, message.c.kind, message.c.facts)
        .where(
            message.c.person_id.in_(people),
            message.c.state == constant(MessageState.DUE),
            ~message.c.uncertain,
            among(message.c.kind, _KINDS),
            message.c.facts["offering"].as_integer() == offering_id,
        )
        .order_by(message.c.id)
        .with_for_update()
    )
    found: dict[MessageKind, dict[int, Any]] = defaultdict(dict)
    for row in await session.execute(query):
        found[MessageKind(row.kind)][row.facts["enrolment"]] = row
    return found


async def _cancel(session: Transaction, unsent: Collection[Any], *, now: datetime) -> None:
    done = {"state": MessageState.CANCELLED.value, "settled_at": now}
    if unsent:
        these = message.c.id.in_([one.id for one in unsent])
        await session.execute(update(message).where(these).values(done))


async def _hold(session: Transaction, offering_id: int, *, until: datetime) -> None:
    """Other messages about the offering wait, too: they would say what may still be taken back.

    And one that is dropped because the offering is called off would be missed afterwards.
    """
    seats = select(enrolment.c.id).where(enrolment.c.offering_id == offering_id)
    about = or_(
        message.c.facts["offering"].as_integer() == offering_id,
        message.c.facts["enrolment"].as_integer().in_(seats),
    )
    in_time = or_(message.c.not_after.is_(None), message.c.not_after > until)
    await session.execute(
        update(message)
        .where(message.c.state == constant(MessageState.DUE), about, in_time)
        .where(message.c.not_before < until)
        .values(not_before=until)
    )


async def _put_off(
    session: Transaction, offering_id: int, unsent: Collection[Any], *, now: datetime, to: datetime
) -> None:
    """All that is not told yet is told at one moment, until which each part can be taken back."""
    if unsent:
        these = message.c.id.in_([one.id for one in unsent])
        await session.execute(update(message).where(these).values(not_before=to))
    await session.execute(
        update(offering_change)
        .where(offering_change.c.offering_id == offering_id, offering_change.c.tell_at > now)
        .where(offering_change.c.undone_at.is_(None))
        .values(tell_at=to)
    )


def _changed(old: Any, new: Mapping[str, Any]) -> Any:
    return SimpleNamespace(**{**old._mapping, **new})


def _spans(sessions: Sequence[TrainingSession], row: Any) -> SessionSpans:
    return spans(sessions, row.starts_at, row.ends_at, row.timezone)


def _schedule(old: Any, sessions: Sequence[TrainingSession]) -> dict[str, Any]:
    """The old dates, place and link as facts of the message, read as domain Schedule."""
    said = _spans(sessions, old)
    return {
        "starts_at": old.starts_at.astimezone(UTC).isoformat(),
        "ends_at": old.ends_at.astimezone(UTC).isoformat(),
        "place": old.place,
        "url": old.url,
        "sessions": [
            [*(each.astimezone(UTC).isoformat() for each in (opens, closes)), place]
            for opens, closes, place in said
        ],
    }
