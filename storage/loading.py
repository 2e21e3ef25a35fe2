"""The whole of an import, parents first, with everything that follows from it."""

from datetime import datetime

from domain.import_preview import Effects
from storage import trainings
from storage.import_load import (
    Load,
    load_assessments,
    load_competencies,
    load_requirements,
    load_units,
)
from storage.offering_load import load_offerings
from storage.participant_load import load_participants
from storage.staff_load import count_missing, load_staff


async def load_all(load: Load, *, timezone: str, now: datetime) -> Effects:
    """Applies what is staged, in the caller's transaction."""
    tally = await load_units(load)
    tally += await load_competencies(load)
    tally += await load_requirements(load)
    staff, gone = await load_staff(load, now=now)
    tally += staff + await load_assessments(load)
    offerings = await load_offerings(load, timezone=timezone, now=now)
    tally += offerings.tally + await load_participants(load, now=now)
    for person in gone:
        await trainings.leave_service(load.session, person, now=now)
    return Effects(
        tally=tally,
        moved=offerings.moved,
        called_off=offerings.called_off,
        told=offerings.told,
        leaving=len(gone),
        missing=await count_missing(load),
    )
