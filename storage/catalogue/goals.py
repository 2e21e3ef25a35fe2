"""Competencies that HR chooses for a training or a draft: the list, and the levels of one."""

from typing import Any

from sqlalchemy import case, func, select

from domain.catalogue.trainings import GoalLevels, GoalOption
from domain.ids import CompetencyId, DraftId, TrainingId
from domain.lists import PAGE, Page, kept_within
from storage.catalogue.drafts.content import from_json
from storage.catalogue.tables import offering_draft, training_competency
from storage.competencies.tables import competency
from storage.database.columns import has_words
from storage.database.store import Store, Transaction

LEVELS = range(1, 6)


async def options(
    store: Store,
    *,
    draft: DraftId | None,
    training: TrainingId | None,
    page: int,
    text: str | None = None,
) -> Page[GoalOption]:
    """One page of the competencies, those chosen first; with a text only those that have it."""
    wanted = has_words(text or "", competency.c.name)
    async with store.read() as session:
        chosen = await _chosen(session, draft, training)
        counted = select(func.count()).select_from(competency).where(wanted)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rank: Any = case((competency.c.id.in_(chosen), 0), else_=1)
        rows = await session.execute(
            select(competency.c.id, competency.c.name)
            .where(wanted)
            .order_by(rank, competency.c.name, competency.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        found = (GoalOption(CompetencyId(r.id), r.name, chosen.get(r.id)) for r in rows)
        return Page(tuple(found), number, total)


async def levels(
    store: Store,
    competency_id: CompetencyId,
    *,
    draft: DraftId | None,
    training: TrainingId | None,
) -> GoalLevels | None:
    """What the levels of a competency mean; None if there is no such competency."""
    async with store.read() as session:
        query = select(competency).where(competency.c.id == competency_id)
        row = (await session.execute(query)).one_or_none()
        if row is None:
            return None
        chosen = await _chosen(session, draft, training)
    meanings = tuple(getattr(row, f"level_{n}") or "" for n in LEVELS)
    level = chosen.get(competency_id)
    return GoalLevels(competency_id, row.name, level, meanings if any(meanings) else ())


async def exists(store: Store, competency_id: CompetencyId) -> bool:
    """Whether there is such a competency: a button may be made up."""
    query = select(competency.c.id).where(competency.c.id == competency_id)
    async with store.read() as session:
        return (await session.execute(query)).scalar_one_or_none() is not None


async def _chosen(
    session: Transaction, draft: DraftId | None, training: TrainingId | None
) -> dict[int, int]:
    if draft is not None:
        of = select(offering_draft.c.content).where(offering_draft.c.id == draft)
        content = (await session.execute(of)).scalar_one_or_none()
        return dict(from_json(content).goals) if content is not None else {}
    tc = training_competency
    query = select(tc.c.competency_id, tc.c.level).where(tc.c.training_id == training)
    return {row.competency_id: row.level for row in await session.execute(query)}
