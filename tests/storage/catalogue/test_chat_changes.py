"""Changes of offerings in the chat, on both engines: once, however often delivered."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from domain.catalogue.editing import Edit, RunField
from storage.catalogue.hr import editing, history, lists, stages
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import offering_change
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import NOW, Builders


@pytest.fixture
def make(store):
    return Builders(store)


async def messages(store):
    query = select(message.c.kind, message.c.state).order_by(message.c.id)
    async with store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def changes(store):
    query = select(func.count()).select_from(offering_change)
    async with store.read() as session:
        return (await session.execute(query)).scalar_one()


async def test_a_change_that_is_delivered_twice_is_made_and_told_once(store, make):
    officer, offering = await make.person(), await make.offering()
    await make.enrolment(await make.person(), offering)
    edit = Edit(RunField.PLACE, {"place": "Aula BKPSDM"}, {"place": "Aula Baru"})
    first = await editing.save(store, act(officer, update=7), offering, edit)
    again = await editing.save(store, act(officer, update=7), offering, edit)
    assert first == again
    assert await changes(store) == 1
    assert await messages(store) == [("offering_moved", "due")]


async def test_a_page_of_the_history_reads_the_policies_once(store, make):
    officer, offering = await make.person(), await make.offering()
    for old in range(30, 33):
        edit = Edit(RunField.QUOTA, {"quota": old}, {"quota": old + 1})
        await editing.save(store, act(officer), offering, edit)
    read: list[str] = []
    event.listen(
        store.engine.sync_engine, "before_cursor_execute", lambda *given: read.append(given[2])
    )
    page = await history.listing(store, offering, page=0)
    assert page.total == 3
    assert [one.can_be_undone(NOW) for one in page.items] == [True] * 3
    assert sum("FROM policy" in one for one in read) == 1


async def test_called_off_and_reopened_before_it_is_told_is_told_to_none(store, make):
    officer, offering = await make.person(), await make.offering()
    await make.enrolment(await make.person(), offering)
    await stages.call_off(store, act(officer), offering, reason="Contoh")
    card = await lists.card(store, offering, now=NOW)
    change = await stages.reopen(store, act(officer), offering, shown=card.shown)
    assert await messages(store) == [("offering_called_off", "cancelled")]
    # Taking the reopening back calls it off again, which they then must hear.
    assert await stages.undo(store, act(officer), change) is True
    assert await messages(store) == [
        ("offering_called_off", "cancelled"), ("offering_called_off", "due"),
    ]  # fmt: skip


async def test_an_undo_puts_back_all_that_followed_from_a_move(store, make):
    officer, offering = await make.person(), await make.offering()
    seat = await make.enrolment(await make.person(), offering, confirmed_at=NOW)
    await make.enrolment(await make.person(), offering)
    row = select(offering_table).where(offering_table.c.id == offering)
    async with store.read() as session:
        before = (await session.execute(row)).one()
    times = ("starts_at", "ends_at", "timezone")
    old = {name: getattr(before, name) for name in times}
    earlier = {
        "starts_at": old["starts_at"] - timedelta(days=5),
        "ends_at": old["ends_at"] - timedelta(days=5),
    }
    edit = Edit(RunField.TIME, old, {**old, **earlier})
    change = await editing.save(store, act(officer), offering, edit)
    assert await stages.undo(store, act(officer, update=9), change) is True
    assert await stages.undo(store, act(officer, update=9), change) is True
    async with store.read() as session:
        after = (await session.execute(row)).one()
        said = select(editing.enrolment.c.confirmed_at).where(editing.enrolment.c.id == seat)
        assert (await session.execute(said)).scalar_one() == NOW
    raised = {"sequence": before.sequence + 2, "moved_at": NOW}
    assert after._mapping == {**before._mapping, **raised}
    assert {state for _, state in await messages(store)} == {"cancelled"}
