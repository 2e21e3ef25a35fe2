"""Finding people of the roster by what a caller says, narrowed and whole for a file."""

import asyncio
import json
from itertools import islice
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, and_, exists, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from domain.ids import PersonId
from domain.lists import PAGE, Page, kept_within
from domain.people.reach import EVERYBODY, Reach
from domain.people.staff import (
    Narrowing,
    RosterRow,
    StaffChoice,
    StaffLine,
    StaffOnly,
    UnitCount,
)
from storage.competencies.tables import IS_SHORT, current_level
from storage.database.store import Store, Transaction
from storage.imports.tables import roster
from storage.people.actors import linked
from storage.people.finding.people_index import Findable, PeopleFound, PeopleIndex
from storage.people.reach import works_within
from storage.people.rows import name_of
from storage.people.tables import person, unit

_THERE = person.outerjoin(unit, unit.c.id == person.c.unit_id)
_kept: WeakKeyDictionary[Store, tuple[Any, PeopleIndex]] = WeakKeyDictionary()
"""The index of each store's roster, with the stamp of the roster that it is of. Made again when
the stamp changes: to look through every person for each search takes too long."""
# All that changes the roster raises its revision; the newest person is seen without it as well.
_STAMP = select(select(func.max(roster.c.revision)).scalar_subquery(), func.max(person.c.id))
_KNOWN = (
    person.c.active,
    person.c.name,
    person.c.nip,
    person.c.phone,
    person.c.title_before,
    person.c.title_after,
    person.c.position_title,
)
_AT_ONCE = 5_000
"""People read at once for the index, so that others have their turn in between."""


async def find(
    store: Store, chosen: StaffChoice, *, page: int, within: Reach = EVERYBODY
) -> Page[StaffLine]:
    """People whose name, unit or post have every word, or whose NIP or phone has the digits.

    Those in service come first.
    """
    async with store.read() as session:
        index = await _index(store, session)
        ids: PeopleFound | list[PersonId] = index.found(chosen.text)
        if chosen.narrowed or within.units is not None:
            wanted = await _wanted(store, session, chosen)
            left = select(person.c.id).where(*wanted, works_within(within))
            kept = set((await session.execute(left)).scalars())
            ids = [one for one in ids if one in kept]
        number = kept_within(page, len(ids))
        shown = islice(ids, number * PAGE, (number + 1) * PAGE)
        items = await _lines(session, list(shown))
    return Page(items, number, len(ids))


async def _lines(session: Transaction, ids: list[PersonId]) -> tuple[StaffLine, ...]:
    query = (
        select(person, unit.c.name.label("unit_name"))
        .select_from(_THERE)
        .where(person.c.id.in_(ids))
    )
    rows = {row.id: row for row in await session.execute(query)}
    return tuple(
        StaffLine(
            id=row.id,
            nip=row.nip,
            name=name_of(row),
            position=row.position_title,
            unit=row.unit_name,
            active=row.active,
        )
        for one in ids
        if (row := rows.get(one)) is not None
    )


async def meant(store: Store, text: str) -> str | None:
    """What a search that finds nobody was probably meant to be; None if it is not misspelt."""
    async with store.read() as session:
        index = await _index(store, session)
    return await asyncio.to_thread(index.meant, text)


async def narrowing(store: Store, chosen: StaffChoice, *, page: int) -> Narrowing:
    """What the people found can be narrowed to, and to how many people; one page of units."""
    async with store.read() as session:
        wanted = await _wanted(store, session, chosen)
        people = func.count().label("people")
        counted = select(people).select_from(person).where(*wanted)
        units = (
            select(unit.c.id, unit.c.name, people)
            .select_from(_THERE)
            .where(*wanted, unit.c.id.is_not(None))
            .group_by(unit.c.id, unit.c.name)
            .order_by(people.desc(), unit.c.name, unit.c.id)
        )
        unlinked = (await session.execute(counted.where(_UNLINKED))).scalar_one()
        with_gaps = (await session.execute(counted.where(_WITH_GAPS))).scalar_one()
        # Another unit is chosen after the filter is cleared.
        rows = (await session.execute(units)).all() if chosen.unit is None else []
    number = kept_within(page, len(rows))
    shown = rows[number * PAGE : (number + 1) * PAGE]
    counts = tuple(UnitCount(row.id, row.name, row.people) for row in shown)
    return Narrowing(unlinked, with_gaps, Page(counts, number, len(rows)))


async def everyone(store: Store, chosen: StaffChoice, *, most: int) -> list[RosterRow]:
    """All people found, at most so many, by unit and name."""
    async with store.read() as session:
        query = (
            select(person, unit.c.name.label("unit_name"))
            .select_from(_THERE)
            .where(*await _wanted(store, session, chosen))
            .order_by(unit.c.name, person.c.name, person.c.id)
            .limit(most)
        )
        return [
            RosterRow(
                nip=row.nip,
                name=row.name,
                title_before=row.title_before,
                title_after=row.title_after,
                position=row.position_title,
                unit=row.unit_name,
                phone=row.phone,
            )
            for row in await session.execute(query)
        ]


async def unit_name(store: Store, chosen: StaffChoice) -> str | None:
    """The name of the unit that the people found are narrowed to."""
    if chosen.unit is None:
        return None
    query = select(unit.c.name).where(unit.c.id == chosen.unit)
    async with store.look() as session:
        return (await session.execute(query)).scalar_one_or_none()


_UNLINKED = and_(person.c.active, ~exists(select(literal(1)).where(linked(person.c.id))))
_WITH_GAPS = and_(
    person.c.active,
    exists(select(literal(1)).where(current_level.c.person_id == person.c.id, IS_SHORT)),
)
_ONLY = {StaffOnly.UNLINKED: _UNLINKED, StaffOnly.WITH_GAPS: _WITH_GAPS}


async def _wanted(store: Store, session: Transaction, chosen: StaffChoice) -> list[Any]:
    """SQL: the conditions that the people of a choice meet."""
    wanted: list[Any] = []
    if chosen.text:
        index = await _index(store, session)
        wanted.append(_among(store, list(index.found(chosen.text))))
    if chosen.unit is not None:
        wanted.append(person.c.unit_id == chosen.unit)
    if chosen.only is not None:
        wanted.append(_ONLY[chosen.only])
    return wanted


def _among(store: Store, ids: list[PersonId]) -> Any:
    """SQL: whether a person is one of many, who are too many to be bound one by one."""
    if store.is_sqlite:
        each = func.json_each(json.dumps(ids)).table_valued("value")
        return person.c.id.in_(select(each.c.value))
    return person.c.id == func.any(literal(ids, ARRAY(BigInteger)))


async def _index(store: Store, session: Transaction) -> PeopleIndex:
    stamp = tuple((await session.execute(_STAMP)).one())
    kept = _kept.get(store)
    if kept is not None and kept[0] == stamp:
        return kept[1]
    people: list[Findable] = []
    query = (
        select(person.c.id, *_KNOWN, unit.c.name.label("unit_name"))
        .select_from(_THERE)
        .order_by(person.c.id)
        .limit(_AT_ONCE)
    )
    last = 0
    while rows := (await session.execute(query.where(person.c.id > last))).all():
        people += (
            Findable(
                id=row.id,
                active=row.active,
                name=row.name,
                about=tuple(filter(None, row[5:])),
                nip=row.nip,
                phone=row.phone,
            )
            for row in rows
        )
        last = rows[-1].id
    # In a thread: with very many people it takes longer than others should wait.
    index = await asyncio.to_thread(PeopleIndex, people)
    _kept[store] = stamp, index
    return index
