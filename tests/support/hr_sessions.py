"""HR's list of the sessions of an offering, for tests of sessions and of their speakers."""

from typing import Any

from sqlalchemy import select

from domain.ids import OfferingId
from storage.outbox.tables import message
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def two_days(town: Town) -> tuple[Any, OfferingId]:
    """An HR officer, and an offering from Tuesday 8 to Wednesday 9 December."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(
        TITLE, starts_at=at("2026-12-08 08:00"), ends_at=at("2026-12-09 16:00")
    )
    return hr, offering


async def sessions_of(hr: Any, count: int, *labels: str) -> None:
    """HR's list of the sessions of the only offering, then further buttons."""
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1")
    await hr.hears("Terisi")
    await walk(hr, f"Sesi {count}")
    await hr.hears("Sesi:")
    await walk(hr, *labels)


async def promised(town: Town) -> list[tuple[str, str]]:
    query = select(message.c.kind, message.c.state).order_by(message.c.id)
    async with town.store.read() as session:
        return [tuple(each) for each in await session.execute(query)]
