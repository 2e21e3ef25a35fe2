"""Applies a whole import, parent tables first, with all its effects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from domain.ids import PersonId
from domain.imports.preview import Effects
from storage.imports.loads.basics import (
    Load,
    load_assessments,
    load_competencies,
    load_requirements,
    load_units,
)
from storage.imports.loads.offerings import load_offerings
from storage.imports.loads.office import load_holidays, load_policies
from storage.imports.loads.participants import load_participants
from storage.imports.loads.posts.circles import note_circles
from storage.imports.loads.posts.mandates import load_mandates
from storage.imports.loads.posts.superiors import load_staff_superiors, load_superiors
from storage.imports.loads.sessions import load_sessions
from storage.imports.loads.staff import count_missing, load_staff
from storage.people.leaving import leave_service
from storage.seats.rows import is_open
from storage.seats.tables import enrolment


async def load_all(load: Load, *, timezone: str, now: datetime) -> Effects:
    """Applies the staged rows in the caller's transaction; returns the effects in figures."""
    holidays, around = await load_holidays(load, now=now)
    tally = holidays + await load_policies(load)
    tally += await load_units(load)
    tally += await load_competencies(load)
    tally += await load_requirements(load)
    staff, gone = await load_staff(load, now=now)
    today = now.astimezone(ZoneInfo(timezone)).date()
    above = await load_staff_superiors(load, today=today)
    above += await load_superiors(load, today=today)
    acting = await load_mandates(load, timezone=timezone, now=now)
    if load.notes:
        await note_circles(load, load.notes, today=today)
    tally += staff + above.tally + acting + await load_assessments(load)
    offerings = await load_offerings(load, timezone=timezone, now=now)
    given = await load_sessions(load, timezone=timezone, now=now)
    participants, nominated = await load_participants(load, now=now)
    tally += offerings.tally + given.tally + participants
    ended = await _open_seats(load, gone)
    for person in gone:
        await leave_service(load.session, person, now=now)
    await _keep_ended(load, ended)
    if load.journal:
        await load.journal.keep()
    return Effects(
        tally=tally,
        moved=around.offerings + offerings.moved + given.moved,
        called_off=offerings.called_off,
        told=around.people + offerings.told + given.told,
        told_off=offerings.told_off,
        nominated=nominated,
        leaving=len(gone),
        missing=await count_missing(load),
        holidays=holidays.new + holidays.changed,
        mandates=acting.new + acting.changed,
        superiors=above.people,
        requests_moved=above.requests,
    )


async def _open_seats(load: Load, gone: Sequence[PersonId]) -> dict[int, Any]:
    if not (load.journal and gone):
        return {}
    query = select(enrolment).where(enrolment.c.person_id.in_(gone))
    rows = await load.session.execute(query.where(is_open()))
    return {row.id: row for row in rows}


async def _keep_ended(load: Load, before: dict[int, Any]) -> None:
    """Notes the seats that ended because their people leave service."""
    names = ("state", "since", "place_in_queue", "reason")
    if not (load.journal and before):
        return
    query = select(enrolment).where(enrolment.c.id.in_(before))
    for row in await load.session.execute(query):
        old = before[row.id]
        if row.state != old.state:
            was, now = ({name: getattr(each, name) for name in names} for each in (old, row))
            load.journal.add(enrolment, {"id": row.id}, was, now)
