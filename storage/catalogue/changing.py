"""Changes a stored offering, by a file of HR or in the chat: the same rules for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from domain.catalogue.changes import tell_at
from domain.catalogue.sessions import SessionPlan, TrainingSession, moved
from domain.ids import OfferingId
from domain.office.holidays import HolidayEffect
from domain.outbox.messages import MessageKind
from storage.catalogue import sessions, telling
from storage.catalogue.sessions import write as write_sessions
from storage.catalogue.speaking import asking
from storage.catalogue.speaking.asking import Asked
from storage.catalogue.tables import offering
from storage.database.columns import own_number
from storage.database.store import Transaction
from storage.office import policies
from storage.seats import signing_up
from storage.seats.rows import is_open
from storage.seats.tables import enrolment

_IN_CALENDARS = ("starts_at", "ends_at", "place", "timezone", "url")
"""Columns that the calendar file has: its number rises when one of these changes."""
_PROMISED = ("starts_at", "ends_at", "place")
"""Columns that "I will come" was said about."""
_TIMES = ("starts_at", "ends_at", "timezone")


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed, and who is told of it."""

    written: dict[str, Any]
    """The columns with their new values, all of which can be taken back."""
    confirmed: dict[int, datetime]
    """When people had said that they come: they are asked again."""
    sessions: tuple[TrainingSession, ...] | None
    """The stored sessions with their speakers, as they were before; None: HR gave no others."""
    kind: MessageKind | None
    """The message that is promised; None: it is of no concern to those who signed up."""
    told: int
    asked: Asked
    """Speakers who are told."""


def closing(old: Any, new: dict[str, Any]) -> dict[str, Any]:
    """When sign-up closes, where the start moves and nothing is said about the closing date.

    It cannot close after the start; where it closed at the start, it does so again.
    """
    if "closes_at" in new or "starts_at" not in new:
        return {}
    usual = old.closes_at == old.starts_at
    closes_at = new["starts_at"] if usual else min(old.closes_at, new["starts_at"])
    return {"closes_at": closes_at} if closes_at != old.closes_at else {}


async def placed(session: Transaction, old: Any, new: dict[str, Any]) -> dict[str, Any]:
    """`new` as it comes out: where HR has given the sessions, the end is that of the last one."""
    if not _moves_given(old, new):
        return new
    there = await shifted(session, old, new)
    times = {
        "starts_at": min(each.starts_at for each in there),
        "ends_at": max(each.ends_at for each in there),
    }
    changed = {name: value for name, value in times.items() if value != getattr(old, name)}
    return {name: value for name, value in new.items() if name not in times} | changed


async def change(
    session: Transaction,
    old: Any,
    new: dict[str, Any],
    *,
    once: str,
    now: datetime,
    tell_at: datetime | None = None,
    held: Sequence[TrainingSession] | None = None,
    asks: bool = True,
) -> Changed:
    """Writes `new` to the offering `old`, whose row is locked, with all that follows from it.

    `once` makes the messages of this change unique; they are sent from `tell_at` on. `held`: the
    sessions from now on, with the plan in `new`; None: those that HR gave move with the start.
    `asks`: speakers are told, too; not of what goes back before they have heard of it.
    """
    off = new.get("called_off_at", old.called_off_at) is not None
    written = {**_follows(old, new, now=now), **new}
    raised: dict[str, Any] = {}
    number = OfferingId(old.id)
    stored = spoken = await sessions.with_speakers(session, number)
    # No part of what can be taken back: a calendar ignores a lower number.
    if any(name in new for name in _IN_CALENDARS) or held is not None:
        raised = {"sequence": old.sequence + 1}
    if "starts_at" in new or "ends_at" in new:
        raised |= {"moved_at": now}
    this = offering.c.id == old.id
    if written or raised:
        await session.execute(update(offering).where(this).values(written | raised))
    before: tuple[TrainingSession, ...] | None = None
    if held is not None or _moves_given(old, new):
        before = spoken
        there = await shifted(session, old, new) if held is None else held
        plan = SessionPlan(new.get("session_plan", old.session_plan))
        await write_sessions(session, number, there, plan)
    elif any(name in new for name in _TIMES):
        free = await sessions.holidays(session)
        await sessions.write_usual(session, [number], holidays=free)
    days = telling.Sessions(stored, await sessions.stored(session, number))
    confirmed: dict[int, datetime] = {}
    if any(name in new for name in _PROMISED) or days.differ(old, new):
        confirmed = await _forget_promises(session, old.id)
    kind, told = await telling.tell(
        session, old, written, days=days, once=once, now=now, tell_at=tell_at
    )
    asked = asking.NO_ONE
    if asks:
        asked = await asking.tell(
            session, old, written, spoken, once=once, now=now, tell_at=tell_at
        )
    if not off and new.get("quota", 0) > old.quota:
        await signing_up.promote_queue(session, number, now=now)
    return Changed(written, confirmed, before, kind, told, asked)


async def fit(session: Transaction, olds: Sequence[Any], *, now: datetime) -> HolidayEffect:
    """Gives offerings, whose rows are locked, the sessions that the holidays leave them.

    Their people are told as of a move; HR can take the holiday back before.
    """
    before = await sessions.times(session, {OfferingId(old.id): old.session_plan for old in olds})
    free = await sessions.holidays(session)
    changed = await sessions.write_usual(session, [each.id for each in olds], holidays=free)
    after = await sessions.times(session, dict.fromkeys(changed, SessionPlan.WORKING_DAYS))
    # Calendars that have the entry take it anew.
    again = update(offering).where(offering.c.id.in_(changed))
    await session.execute(again.values(sequence=offering.c.sequence + 1))
    once, people, moments = f"holiday{own_number()}", 0, []
    for old in (each for each in olds if each.id in changed):
        days = telling.Sessions(before.get(old.id, ()), after.get(old.id, ()))
        if days.differ(old, {}):
            await _forget_promises(session, old.id)
        wait = (await policies.today(session, now=now, zone=old.timezone)).undo_for
        at = tell_at(old.starts_at, now=now, wait=wait)
        _, told = await telling.tell(session, old, {}, days=days, once=once, now=now, tell_at=at)
        people += told
        moments += [at] if told else []
    return HolidayEffect(len(changed), people, min(moments, default=None))


def _follows(old: Any, new: dict[str, Any], *, now: datetime) -> dict[str, Any]:
    follows: dict[str, Any] = {}
    ends_at = new.get("ends_at", old.ends_at)
    if ends_at != old.ends_at:
        follows["put_back_at"] = now if ends_at <= now < old.ends_at else None
    if new.get("starts_at", old.starts_at) > old.starts_at:
        # The start is later now, so free seats go to the queue again.
        follows["waitlist_closed_at"] = None
    return follows


def _moves_given(old: Any, new: dict[str, Any]) -> bool:
    given: bool = old.session_plan == SessionPlan.GIVEN.value
    return given and any(name in new for name in _TIMES)


async def given(session: Transaction, old: Any) -> tuple[TrainingSession, ...]:
    """The sessions of an offering that HR has given."""
    found = await sessions.times(session, {OfferingId(old.id): old.session_plan})
    return found.get(OfferingId(old.id), ())


async def shifted(
    session: Transaction, old: Any, new: dict[str, Any]
) -> tuple[TrainingSession, ...]:
    """The sessions that HR gave, moved with the start of the offering."""
    return moved(
        await given(session, old),
        new.get("starts_at", old.starts_at),
        new.get("timezone", old.timezone),
        holidays=await sessions.holidays(session),
    )


async def _forget_promises(session: Transaction, offering_id: int) -> dict[int, datetime]:
    """Forgets who said to come: it was said about the old date and place."""
    there = (enrolment.c.offering_id == offering_id, enrolment.c.confirmed_at.is_not(None))
    said = select(enrolment.c.id, enrolment.c.confirmed_at).where(*there, is_open())
    kept = {row.id: row.confirmed_at for row in await session.execute(said)}
    await session.execute(update(enrolment).where(*there).values(confirmed_at=None))
    return kept
