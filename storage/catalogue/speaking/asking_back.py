"""Speakers hear that an import was taken back: who is freed, and who is asked again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import exists, or_, select, update

from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind, MessageState
from storage.catalogue import sessions
from storage.catalogue.speaking import asking
from storage.catalogue.tables import offering, speaker, training_session
from storage.database.columns import among, constant
from storage.database.store import Transaction
from storage.outbox.tables import message

_KINDS = (MessageKind.SPEAKER, MessageKind.SPEAKER_FREED)
_Key = tuple[int | None, PersonId]
"""A session and the person who speaks in it."""
_Spoken = Mapping[_Key, tuple[TrainingSession, str | None]]
"""With the place where it is."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """An offering, and who speaks in its sessions."""

    row: Any
    sessions: Sequence[TrainingSession]


async def speakers(
    session: Transaction, offerings: Iterable[int], *, given: Iterable[int], now: datetime
) -> list[Speakers]:
    """Who speaks in these offerings now; `given`: those whose sessions will go back, too."""
    spoken = exists(
        select(speaker.c.id)
        .join(training_session, training_session.c.id == speaker.c.session_id)
        .where(training_session.c.offering_id == offering.c.id)
    )
    these = or_(offering.c.id.in_(given), offering.c.id.in_(offerings) & spoken)
    rows = (await session.execute(select(offering).where(these, offering.c.ends_at > now))).all()
    return [
        Speakers(row, await sessions.with_speakers(session, OfferingId(row.id))) for row in rows
    ]


async def tell(
    session: Transaction, before: Sequence[Speakers], *, once: str, now: datetime
) -> int:
    """Tells speakers what is other than `before`; how many are told.

    Who has not been told of the import yet is told of neither.
    """
    told = 0
    for each in before:
        present = select(offering).where(offering.c.id == each.row.id)
        row = (await session.execute(present)).one_or_none()
        if row is not None:
            told += await _tell(session, each, row, once=once, now=now)
    return told


async def _tell(
    session: Transaction, before: Speakers, row: Any, *, once: str, now: datetime
) -> int:
    unsent = await _dropped(session, row.id, now=now)
    after = Speakers(row, await sessions.with_speakers(session, OfferingId(row.id)))
    was, will_be = _spoken(before, now), _spoken(after, now)
    freed = [
        (who, one)
        for (number, who), (one, _) in was.items()
        if (number, who) not in will_be
        and (MessageKind.SPEAKER, who, _iso(one.starts_at)) not in unsent
    ]
    asked = [
        key
        for key, (one, place) in will_be.items()
        if _differs(was.get(key), one, place)
        and (key in was or (MessageKind.SPEAKER_FREED, key[1], _iso(one.starts_at)) not in unsent)
    ]
    for who, one in freed:
        await asking.free(session, who, before.row, one, once=once, now=now)
    for number, who in asked:
        await asking.ask_again(session, number, who, once=once, now=now)
    return len({who for who, _ in freed} | {who for _, who in asked})


def _spoken(those: Speakers, now: datetime) -> _Spoken:
    """Who of the roster is to speak in sessions that are not over."""
    if those.row.called_off_at is not None:
        return {}
    return {
        (one.id, each.person): (one, one.place or those.row.place)
        for one in those.sessions
        if one.ends_at > now
        for each in one.speakers
        if each.person is not None
    }


def _differs(
    was: tuple[TrainingSession, str | None] | None, one: TrainingSession, place: str | None
) -> bool:
    if was is None:
        return True
    old, there = was
    return (old.starts_at, old.ends_at, there) != (one.starts_at, one.ends_at, place)


async def _dropped(
    session: Transaction, offering_id: int, *, now: datetime
) -> set[tuple[MessageKind, PersonId, str]]:
    """Drops what speakers were not told yet; the kind, the person and the start of the session."""
    due = (
        message.c.state == constant(MessageState.DUE),
        ~message.c.uncertain,
        among(message.c.kind, _KINDS),
        message.c.facts["offering"].as_integer() == offering_id,
    )
    # Locked: one that is being sent at this moment has reached its person.
    query = select(*message.c["id", "kind", "person_id", "facts"]).where(*due).with_for_update()
    rows = (await session.execute(query)).all()
    done = {"state": MessageState.CANCELLED.value, "settled_at": now}
    these = message.c.id.in_([row.id for row in rows])
    await session.execute(update(message).where(these).values(done))
    return {(MessageKind(row.kind), PersonId(row.person_id), row.facts["start"]) for row in rows}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
