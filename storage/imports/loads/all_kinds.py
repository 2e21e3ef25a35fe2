"""Applies a whole import, parent tables first, with all its effects."""

from datetime import datetime

from domain.imports.preview import Effects
from storage.imports.loads.basics import (
    Load,
    load_assessments,
    load_competencies,
    load_requirements,
    load_units,
)
from storage.imports.loads.offerings import load_offerings
from storage.imports.loads.participants import load_participants
from storage.imports.loads.staff import count_missing, load_staff
from storage.people.leaving import leave_service


async def load_all(load: Load, *, timezone: str, now: datetime) -> Effects:
    """Applies the staged rows in the caller's transaction; returns the effects in figures."""
    tally = await load_units(load)
    tally += await load_competencies(load)
    tally += await load_requirements(load)
    staff, gone = await load_staff(load, now=now)
    tally += staff + await load_assessments(load)
    offerings = await load_offerings(load, timezone=timezone, now=now)
    tally += offerings.tally + await load_participants(load, now=now)
    for person in gone:
        await leave_service(load.session, person, now=now)
    return Effects(
        tally=tally,
        moved=offerings.moved,
        called_off=offerings.called_off,
        told=offerings.told,
        leaving=len(gone),
        missing=await count_missing(load),
    )
