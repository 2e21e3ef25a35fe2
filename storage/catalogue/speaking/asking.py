"""Messages to speakers of the roster: asked, asked again when the session moves, freed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, or_, select, update

from domain.catalogue.sessions import TrainingSession
from domain.ids import OfferingId, PersonId
from domain.outbox.messages import MessageKind, MessageState
from storage.catalogue.tables import speaker, training_session
from storage.database.columns import constant
from storage.database.store import Transaction
from storage.outbox.messages import promise_each
from storage.outbox.tables import message

_ASKED, _FREED = constant(MessageKind.SPEAKER), constant(MessageKind.SPEAKER_FREED)
_DUE = message.c.state == constant(MessageState.DUE)
_Asked = tuple[PersonId, dict[str, Any], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which speakers are told of a change."""

    people: int
    answers: Mapping[int, bool]
    """The answers that hold no longer, by speaker."""


NO_ONE = Asked(0, {})


async def ask(session: Transaction, row: Any, *, now: datetime) -> None:
    """Asks a speaker; `row` has the speaker's columns, offering and start of the session."""
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
) -> Asked:
    """Asks speakers again whose session has moved, and frees those whose session is gone.

    `before`: the stored sessions with their speakers, before a change of the offering `old`.
    Who is to be asked about the same time already is not asked twice.
    """
    answers: dict[int, bool] = {}
    if new.get("ends_at", old.ends_at) <= now or not any(each.speakers for each in before):
        return NO_ONE
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
                row = await _asked_again(session, each.person, there)
                questions.append(_question(row, once))
                if each.willing is not None:
                    answers[row.id] = each.willing
    waiting = await _waiting(session, [facts["speaker"] for _, facts, _ in questions])
    people = len({person for person, _, _ in (*questions, *freed)})
    questions = [one for one in questions if (one[1]["speaker"], one[1]["start"]) not in waiting]
    await promise_each(session, MessageKind.SPEAKER, questions, now=now, not_before=tell_at)
    await promise_each(session, MessageKind.SPEAKER_FREED, freed, now=now, not_before=tell_at)
    return Asked(people, answers)


async def ask_again(
    session: Transaction, session_id: int | None, person: PersonId, *, once: str, now: datetime
) -> None:
    """Asks a speaker anew; an earlier answer was about another time."""
    mine = (speaker.c.session_id == session_id, speaker.c.person_id == person)
    await session.execute(update(speaker).where(*mine).values(willing=None))
    row = (await session.execute(_speakers().where(*mine))).one()
    await promise_each(session, MessageKind.SPEAKER, [_question(row, once)], now=now)


async def free(
    session: Transaction,
    person: PersonId,
    old: Any,
    one: TrainingSession,
    *,
    now: datetime,
    once: str | None = None,
) -> None:
    """Tells a speaker who has been taken off a session."""
    told = _freed(person, old, one, once or f"off{now.timestamp():.0f}")
    await promise_each(session, MessageKind.SPEAKER_FREED, [told], now=now)


async def take_back(
    session: Transaction, once: str, answers: Mapping[str, bool], *, now: datetime
) -> None:
    """Cancels what a change would have told speakers, and gives them their answers again."""
    mine = or_(
        and_(message.c.kind == _ASKED, message.c.dedupe_key.contains(f":{once}:")),
        and_(message.c.kind == _FREED, message.c.dedupe_key.endswith(f":{once}")),
    )
    done = {"state": MessageState.CANCELLED.value, "settled_at": now}
    await session.execute(update(message).where(_DUE, mine).values(done))
    for number, willing in answers.items():
        again = update(speaker).where(speaker.c.id == int(number), speaker.c.willing.is_(None))
        await session.execute(again.values(willing=willing))


async def _waiting(session: Transaction, speakers: Sequence[int]) -> set[tuple[int, str]]:
    """The speakers, with the start of the session, whom an unsent message will ask."""
    of = message.c.facts["speaker"].as_integer().in_(speakers)
    query = select(message.c.facts).where(_DUE, message.c.kind == _ASKED, of)
    rows = (await session.execute(query)).scalars() if speakers else ()
    return {(facts["speaker"], facts["start"]) for facts in rows}


async def _asked_again(session: Transaction, person: PersonId, there: Any) -> Any:
    mine = (speaker.c.session_id == there.session_id, speaker.c.person_id == person)
    await session.execute(update(speaker).where(*mine).values(willing=None))
    return (await session.execute(_speakers().where(*mine))).one()


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
    return select(
        *speaker.c["id", "person_id"], *training_session.c["offering_id", "starts_at"]
    ).join(training_session, training_session.c.id == speaker.c.session_id)


def _question(row: Any, once: str) -> _Asked:
    start = _iso(row.starts_at)
    key = f"{MessageKind.SPEAKER}:{row.id}:{once}:{start}"
    facts = {"speaker": row.id, "offering": row.offering_id, "start": start}
    return PersonId(row.person_id), facts, key


def _freed(person: PersonId, old: Any, one: TrainingSession, once: str) -> _Asked:
    facts = {"offering": old.id, "start": _iso(one.starts_at), "end": _iso(one.ends_at)}
    key = f"{MessageKind.SPEAKER_FREED}:{old.id}:{one.id}:{person}:{once}"
    return person, facts, key


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
