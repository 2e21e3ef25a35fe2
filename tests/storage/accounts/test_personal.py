"""A person with rows in every table: what the tables declare about personal data happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from domain.ids import PersonId, TelegramId
from storage.accounts import privacy
from storage.accounts.tables import link, link_code
from storage.database.personal import (
    Cleared,
    Copied,
    Deleted,
    Ending,
    Kept,
    Personal,
    Stays,
    Subject,
)
from storage.database.store import Store
from storage.outbox.day.tables import day_line
from storage.outbox.tables import message
from storage.people.leaving import leave_service
from storage.people.tables import audit
from storage.seats.nominations.tables import nomination
from storage.tables import PERSONAL
from storage.upkeep import pruning
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.filling import MOMENT, fill

YEARS = timedelta(days=3000)


@pytest.fixture
async def who(store: Store) -> Subject:
    """The first person of a filled database, with every row numbered first."""
    async with store.write() as session:
        await session.run_sync(fill)
        first = select(link.c.person_id).order_by(link.c.person_id).limit(1)
        person = PersonId((await session.execute(first)).scalar_one())
        # Accounts are numbered from 1 where they are the key.
        mine = link.c.person_id == person
        linked = {"telegram_id": 1, "released_at": None}
        await session.execute(update(link).where(mine).values(linked))
        seen = {"event": "person_seen", "object_id": person}
        await session.execute(insert(audit).values(actor_id=None, at=MOMENT, **seen))
        # Of no announcement, and not sent yet.
        ours = update(message).where(message.c.person_id == person)
        await session.execute(ours.values(announcement_id=None, state="due", chat_id=None))
        lines = update(day_line).where(day_line.c.person_id == person)
        await session.execute(lines.values(message_id=None))
        named = update(nomination).where(nomination.c.person_id == person)
        await session.execute(named.values(state="asked"))
    make = Builders(store)
    await make.rated(person, await make.competency(), 2)
    await make.enrolment(person, await make.offering())
    return Subject(person, TelegramId(1))


async def rows(store: Store, who: Subject, one: Personal) -> dict[tuple[Any, ...], Any]:
    """The person's rows by their primary key."""
    async with store.read() as session:
        found = (await session.execute(select(one.table).where(one.whose(who)))).mappings()
        return {tuple(row[c.name] for c in one.table.primary_key): dict(row) for row in found}


async def left_of(store: Store, one: Personal, keys: Any) -> dict[tuple[Any, ...], Any]:
    """What is left of rows with these primary keys."""
    async with store.read() as session:
        found = (await session.execute(select(one.table))).mappings()
        every = {tuple(row[c.name] for c in one.table.primary_key): dict(row) for row in found}
        return {key: every[key] for key in keys if key in every}


async def everything(store: Store, who: Subject) -> dict[str, dict[tuple[Any, ...], Any]]:
    found = {one.table.name: await rows(store, who, one) for one in PERSONAL}
    assert [name for name, mine in found.items() if not mine] == []
    return found


async def check(
    store: Store, before: dict[str, Any], endings: Callable[[Personal], tuple[Ending, ...]]
) -> None:
    """The rows there were are now as their table declares."""
    for one in PERSONAL:
        expected = before[one.table.name]
        found = await left_of(store, one, expected)
        for ending in endings(one):
            match ending:
                case Deleted():
                    expected = {}
                case Cleared(columns):
                    nothing = {column.name: None for column in columns}
                    expected = {key: row | nothing for key, row in expected.items()}
                case Stays():
                    pass
                case _:
                    # Follows rules of its own, which have tests of their own.
                    assert found != expected, one.table.name
                    expected = found
        assert found == expected, one.table.name


async def test_the_copy_has_every_heading(store: Store, who: Subject):
    found = await privacy.data_copy(store, who.person)
    declared = {one.copied.heading for one in PERSONAL if isinstance(one.copied, Copied)}
    assert set(found) == declared
    assert [heading for heading, mine in found.items() if not mine] == []
    for one in PERSONAL:
        if isinstance(one.copied, Copied):
            mine = await rows(store, who, one)
            assert len(found[one.copied.heading]) == len(mine), one.table.name


async def test_the_current_levels_and_a_code_are_in_the_copy(store: Store):
    make = Builders(store)
    post, competency = await make.position(), await make.competency("Integritas")
    await make.requires(post, competency, 4)
    person = await make.person(position_id=post)
    await make.link(person, 501)
    await make.rated(person, competency, 2)
    async with store.write() as session:
        issued = {"person_id": person, "hash": "x", "issued_at": NOW}
        await session.execute(insert(link_code).values(issued))
    found = await privacy.data_copy(store, person)
    (level,) = found["current_level"]
    assert (level["competency"], level["level"], level["gap"]) == ("Integritas", 2, 2)
    assert found["link_code"] == [{"issued_at": NOW, "wrong": 0}]


async def test_unlinking_does_what_is_declared(store: Store, who: Subject):
    before = await everything(store, who)
    assert await privacy.unlink(store, act(), telegram_id=TelegramId(1))
    await check(store, before, lambda one: (one.at_unlinking,))


async def test_withdrawal_does_what_is_declared(store: Store, who: Subject):
    before = await everything(store, who)
    assert await privacy.withdraw(store, act(), telegram_id=TelegramId(1))
    await check(store, before, lambda one: (one.at_unlinking, one.at_withdrawal))


async def test_leaving_service_does_what_is_declared(store: Store, who: Subject):
    before = await everything(store, who)
    async with store.write() as session:
        await leave_service(session, who.person, now=NOW)
    await check(store, before, lambda one: (one.at_leaving,))


async def test_others_keep_theirs(store: Store, who: Subject):
    other = Subject(PersonId(who.person + 2), TelegramId(3))
    async with store.write() as session:
        mine = link.c.person_id == other.person
        await session.execute(update(link).where(mine).values(telegram_id=3))
    before = {one.table.name: await rows(store, other, one) for one in PERSONAL}
    assert before["link"]
    assert before["dialogue"]
    assert before["answer"]
    assert await privacy.withdraw(store, act(), telegram_id=TelegramId(1))
    async with store.write() as session:
        await leave_service(session, who.person, now=NOW)
    assert {one.table.name: await rows(store, other, one) for one in PERSONAL} == before


async def test_pruning_does_what_is_declared(store: Store, who: Subject):
    async with store.write() as session:
        await session.execute(update(message).values(settled_at=MOMENT))
    before = await everything(store, who)
    later = MOMENT + YEARS
    await pruning.prune(store, now=later, real_now=later)
    for one in PERSONAL:
        mine = before[one.table.name]
        found = await left_of(store, one, mine)
        if isinstance(one.kept, Stays):
            assert found == mine, one.table.name
        else:
            assert found == {}, one.table.name
    async with store.read() as session:
        for one in PERSONAL:
            if isinstance(one.kept, Kept):
                old = one.kept.forgotten(now=later, real_now=later)
                query = select(one.table).where(old)
                assert (await session.execute(query)).all() == [], one.table.name
