"""A participant of one offering, for tests of its form."""

from typing import Any

from tests.support.times import at
from tests.support.town import Town

END = at("2026-12-09 16:00")
TITLE = "Bimtek Keamanan Informasi"


async def participant(town: Town, *, language: str | None = None, **facts: Any) -> Any:
    """Makes a person with a seat in the offering of 9 December; returns the phone."""
    phone = await town.citizen(language=language)
    offering = await town.make.offering(TITLE, place="Aula <BKPSDM>", **facts)
    await town.make.enrolment(town.person_of(phone), offering)
    return phone
