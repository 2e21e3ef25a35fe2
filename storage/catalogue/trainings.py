"""The catalogue as HR sees it: all trainings, their cards, and what HR changes of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from domain.act import Act
from domain.catalogue.offerings import Mode
from domain.catalogue.trainings import TrainingCard, TrainingField, TrainingLine
from domain.ids import CompetencyId, TrainingId
from domain.imports.codes import folded
from domain.lists import PAGE, Page, kept_within
from domain.people.audit import change_of
from storage.catalogue.drafts.reading import goals_of
from storage.catalogue.hr import history
from storage.catalogue.listing import open_offerings
from storage.catalogue.runs import lock_all, write_shared
from storage.catalogue.tables import offering, training, training_competency
from storage.database.columns import has_words
from storage.database.store import Store, Transaction
from storage.people import audit
from storage.people.revision import bump_revision, lock_revision


async def listed(
    store: Store, *, page: int, archived: bool = False, text: str | None = None
) -> Page[TrainingLine]:
    """Trainings by title: those that are offered, or those that are archived.

    With a text only those whose title or code has each of its words.
    """
    kept = training.c.archived_at.is_not(None) if archived else training.c.archived_at.is_(None)
    wanted = [kept, has_words(text or "", training.c.title, training.c.code)]
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


async def with_title(store: Store, title: str) -> TrainingId | None:
    """A training of the catalogue with this title, whatever its case and punctuation."""
    query = select(training.c.id, training.c.title).order_by(
        training.c.archived_at.is_not(None), training.c.id
    )
    wanted = folded(title)
    async with store.read() as session:
        for row in await session.execute(query):
            if folded(row.title) == wanted:
                return TrainingId(row.id)
    return None


async def change(
    store: Store,
    act: Act,
    training_id: TrainingId,
    field: TrainingField,
    *,
    old: str | int | None,
    new: str | int | None,
) -> tuple[TrainingCard | None, bool]:
    """Changes one value, if it still is the one that the officer saw; says whether it is new.

    Its runs show the value too: calendars and searches read it anew.
    """
    async with store.effect(act) as tx:
        # Before the training and its runs: a file that is saved locks in this order.
        await lock_revision(tx.session)
        row = await _lock(tx.session, training_id)
        if row is None:
            return None, False
        column = training.c[field.value]
        if tx.first and row._mapping[column] == old != new:
            await bump_revision(tx.session)
            await lock_all(tx.session, training_id)
            await write_shared(tx.session, training_id, {column.name: new})
            await history.of_training(
                tx.session,
                training_id,
                before={field.value: old},
                after={field.value: new},
                by=act.person,
                at=act.now,
            )
            changes = [change_of(field.value, old, new)]
            await audit.noted(tx, "trainings.changed", about=training_id, changes=changes)
        card = await card_of(tx.session, training_id, now=act.now)
        return card, card is not None and card.value(field) == new


async def set_goal(
    store: Store, act: Act, training_id: TrainingId, *, competency: CompetencyId, level: int
) -> None:
    """Sets the level of a competency that a training leads to; 0 removes the competency."""
    async with store.effect(act) as tx:
        if not tx.first:
            return
        await bump_revision(tx.session)
        if await _lock(tx.session, training_id) is None:
            return
        tc = training_competency
        this = (tc.c.training_id == training_id, tc.c.competency_id == competency)
        await tx.session.execute(delete(tc).where(*this))
        if level:
            row = {"training_id": training_id, "competency_id": competency, "level": level}
            await tx.session.execute(insert(tc).values(row))
        await audit.noted(tx, "trainings.changed", about=training_id)


async def set_archived(
    store: Store, act: Act, training_id: TrainingId, *, on: bool
) -> TrainingCard | None:
    """Takes a training out of HR's catalogue, or back into it.

    People see offerings, not trainings: those that are open stay open, and are found until their
    sign-up ends.
    """
    async with store.effect(act) as tx:
        row = await _lock(tx.session, training_id)
        if row is None:
            return None
        if tx.first and (row.archived_at is not None) is not on:
            this = training.c.id == training_id
            values = {"archived_at": act.now if on else None}
            await tx.session.execute(update(training).where(this).values(values))
            event = "trainings.archived" if on else "trainings.restored"
            await audit.noted(tx, event, about=training_id)
        return await card_of(tx.session, training_id, now=act.now)


async def _lock(session: Transaction, training_id: TrainingId) -> Any:
    query = select(training).where(training.c.id == training_id)
    return (await session.execute(query.with_for_update(key_share=True))).one_or_none()
