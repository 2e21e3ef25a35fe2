from datetime import timedelta

import pytest
from sqlalchemy import event, func, insert, select, update

from domain.outbox.messages import MessageState
from storage.accounts.tables import failed_link
from storage.announcements.tables import announcement as announcement_table
from storage.database.store import Store
from storage.outbox import messages
from storage.outbox.tables import message
from storage.outbox.tables import picture as picture_table
from storage.process.tables import handled_update
from storage.seats.tables import approval_notice
from storage.upkeep import pruning
from tests.support.builders import NOW, Builders

YEARS = timedelta(days=1000)


@pytest.fixture
def make(store: Store) -> Builders:
    return Builders(store)


async def settled(store: Store, once: str, *, at=NOW, announcement=None) -> int:
    """A message that was sent then."""
    person = await Builders(store).person()
    async with store.write() as session:
        await messages.promise(session, "note", to=person, facts={}, once=once, now=at)
        values = {
            "state": MessageState.SENT.value,
            "settled_at": at,
            "announcement_id": announcement,
        }
        which = message.c.dedupe_key == once
        await session.execute(update(message).where(which).values(values))
        found = select(message.c.id).where(which)
        return (await session.execute(found)).scalar_one()


async def left(store: Store) -> set[str]:
    async with store.read() as session:
        return set((await session.execute(select(message.c.dedupe_key))).scalars())


async def test_old_messages_are_forgotten_those_of_announcements_and_those_due_are_not(
    store: Store, make: Builders
):
    author = await make.person()
    async with store.write() as session:
        values = {"author_id": author, "audience": {}, "state": "done", "created_at": NOW}
        made = insert(announcement_table).values(values).returning(announcement_table.c.id)
        number = (await session.execute(made)).scalar_one()
    await settled(store, "old")
    await settled(store, "announced", announcement=number)
    await settled(store, "new", at=NOW + YEARS)
    async with store.write() as session:
        await messages.promise(session, "note", to=author, facts={}, once="due", now=NOW)
    assert await pruning.prune(store, now=NOW + YEARS, real_now=NOW) == 1
    assert await left(store) == {"announced", "new", "due"}


async def test_what_hr_was_asked_goes_with_the_message_that_asked(store: Store, make: Builders):
    offering = await make.offering()
    enrolment = await make.enrolment(await make.person(), offering)
    asked = await settled(store, "request")
    async with store.write() as session:
        values = {"message_id": asked, "enrolment_id": enrolment}
        await session.execute(insert(approval_notice).values(values))
    assert await pruning.prune(store, now=NOW + YEARS, real_now=NOW) == 2
    assert await left(store) == set()


async def test_where_nothing_is_old_nothing_is_deleted_in_any_table(store: Store, make: Builders):
    await make.enrolment(await make.person(), await make.offering())
    asked: list[str] = []
    event.listen(
        store.engine.sync_engine, "before_cursor_execute", lambda *heard: asked.append(heard[2])
    )
    assert await pruning.prune(store, now=NOW, real_now=NOW) == 0
    assert asked
    assert [statement for statement in asked if statement.startswith("DELETE")] == []


async def test_a_heap_is_forgotten_in_many_small_steps(store: Store, monkeypatch):
    monkeypatch.setattr(pruning, "AT_ONCE", 10)
    rows = [{"bot_id": 1, "update_id": n, "handled_at": NOW} for n in range(35)]
    fresh = {"bot_id": 1, "update_id": 99, "handled_at": NOW + YEARS}
    async with store.write() as session:
        await session.execute(insert(handled_update), [*rows, fresh])
    assert await pruning.prune(store, now=NOW, real_now=NOW + YEARS) == 35
    async with store.read() as session:
        count = select(func.count()).select_from(handled_update)
        assert (await session.execute(count)).scalar_one() == 1


async def test_pictures_and_settled_tries_are_kept_for_a_while(store: Store):
    picture = {"bot_id": 1, "digest": "a", "file_id": "x", "stored_at": NOW}
    waits = {"telegram_id": 5, "phone": "+62811", "reason": "unknown", "at": NOW}
    dealt_with = {**waits, "phone": "+62812", "settled_at": NOW}
    async with store.write() as session:
        await session.execute(insert(picture_table).values(picture))
        await session.execute(insert(failed_link).values(waits))
        await session.execute(insert(failed_link).values(dealt_with))
    soon, later = NOW + timedelta(days=80), NOW + timedelta(days=100)
    assert await pruning.prune(store, now=soon, real_now=soon) == 0
    assert await pruning.prune(store, now=later, real_now=later) == 2
    async with store.read() as session:
        kept = (await session.execute(select(failed_link.c.phone))).scalars().all()
    assert kept == ["+62811"]


async def test_drafts_left_lying_for_a_month_are_given_up(store: Store, make: Builders):
    values = {"author_id": await make.person(), "audience": {}, "state": "draft", "text": "Halo"}
    old, young = NOW - timedelta(days=31), NOW - timedelta(days=29)
    # The second one was to be sent tomorrow, and is being changed.
    moments = ((old, None), (old, NOW + timedelta(days=1)), (young, None))
    async with store.write() as session:
        for made, at in moments:
            draft = insert(announcement_table).values(values)
            await session.execute(draft.values(created_at=made, scheduled_for=at))
    await pruning.prune(store, now=NOW, real_now=NOW)
    query = select(announcement_table.c.state).order_by(announcement_table.c.id)
    async with store.read() as session:
        states = list((await session.execute(query)).scalars())
    assert states == ["cancelled", "draft", "draft"]
