"""Drafts of offerings: the list of all officers' drafts, and one draft."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from domain.catalogue.labels import next_label
from domain.catalogue.making.copying import CopySource, sessions_of
from domain.catalogue.making.drafts import DraftCard, DraftLine, OfferingDraft
from domain.catalogue.offerings import Mode, Offering
from domain.catalogue.sessions import times
from domain.ids import CompetencyId, DraftId, OfferingId, PersonId, TrainingId
from domain.imports.layout.labels import FIRST_OFFERING
from domain.lists import PAGE, Page, kept_within
from domain.seats.deciding import is_e_learning
from storage.catalogue import sessions
from storage.catalogue.drafts.content import from_json
from storage.catalogue.tables import offering, offering_draft, training, training_competency
from storage.competencies.tables import competency
from storage.database.store import Store, Transaction
from storage.people.rows import NAME_COLUMNS, name_of
from storage.people.tables import person
from storage.seats.rows import OFFERING_COLUMNS, as_offering

_WAITS = offering_draft.c.offering_id.is_(None)


async def listed(store: Store, *, page: int) -> Page[DraftLine]:
    """Drafts of all officers, the last changed first."""
    counted = select(func.count()).select_from(offering_draft).where(_WAITS)
    async with store.read() as session:
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        newest = (
            _drafts()
            .where(_WAITS)
            .order_by(offering_draft.c.changed_at.desc(), offering_draft.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        rows = (await session.execute(newest)).all()
        contents = [from_json(row.content) for row in rows]
        used = {each.training for each in contents if each.training is not None}
        titles = select(training.c.id, training.c.title).where(training.c.id.in_(used))
        known = {row.id: row.title for row in await session.execute(titles)} if used else {}
    lines = (
        DraftLine(
            id=DraftId(row.id),
            title=known.get(content.training, content.title),
            starts_at=content.starts_at,
            timezone=content.timezone,
            author=name_of(row),
            changed_at=row.changed_at,
        )
        for row, content in zip(rows, contents, strict=True)
    )
    return Page(tuple(lines), number, total)


async def look(store: Store, draft_id: DraftId) -> DraftCard | None:
    """A draft as it is now; None: it was deleted."""
    async with store.read() as session:
        return await card_of(session, draft_id)


async def source(
    store: Store, *, offering_id: OfferingId | None, draft_id: DraftId | None
) -> CopySource | None:
    """What is to be copied; None: it is gone, or has no time yet."""
    async with store.read() as session:
        if draft_id is not None:
            card = await card_of(session, draft_id)
            if card is None or not card.sessions:
                return None
            zone = card.content.timezone or ""
            return CopySource(None, draft_id, card.title, card.label, card.sessions, zone)
        there = None if offering_id is None else await offering_of(session, offering_id)
        if there is None:
            return None
        return CopySource(
            offering_id,
            None,
            there.title,
            await label_of(session, there.training_id),
            1 if is_e_learning(there.kind) else len(times(there)),
            there.timezone,
        )


async def offering_of(session: Transaction, offering_id: OfferingId) -> Offering | None:
    """An offering with its stored sessions."""
    query = (
        select(*OFFERING_COLUMNS)
        .join(training, training.c.id == offering.c.training_id)
        .where(offering.c.id == offering_id)
    )
    row = (await session.execute(query)).one_or_none()
    return None if row is None else await sessions.held(session, as_offering(row))


async def named(session: Transaction) -> tuple[set[int], set[int]]:
    """The trainings and the competencies that drafts name."""
    waiting = select(offering_draft.c.content).where(_WAITS)
    drafts = [from_json(content) for content in (await session.execute(waiting)).scalars()]
    trainings: set[int] = {each.training for each in drafts if each.training is not None}
    return trainings, {competency for each in drafts for competency, _ in each.goals}


async def newest_of(store: Store, author: PersonId) -> DraftId | None:
    """The draft that this officer made last."""
    async with store.read() as session:
        return await newest(session, author)


async def newest(session: Transaction, author: PersonId) -> DraftId | None:
    query = (
        select(offering_draft.c.id)
        .where(offering_draft.c.author_id == author)
        .order_by(offering_draft.c.made_at.desc(), offering_draft.c.id)
        .limit(1)
    )
    found = (await session.execute(query)).scalar_one_or_none()
    return None if found is None else DraftId(found)


async def card_of(session: Transaction, draft_id: DraftId) -> DraftCard | None:
    """The draft with what its training says and the holidays on which it takes place."""
    row = (await session.execute(_drafts().where(offering_draft.c.id == draft_id))).one_or_none()
    if row is None:
        return None
    content = from_json(row.content)
    of: Any = content
    code, mode = None, content.mode
    if content.training is not None:
        query = select(training).where(training.c.id == content.training)
        of = (await session.execute(query)).one()
        code, mode = of.code, Mode(of.mode)
    taught = sessions_of(content, of.kind, holidays=await sessions.holidays(session))
    days = set()
    if not is_e_learning(of.kind or ""):
        there = ZoneInfo(content.timezone or "UTC")
        days = {each.starts_at.astimezone(there).date() for each in taught}
    return DraftCard(
        id=DraftId(row.id),
        revision=row.revision,
        content=content,
        title=of.title,
        code=code,
        kind=of.kind,
        mode=mode,
        hours=of.hours,
        description=of.description,
        goals=await _goals(session, content),
        label=await _label(session, row.offering_id, content.training),
        author=name_of(row),
        changed_at=row.changed_at,
        held=taught,
        holidays=await sessions.holidays_on(session, days),
        offering=None if row.offering_id is None else OfferingId(row.offering_id),
    )


async def _label(session: Transaction, made: int | None, training_id: TrainingId | None) -> str:
    """The number of the run that was made of a draft, or that it will get."""
    query = select(offering.c.label).where(offering.c.id == made)
    found: str | None = None
    if made is not None:
        found = (await session.execute(query)).scalar_one_or_none()
    return found or await label_of(session, training_id)


async def label_of(session: Transaction, training_id: TrainingId | None) -> str:
    """The number that the next run of a training gets."""
    if training_id is None:
        return FIRST_OFFERING
    query = select(offering.c.label).where(offering.c.training_id == training_id)
    return next_label((await session.execute(query)).scalars().all())


async def goals_of(session: Transaction, training_id: TrainingId) -> tuple[tuple[str, int], ...]:
    """Names of the competencies that a training leads to, with their levels."""
    tc, c = training_competency, competency
    query = (
        select(c.c.name, tc.c.level)
        .join(c, c.c.id == tc.c.competency_id)
        .where(tc.c.training_id == training_id)
        .order_by(c.c.name)
    )
    return tuple((row.name, row.level) for row in await session.execute(query))


async def _goals(session: Transaction, draft: OfferingDraft) -> tuple[tuple[str, int], ...]:
    if draft.training is not None:
        return await goals_of(session, draft.training)
    ids: list[CompetencyId] = [each for each, _ in draft.goals]
    if not ids:
        return ()
    query = select(competency.c.id, competency.c.name).where(competency.c.id.in_(ids))
    names = {row.id: row.name for row in await session.execute(query)}
    return tuple((names[each], level) for each, level in draft.goals if each in names)


def _drafts() -> Select[Any]:
    return select(offering_draft, *NAME_COLUMNS).join(
        person, person.c.id == offering_draft.c.author_id
    )
