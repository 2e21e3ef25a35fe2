"""Finding people of the roster by what a caller says, narrowed and whole for a file."""

import re
from typing import Any

from sqlalchemy import and_, exists, false, func, literal, or_, select

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
from storage.database.store import Store
from storage.people.actors import linked
from storage.people.reach import works_within
from storage.people.rows import name_of
from storage.people.tables import person, unit

_NOT_DIGITS = re.compile(r"[\s.'’()/+-]")
_SHORTEST_NIP = 4
"""Digits of a NIP or of a phone number that are enough to search for."""
_SEARCHED = (
    person.c.name,
    person.c.title_before,
    person.c.title_after,
    person.c.position_title,
    unit.c.name,
)
_THERE = person.outerjoin(unit, unit.c.id == person.c.unit_id)


async def find(
    store: Store, chosen: StaffChoice, *, page: int, within: Reach = EVERYBODY
) -> Page[StaffLine]:
    """People whose name, unit or post have every word, or whose NIP or phone has the digits.

    Those in service come first.
    """
    wanted = [*_wanted(chosen), works_within(within)]
    async with store.read() as session:
        counted = select(func.count()).select_from(_THERE).where(*wanted)
        total = (await session.execute(counted)).scalar_one()
        number = kept_within(page, total)
        rows = await session.execute(
            select(person, unit.c.name.label("unit_name"))
            .select_from(_THERE)
            .where(*wanted)
            .order_by(person.c.active.desc(), person.c.name, person.c.id)
            .limit(PAGE)
            .offset(number * PAGE)
        )
        items = tuple(
            StaffLine(
                id=row.id,
                nip=row.nip,
                name=name_of(row),
                position=row.position_title,
                unit=row.unit_name,
                active=row.active,
            )
            for row in rows
        )
    return Page(items, number, total)


async def narrowing(store: Store, chosen: StaffChoice, *, page: int) -> Narrowing:
    """What the people found can be narrowed to, and to how many people; one page of units."""
    wanted = _wanted(chosen)
    people = func.count().label("people")
    counted = select(people).select_from(_THERE).where(*wanted)
    units = (
        select(unit.c.id, unit.c.name, people)
        .select_from(_THERE)
        .where(*wanted, unit.c.id.is_not(None))
        .group_by(unit.c.id, unit.c.name)
        .order_by(people.desc(), unit.c.name, unit.c.id)
    )
    async with store.read() as session:
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
    query = (
        select(person, unit.c.name.label("unit_name"))
        .select_from(_THERE)
        .where(*_wanted(chosen))
        .order_by(unit.c.name, person.c.name, person.c.id)
        .limit(most)
    )
    async with store.read() as session:
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


def _wanted(chosen: StaffChoice) -> list[Any]:
    wanted = _matches(chosen.text) if chosen.text else []
    if chosen.unit is not None:
        wanted.append(person.c.unit_id == chosen.unit)
    if chosen.only is not None:
        wanted.append(_ONLY[chosen.only])
    return wanted


def _matches(text: str) -> list[Any]:
    digits = _NOT_DIGITS.sub("", text)
    if digits.isascii() and digits.isdigit() and len(digits) >= _SHORTEST_NIP:
        of_phone = digits.removeprefix("62").removeprefix("0")
        phone = person.c.phone.contains(of_phone) if len(of_phone) >= _SHORTEST_NIP else false()
        return [or_(person.c.nip.contains(digits), phone)]
    words = [word.strip(",;") for word in text.split()[:8]]
    return [
        or_(*(column.icontains(word, autoescape=True) for column in _SEARCHED))
        for word in words
        if word
    ] or [false()]
