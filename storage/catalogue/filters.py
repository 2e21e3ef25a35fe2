"""The filters of the catalogue, each choice with the number of offerings that it leaves."""

from collections import Counter
from datetime import datetime

from sqlalchemy import func

from domain.catalogue.listing import Choice, Filter, month_number
from domain.catalogue.offerings import Mode
from domain.lists import PAGE, Page, kept_within
from storage.catalogue.listing import fits, open_offerings
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import competency
from storage.database.store import Store


async def months(
    store: Store, *, chosen: Filter, zone: str, now: datetime
) -> list[tuple[int, int]]:
    """Months in which open offerings start, with the number of them, soonest first."""
    query = open_offerings(now, offering.c.starts_at).where(fits(chosen, zone))
    async with store.read() as session:
        starts = (await session.execute(query)).scalars()
        return sorted(Counter(month_number(start, zone) for start in starts).items())


async def modes(store: Store, *, chosen: Filter, zone: str, now: datetime) -> dict[Mode, int]:
    """The number of open offerings in each mode (onsite, online, blended)."""
    query = open_offerings(now, training.c.mode, func.count().label("n")).where(fits(chosen, zone))
    async with store.read() as session:
        rows = await session.execute(query.group_by(training.c.mode))
        return {Mode(row.mode): row.n for row in rows}


async def competencies(
    store: Store, *, chosen: Filter, page: int, zone: str, now: datetime
) -> Page[Choice]:
    """Competencies that open offerings train, by name."""
    query = (
        open_offerings(now, competency.c.id, competency.c.name, func.count().label("n"))
        .join(training_competency, training_competency.c.training_id == training.c.id)
        .join(competency, competency.c.id == training_competency.c.competency_id)
        .where(fits(chosen, zone))
        .group_by(competency.c.id, competency.c.name)
        .order_by(competency.c.name, competency.c.id)
    )
    async with store.read() as session:
        rows = (await session.execute(query)).all()
    number = kept_within(page, len(rows))
    shown = rows[number * PAGE : (number + 1) * PAGE]
    return Page(tuple(Choice(row.id, row.name, row.n) for row in shown), number, len(rows))
