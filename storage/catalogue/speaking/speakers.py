"""Who speaks in a session: HR names people of the roster or from outside, and they answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from domain.act import Act
from domain.catalogue.editing import EDITABLE
from domain.catalogue.offerings import Offering
from domain.catalogue.runs import NamedSpeaker, Speaking
from domain.catalogue.sessions import SessionPlan, TrainingSession
from domain.catalogue.timetable import as_given, minute_of, starting
from domain.ids import OfferingId, PersonId, SpeakerId, TrainingSessionId
from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from domain.people.audit import AuditChange
from domain.seats.deciding import clashing
from storage.catalogue import sessions
from storage.catalogue.hr.lists import state_at
from storage.catalogue.sessions import write as write_sessions
from storage.catalogue.speaking import asking
from storage.catalogue.tables import offering, speaker, training, training_session
from storage.database.effects import Effect
from storage.database.store import Store, Transaction, insert_for
from storage.outbox.day.lines import tell_officers_in_time
from storage.people import audit
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats import standing
from storage.seats.rows import OFFERING_COLUMNS, as_offering

MOST = 20
"""Speakers of one session."""


async def named(
    store: Store, offering_id: OfferingId, shown: TrainingSession
) -> tuple[NamedSpeaker, ...]:
    """The speakers of a session, each with the other training that the person has then."""
    if shown.id is None:
        return ()
    query = (
        select(
            *speaker.c["id", "person_id", "willing"],
            speaker.c.name.label("outsider"),
            *NAME_COLUMNS,
        )
        .outerjoin(person, person.c.id == speaker.c.person_id)
        .where(speaker.c.session_id == shown.id)
        .order_by(speaker.c.id)
    )
    async with store.read() as session:
        rows = (await session.execute(query)).all()
        there = await standing.read_offering(session, offering_id) if rows else None
        people = [PersonId(row.person_id) for row in rows if row.person_id is not None]
        held = _held(there, shown) if there is not None else None
        own = await standing.own_sessions(session, held, people) if held and people else {}
    return tuple(
        NamedSpeaker(
            id=SpeakerId(row.id),
            name=row.outsider if row.person_id is None else name_of(row),
            person=row.person_id,
            willing=row.willing,
            clash=clashing(held, own.get(row.person_id, ())) if held is not None else None,
        )
        for row in rows
    )


async def add(
    store: Store,
    act: Act,
    offering_id: OfferingId,
    *,
    start: int,
    who: PersonId | None = None,
    name: str | None = None,
) -> bool:
    """Names a speaker of the session that starts at this minute, and asks a person of the roster.

    False: there is no such session to come, no such person in service, or too many speakers.
    """
    async with store.effect(act, row=standing.row_of(offering_id)) as tx:
        session = tx.session
        there = await _locked(session, offering_id, now=act.now)
        if not tx.first:
            return True
        one = starting(as_given(there), start) if there is not None else None
        if there is None or one is None or one.starts_at <= act.now:
            return False
        if who is not None and not await _in_service(session, who):
            return False
        session_id = await _stored(session, there, one)
        count = select(func.count()).where(speaker.c.session_id == session_id)
        if (await session.execute(count)).scalar_one() >= MOST:
            return False
        values = {"session_id": session_id, "person_id": who, "name": None if who else name}
        new = insert_for(session, speaker).values(values).on_conflict_do_nothing()
        made = (await session.execute(new.returning(speaker.c.id))).scalar_one_or_none()
        if made is not None and who is not None:
            row = await _row(session, SpeakerId(made))
            await asking.ask(session, row, now=act.now)
        if made is not None:
            await _note(tx, offering_id, None, str(made))
        return True


async def remove(store: Store, act: Act, speaker_id: SpeakerId) -> None:
    """Takes a speaker off a session, if one is there, and tells a person of the roster."""
    async with store.read() as session:
        first = await _row(session, speaker_id)
    if first is None:
        return
    async with store.effect(act, row=standing.row_of(OfferingId(first.offering_id))) as tx:
        session = tx.session
        there = await _locked(session, OfferingId(first.offering_id), now=act.now)
        row = await _row(session, speaker_id)
        if row is None or there is None or not tx.first:
            return
        await session.execute(delete(speaker).where(speaker.c.id == speaker_id))
        if row.person_id is not None and row.starts_at > act.now:
            one = next(each for each in as_given(there) if each.id == row.session_id)
            await asking.free(session, PersonId(row.person_id), there, one, now=act.now)
        await _note(tx, there.id, str(speaker_id), None)


async def place_of(store: Store, speaker_id: SpeakerId) -> tuple[OfferingId, int] | None:
    """The offering and the start of the session in which a person speaks; None: gone."""
    async with store.read() as session:
        row = await _row(session, speaker_id)
    if row is None:
        return None
    minute = minute_of(TrainingSession(row.starts_at, row.starts_at))
    return OfferingId(row.offering_id), minute


async def speaking(store: Store, speaker_id: SpeakerId) -> Speaking | None:
    """One person of the roster in one session; None: taken off, or from outside."""
    async with store.read() as session:
        return await _speaking(session, speaker_id)


async def speaks_then(
    store: Store, offering_id: OfferingId, who: PersonId, starts_at: datetime
) -> bool:
    """Whether a person speaks in the session that starts then, and it takes place."""
    query = (
        select(speaker.c.id)
        .join(training_session, training_session.c.id == speaker.c.session_id)
        .join(offering, offering.c.id == training_session.c.offering_id)
        .where(offering.c.id == offering_id, offering.c.called_off_at.is_(None))
        .where(speaker.c.person_id == who, training_session.c.starts_at == starts_at)
    )
    async with store.read() as session:
        return (await session.execute(query)).first() is not None


async def offering_of(store: Store, offering_id: OfferingId) -> Offering | None:
    """An offering with its stored sessions."""
    async with store.read() as session:
        return await standing.read_offering(session, offering_id)


async def answer(
    store: Store, act: Act, speaker_id: SpeakerId, *, willing: bool, shown: int
) -> Speaking | None:
    """Keeps the answer of the person who acts; HR hears of a refusal.

    None: it was asked about another time, or the session is over or gone.
    """
    async with store.read() as session:
        first = await _row(session, speaker_id)
    if first is None or first.person_id != act.person:
        return None
    async with store.effect(act, row=standing.row_of(OfferingId(first.offering_id))) as tx:
        session = tx.session
        await standing.lock(session, OfferingId(first.offering_id))
        found = await _speaking(session, speaker_id)
        if found is None or not tx.first:
            return found
        over = found.session.starts_at <= act.now or found.offering.called_off
        if over or found.shown != shown:
            return None
        if found.willing is willing:
            return found
        this = speaker.c.id == speaker_id
        await session.execute(update(speaker).where(this).values(willing=willing))
        if not willing:
            kind = MessageKind.SPEAKER_DECLINED
            facts = {"speaker": speaker_id}
            once = f"{kind}:{speaker_id}:{act.now.timestamp():.0f}"
            await tell_officers_in_time(
                session,
                kind,
                line=DayKind.SPEAKER_DECLINED,
                facts=facts,
                until=found.session.starts_at,
                once=once,
                now=act.now,
                zone=found.offering.timezone,
            )
        await audit.noted(tx, "offerings.speaker_answered", about=found.offering.id)
        return replace(found, willing=willing)


async def _locked(
    session: Transaction, offering_id: OfferingId, *, now: datetime
) -> Offering | None:
    """Locks an offering that can be changed, and reads it with its sessions."""
    this = select(offering).where(offering.c.id == offering_id)
    there = await standing.lock(session, offering_id)
    row = (await session.execute(this)).one_or_none()
    return there if row is not None and state_at(row, now) in EDITABLE else None


async def _stored(
    session: Transaction, there: Offering, one: TrainingSession
) -> TrainingSessionId:
    """The number of a session; HR gives the sessions from now on, so that they keep theirs."""
    if one.id is not None and there.plan is SessionPlan.GIVEN:
        return one.id
    await write_sessions(session, there.id, as_given(there), SessionPlan.GIVEN)
    stored = await sessions.stored(session, there.id)
    return next(each.id for each in stored if each.starts_at == one.starts_at and each.id)


async def _in_service(session: Transaction, who: PersonId) -> bool:
    query = select(person.c.id).where(person.c.id == who, person.c.active)
    return (await session.execute(query)).first() is not None


async def _speaking(session: Transaction, speaker_id: SpeakerId) -> Speaking | None:
    row = await _row(session, speaker_id)
    if row is None or row.person_id is None:
        return None
    query = (
        select(*OFFERING_COLUMNS)
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.id == row.offering_id)
    )
    there = as_offering((await session.execute(query)).one())
    there = await sessions.held(session, there)
    named_ = select(*NAME_COLUMNS, person.c.active).where(person.c.id == row.person_id)
    who = (await session.execute(named_)).one()
    ids = [each.id for each in there.sessions]
    place = ids.index(row.session_id)
    return Speaking(
        id=speaker_id,
        person=PersonId(row.person_id),
        person_name=name_of(who),
        willing=row.willing,
        offering=there,
        session=there.sessions[place],
        number=place + 1,
        active=who.active,
    )


async def _row(session: Transaction, speaker_id: SpeakerId) -> Any:
    query = (
        select(
            *speaker.c["id", "person_id", "willing", "session_id"],
            *training_session.c["offering_id", "starts_at"],
        )
        .join(training_session, training_session.c.id == speaker.c.session_id)
        .where(speaker.c.id == speaker_id)
    )
    return (await session.execute(query)).one_or_none()


def _held(there: Offering, one: TrainingSession) -> Offering:
    """The offering as if it took place in this session alone."""
    return replace(there, starts_at=one.starts_at, ends_at=one.ends_at, sessions=(one,))


async def _note(tx: Effect, about: OfferingId, old: str | None, new: str | None) -> None:
    change: Sequence[AuditChange] = [AuditChange("speaker", old, new)]
    await audit.noted(tx, "offerings.changed", about=about, changes=change)
