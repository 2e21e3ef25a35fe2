"""Searches the open offerings for what a person typed."""

import asyncio
from collections import defaultdict
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select, update

from domain.catalogue.listing import CatalogueEntry, Results, month_number
from domain.catalogue.searching import Sought, read
from domain.ids import OfferingId, PersonId
from domain.lists import PAGE, Page, kept_within
from storage.accounts.tables import link
from storage.catalogue.finding.word_index import Indexed, WordIndex
from storage.catalogue.listing import as_entry, entries_of, open_offerings
from storage.catalogue.tables import offering, training, training_competency
from storage.competencies.tables import competency
from storage.database.store import Store, Transaction
from storage.imports.tables import roster

_kept: WeakKeyDictionary[Store, tuple[Any, WordIndex]] = WeakKeyDictionary()
"""The words of each store's catalogue, with the stamp of the catalogue that they are of. Made
again when the stamp changes: a search must not read and fold every title each time."""
# An import raises the revision; a new offering is seen by its number as well.
_STAMP = select(
    select(func.max(roster.c.revision)).scalar_subquery().label("revision"),
    func.max(offering.c.id).label("newest"),
    func.count(offering.c.id).label("offerings"),
    func.count(offering.c.called_off_at).label("called_off"),
)


async def remember(store: Store, *, person: PersonId, text: str) -> None:
    """Stores a person's search text, so that the pages of its results can be turned."""
    async with store.write() as session:
        await session.execute(update(link).where(link.c.person_id == person).values(search=text))


async def results(
    store: Store, *, person: PersonId, page: int, zone: str, now: datetime
) -> Results:
    """One page of what the last search finds; `zone` is that of the office's calendar."""
    async with store.read() as session:
        query = select(link.c.search).where(link.c.person_id == person)
        text = (await session.execute(query)).scalar_one_or_none() or ""
        sought = read(text, now.astimezone(ZoneInfo(zone)).date())
        index = await _index(store, session, now=now)
        ids = _open(index, sought, zone=zone, now=now)
        number = kept_within(page, len(ids))
        shown = ids[number * PAGE : (number + 1) * PAGE]
        entries = await _entries(session, person, shown, now)
    return Results(
        text, Page(entries, number, len(ids)), tuple(map(" ".join, index.meant(sought.words)))
    )


def _open(index: WordIndex, sought: Sought, *, zone: str, now: datetime) -> list[OfferingId]:
    return [
        one.id
        for one in index.found(sought.words)
        if one.closes_at > now
        and one.starts_at > now
        and (sought.month is None or month_number(one.starts_at, zone) == sought.month)
    ]


async def _entries(
    session: Transaction, person: PersonId, ids: list[OfferingId], now: datetime
) -> tuple[CatalogueEntry, ...]:
    if not ids:
        return ()
    rank = case({one: place for place, one in enumerate(ids)}, value=offering.c.id)
    shown = open_offerings(now, offering.c.id, rank.label("rank")).where(offering.c.id.in_(ids))
    rows = await session.execute(entries_of(shown.subquery("shown"), person))
    return tuple(as_entry(row) for row in rows)


async def _index(store: Store, session: Transaction, *, now: datetime) -> WordIndex:
    stamp = tuple((await session.execute(_STAMP)).one())
    kept = _kept.get(store)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    aims: dict[int, list[str]] = defaultdict(list)
    named = select(training_competency.c.training_id, competency.c.name).join(
        competency, competency.c.id == training_competency.c.competency_id
    )
    for training_id, name in await session.execute(named.order_by(competency.c.name)):
        aims[training_id].append(name)
    query = open_offerings(
        now,
        offering.c.id,
        offering.c.training_id,
        training.c.title,
        offering.c.starts_at,
        offering.c.closes_at,
    ).order_by(offering.c.starts_at, offering.c.id)
    rows = (await session.execute(query)).all()
    offerings = [
        Indexed(row.id, row.title, tuple(aims[row.training_id]), row.starts_at, row.closes_at)
        for row in rows
    ]
    # In a thread: with very many titles it takes longer than others should wait.
    index = await asyncio.to_thread(WordIndex, offerings)
    _kept[store] = stamp, index
    return index
