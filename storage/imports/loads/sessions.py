"""Applies the sheet of sessions, which names all sessions of an offering.

An offering that begins or ends at another time by this is moved, and its people are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import delete, insert, select

from domain.catalogue.sessions import SessionPlan, Speaker, TrainingSession, times
from domain.ids import OfferingId, PersonId
from domain.imports.preview import LoadTally
from domain.imports.training import is_nip
from storage.catalogue import changing, sessions
from storage.catalogue.speaking import asking
from storage.catalogue.tables import offering, speaker, training
from storage.imports.loads.basics import Load
from storage.imports.loads.moves import note_offering
from storage.imports.loads.offerings import Changes, in_zone, keep_sessions
from storage.imports.tables import staged_session
from storage.people.tables import person
from storage.seats import standing


@dataclass(slots=True)
class _Given:
    """The sessions that the sheet names for one offering, beside those that are stored."""

    sessions: list[TrainingSession] = field(default_factory=list)
    tally: LoadTally = field(default_factory=LoadTally)


async def load_sessions(load: Load, *, timezone: str, now: datetime) -> Changes:
    """Gives offerings their sessions; what the sheet leaves out of a session stays."""
    changes = Changes()
    by_offering: dict[tuple[str, str], list[Any]] = {}
    s = staged_session
    staged = select(s).where(load.staged(s)).order_by(s.c.sheet, s.c.row)
    for row in await load.session.execute(staged):
        by_offering.setdefault((row.code, row.label), []).append(row)
    if not by_offering:
        return changes
    people = await _people(load)
    for old in await _offerings(load):
        rows = by_offering.get((old.code, old.label))
        if rows:
            rows = [in_zone(row, timezone, old.timezone) for row in rows]
            await _give(load, old, rows, people, changes, now=now)
    return changes


async def _offerings(load: Load) -> Sequence[Any]:
    s = staged_session
    rows = await load.session.execute(
        select(training.c.code, training.c.title, training.c.kind, offering)
        .join(training, training.c.id == offering.c.training_id)
        .where(training.c.code.in_(select(s.c.code).where(load.staged(s))))
        .order_by(offering.c.id)
        .with_for_update(of=offering, key_share=True)
    )
    return rows.all()


async def _people(load: Load) -> dict[str, PersonId]:
    s = staged_session
    spoken = await load.session.execute(select(s.c.speakers).where(load.staged(s)))
    nips = {one for row in spoken for one in row.speakers or () if is_nip(one)}
    found = select(person.c.nip, person.c.id).where(person.c.nip.in_(nips))
    return {row.nip: PersonId(row.id) for row in await load.session.execute(found)}


async def _give(
    load: Load,
    old: Any,
    rows: Sequence[Any],
    people: dict[str, PersonId],
    changes: Changes,
    *,
    now: datetime,
) -> None:
    number = OfferingId(old.id)
    stored = await sessions.with_speakers(load.session, number)
    given = _joined(load, old, rows, stored, people)
    gone = {each.starts_at for each in stored} - {each.starts_at for each in given.sessions}
    tally = given.tally
    if not (tally.new or tally.changed) and (gone or old.session_plan != SessionPlan.GIVEN.value):
        tally = LoadTally(changed=1, unchanged=tally.unchanged - 1)
    changes.tally += tally
    if not (tally.new or tally.changed):
        return
    follows = {
        "session_plan": SessionPlan.GIVEN.value,
        "starts_at": min(each.starts_at for each in given.sessions),
        "ends_at": max(each.ends_at for each in given.sessions),
    }
    new = {name: value for name, value in follows.items() if value != getattr(old, name)}
    new |= changing.closing(old, new)
    await _note(load, old, new, stored, given, now=now)
    done = await changing.change(
        load.session, old, new, once=f"{load.import_id}s", now=now, held=tuple(given.sessions)
    )
    await _speak(load, old, given.sessions, stored, now=now)
    if load.journal:
        before = {name: getattr(old, name) for name in done.written}
        load.journal.add(offering, {"id": old.id}, before, done.written)
        await keep_sessions(load, old, stored)
    changes.moved += done.kind is not None
    changes.told += done.told


def _joined(
    load: Load,
    old: Any,
    rows: Sequence[Any],
    stored: Sequence[TrainingSession],
    people: dict[str, PersonId],
) -> _Given:
    known = {each.starts_at: each for each in stored}
    given = _Given()
    for row in rows:
        was = known.get(row.starts_at)
        one = TrainingSession(row.starts_at, row.ends_at) if was is None else was
        new = replace(
            one,
            ends_at=row.ends_at,
            place=one.place if row.place is None else row.place or None,
            hours=one.hours if row.hours is None else row.hours or None,
            speakers=one.speakers if row.speakers is None else _speakers(row.speakers, people),
        )
        if was is not None and _speaking(new) == _speaking(was):
            new = replace(new, speakers=was.speakers)
        given.sessions.append(new)
        if was is None:
            given.tally += LoadTally(new=1)
        else:
            same = new == was
            given.tally += LoadTally(changed=not same, unchanged=same)
        if load.notes and new != was:
            load.notes.value(row, old.title, "SESI", None, row.number, is_new=was is None)
    return given


def _speakers(written: Sequence[str], people: dict[str, PersonId]) -> tuple[Speaker, ...]:
    return tuple(Speaker(one, people.get(one) if is_nip(one) else None) for one in written)


def _speaking(one: TrainingSession) -> list[tuple[PersonId | None, str]]:
    return [(each.person, "" if each.person else each.name) for each in one.speakers]


async def _speak(
    load: Load,
    old: Any,
    given: Sequence[TrainingSession],
    stored: Sequence[TrainingSession],
    *,
    now: datetime,
) -> None:
    """Writes who speaks in sessions that are stored; asks people of the roster, or frees them."""
    wanted = {each.starts_at: each for each in given}
    known = {each.id for each in stored}
    for there in await sessions.with_speakers(load.session, OfferingId(old.id)):
        named = _speaking(wanted[there.starts_at])
        before = _speaking(there)
        new = [one for one in named if one not in before or there.id not in known]
        for who, name in before:
            if (who, name) not in named:
                this = speaker.c.person_id == who if who else speaker.c.name == name
                mine = delete(speaker).where(speaker.c.session_id == there.id, this)
                await load.session.execute(mine)
                if who and there.ends_at > now:
                    await asking.free(load.session, who, old, there, now=now)
        for who, name in new:
            if (who, name) not in before:
                values = {"person_id": who, "name": None if who else name}
                added = insert(speaker).values(session_id=there.id, **values)
                await load.session.execute(added)
            if who and there.starts_at > now and old.called_off_at is None:
                of = (speaker.c.session_id == there.id, speaker.c.person_id == who)
                ids = select(speaker.c.id, speaker.c.person_id).where(*of)
                row = (await load.session.execute(ids)).one()
                about = {"offering_id": old.id, "starts_at": there.starts_at}
                asked = SimpleNamespace(**row._mapping, **about)
                await asking.ask(load.session, asked, now=now)


async def _note(
    load: Load,
    old: Any,
    new: dict[str, Any],
    stored: Sequence[TrainingSession],
    given: _Given,
    *,
    now: datetime,
) -> None:
    """Notes for the preview how many sessions there were, and how the offering moves."""
    if not load.notes:
        return
    there = await standing.lock(load.session, old.id)
    before = len(times(replace(there, sessions=tuple(stored)))) if there is not None else 0
    load.notes.add("SESI", f"{before} sesi", f"{len(given.sessions)} sesi")
    if "starts_at" in new or "ends_at" in new:
        moved = SimpleNamespace(**{**old._mapping, **new, "called_off": None})
        await note_offering(
            load, load.notes, moved, old, several=False, timezone=old.timezone, now=now
        )
