"""The catalogue as HR sees it: all trainings, their cards, and what HR changes of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from domain.catalogue.offerings import Mode
from domain.catalogue.trainings import TrainingCard, TrainingLine
from domain.ids import TrainingId
from domain.lists import PAGE, Page, kept_within
from storage.catalogue.drafts.reading import goals_of
from storage.catalogue.listing import open_offerings
from storage.catalogue.tables import offering, training
from storage.database.store import Store, Transaction

MOST_WORDS = 8
"""Words of a search that are compared; the rest of a long text is not."""


async def listed(
    store: Store, *, page: int, archived: bool = False, text: str | None = None
) -> Page[TrainingLine]:
    """Trainings by title: those that are offered, or those that are archived.

    With a text only those whose title or code has each of its words.
    """
    kept = training.c.archived_at.is_not(None) if archived else training.c.archived_at.is_(None)
    wanted = [kept, *_have_words(text or "")]
    counted = select(func.count()).select_from(training).where(*wanted)
    runs = (
        select(func.count())
        .where(offering.c.training_id == training.c.id)
        .correlate(training)
        .scalar_subquery()
    )
    async with store.read() as session:
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(training.c.id, training.c.code, training.c.title, runs.label("runs"))
            .where(*wanted)
            .order_by(training.c.title, training.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        lines = (TrainingLine(TrainingId(r.id), r.code, r.title, r.runs) for r in rows)
        return Page(tuple(lines), number, total)


async def look(store: Store, training_id: TrainingId, *, now: datetime) -> TrainingCard | None:
    """A training as it is now; None if there is none."""
    async with store.read() as session:
        return await card_of(session, training_id, now=now)


async def card_of(
    session: Transaction, training_id: TrainingId, *, now: datetime
) -> TrainingCard | None:
    row = (
        await session.execute(select(training).where(training.c.id == training_id))
    ).one_or_none()
    if row is None:
        return None
    mine = offering.c.training_id == training_id
    runs = await session.execute(select(func.count()).select_from(offering).where(mine))
    opened = await session.execute(open_offerings(now, func.count()).where(mine))
    return TrainingCard(
        id=training_id,
        code=row.code,
        title=row.title,
        kind=row.kind,
        mode=Mode(row.mode),
        hours=row.hours,
        description=row.description,
        goals=await goals_of(session, training_id),
        runs=runs.scalar_one(),
        open_runs=opened.scalar_one(),
        archived=row.archived_at is not None,
    )


def _have_words(text: str) -> list[Any]:
    columns = (training.c.title, training.c.code)
    return [
        or_(*(column.icontains(word, autoescape=True) for column in columns))
        for word in text.split()[:MOST_WORDS]
    ]
