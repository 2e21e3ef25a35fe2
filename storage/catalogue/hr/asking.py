"""Messages to speakers of the roster: asked, asked again when the session moves, freed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind
from storage.catalogue.tables import speaker, training_session
from storage.database.store import Transaction
from storage.outbox.messages import promise_each

_Asked = tuple[PersonId, dict[str, Any], str]


async def ask(session: Transaction, row: Any, *, now: datetime) -> None:
    """Asks a speaker; `row` has the speaker's columns and the start of the session."""
    await promise_each(session, MessageKind.SPEAKER, [_question(row, "new")], now=now)


async def tell(
    session: Transaction,
    old: Any,
    new: Mapping[str, Any],
    before: Sequence[TrainingSession],
    *,
    once: str,
    now: datetime,
    tell_at: datetime | None,
) -> None:
    """Asks speakers again whose session has moved, and frees those whose session is gone.

    `before`: the stored sessions with their speakers, before a change of the offering `old`.
    """
    if new.get("ends_at", old.ends_at) <= now or not any(each.speakers for each in before):
        return
    off = new.get("called_off_at", old.called_off_at) is not None
    was_off = old.called_off_at is not None
    after = {row.session_id: row for row in await _present(session, OfferingId(old.id))}
    place = new.get("place", old.place)
    questions: list[_Asked] = []
    freed: list[_Asked] = []
    for one in before:
        there = after.get(one.id)
        was = (one.starts_at, one.ends_at, one.place or old.place)
        gone = there is None or (off and not was_off)
        moved = there is not None and was != (
            there.starts_at,
            there.ends_at,
            there.session_place or place,
        )
        for each in one.speakers:
            if each.person is None or one.ends_at <= now:
                continue
            if gone:
                freed.append(_freed(each.person, old, one, once))
            elif not off and (moved or was_off):
                questions += await _again(session, each.person, there, once)
    await promise_each(session, MessageKind.SPEAKER, questions, now=now, not_before=tell_at)
    await promise_each(session, MessageKind.SPEAKER_FREED, freed, now=now, not_before=tell_at)


async def free(
    session: Transaction, person: PersonId, old: Any, one: TrainingSession, *, now: datetime
) -> None:
    """Tells a speaker who has been taken off a session."""
    told = _freed(person, old, one, f"off{now.timestamp():.0f}")
    await promise_each(session, MessageKind.SPEAKER_FREED, [told], now=now)


async def answers_back(session: Transaction, before: Sequence[TrainingSession]) -> None:
    """Gives speakers the answers that they had before a change that is taken back."""
    for one in before:
        for each in one.speakers:
            if each.person is not None and each.willing is not None:
                mine = (speaker.c.session_id == one.id, speaker.c.person_id == each.person)
                again = update(speaker).where(*mine, speaker.c.willing.is_(None))
                await session.execute(again.values(willing=each.willing))


async def _again(
    session: Transaction, person: PersonId, there: Any, once: str
) -> Sequence[_Asked]:
    mine = (speaker.c.session_id == there.session_id, speaker.c.person_id == person)
    await session.execute(update(speaker).where(*mine).values(willing=None))
    row = (await session.execute(_speakers().where(*mine))).one_or_none()
    return [_question(row, once)] if row is not None else []


async def _present(session: Transaction, offering_id: OfferingId) -> Sequence[Any]:
    there = training_session.c
    query = select(
        there.id.label("session_id"),
        there.starts_at,
        there.ends_at,
        there.place.label("session_place"),
    ).where(there.offering_id == offering_id)
    return (await session.execute(query)).all()


def _speakers() -> Any:
    return select(speaker.c.id, speaker.c.person_id, training_session.c.starts_at).join(
        training_session, training_session.c.id == speaker.c.session_id
    )


def _question(row: Any, once: str) -> _Asked:
    start = _iso(row.starts_at)
    key = f"{MessageKind.SPEAKER}:{row.id}:{once}:{start}"
    return PersonId(row.person_id), {"speaker": row.id, "start": start}, key


def _freed(person: PersonId, old: Any, one: TrainingSession, once: str) -> _Asked:
    facts = {"offering": old.id, "start": _iso(one.starts_at), "end": _iso(one.ends_at)}
    key = f"{MessageKind.SPEAKER_FREED}:{old.id}:{one.id}:{person}:{once}"
    return person, facts, key


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
