"""Whom a change in the chat is told, beside messages that are on their way at that moment."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from domain.catalogue.changes import UNDO_FOR
from domain.catalogue.editing import Edit, RunField
from domain.outbox.messages import MessageKind
from storage.catalogue.hr import editing, lists, stages
from storage.catalogue.hr.stages import NotUndone
from storage.catalogue.speaking import speakers
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import speaker
from storage.outbox.messages import promise
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.engines import Engines, opened
from tests.support.waiting import until

PLACE = Edit(RunField.PLACE, {"place": "Aula BKPSDM"}, {"place": "Aula Baru"})


@pytest.fixture
def make(store):
    return Builders(store)


async def messages(store, *columns):
    query = select(message.c.kind, *columns).order_by(message.c.id)
    async with store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


@pytest.mark.parametrize("named", ["offering", "enrolment"])
async def test_a_reminder_waits_until_a_change_can_no_longer_be_taken_back(store, make, named):
    officer, who = await make.person(), await make.person()
    there, elsewhere = await make.offering(), await make.offering("Workshop")
    for one in (there, elsewhere):
        seat = await make.enrolment(who, one)
        facts = {"offering": one} if named == "offering" else {"enrolment": seat}
        async with store.write() as session:
            kind = MessageKind.REMINDER_H7
            await promise(session, kind, to=who, facts=facts, once=f"remind:{one}", now=NOW)
    await editing.save(store, act(officer), there, PLACE)
    later = NOW + UNDO_FOR
    assert await messages(store, message.c.not_before) == [
        ("rem.h7", later), ("rem.h7", NOW), ("offering_moved", later),
    ]  # fmt: skip


async def test_what_an_earlier_message_tells_at_once_cannot_be_taken_back(store, make):
    officer, offering = await make.person(), await make.offering()
    await make.enrolment(await make.person(), offering)
    await editing.save(store, act(officer), offering, PLACE)
    row = select(offering_table).where(offering_table.c.id == offering)
    async with store.read() as session:
        there = (await session.execute(row)).one()
    old = {name: getattr(there, name) for name in ("starts_at", "ends_at", "timezone")}
    soon = {"starts_at": NOW + timedelta(hours=20), "ends_at": NOW + timedelta(hours=24)}
    second = await editing.save(
        store, act(officer), offering, Edit(RunField.TIME, old, {**old, **soon})
    )
    # It begins so soon that the message goes out now, with both changes.
    assert await messages(store, message.c.not_before) == [("offering_moved", NOW)]
    assert await stages.undo(store, act(officer), second) is NotUndone.TOLD


async def test_a_message_that_is_just_being_sent_counts_as_heard(engines: Engines):
    """On PostgreSQL, where the dispatcher may take it at the same moment."""
    async with opened(await engines.postgresql()) as store:
        make = Builders(store)
        officer, offering = await make.person(), await make.offering()
        await make.enrolment(await make.person(), offering)
        await stages.call_off(store, act(officer), offering, reason="Contoh")
        shown = (await lists.card(store, offering, now=NOW)).shown

        async def waits():
            query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            async with store.read() as session:
                return (await session.execute(text(query))).scalar_one()

        async with store.write() as session:
            await session.execute(update(message).values(state="sending"))
            again = asyncio.create_task(stages.reopen(store, act(officer), offering, shown=shown))
            await until(waits)
        assert await again
        assert await messages(store, message.c.state) == [
            ("offering_called_off", "sending"), ("offering_reopened", "due"),
        ]  # fmt: skip
        async with store.read() as session:
            count = select(func.count()).select_from(message).where(message.c.not_before > NOW)
            assert (await session.execute(count)).scalar_one() == 2


@pytest.mark.parametrize("said", [True, None])
@pytest.mark.parametrize("deed", ["called off", "place"])
async def test_a_speaker_hears_nothing_of_what_is_taken_back(store, make, said, deed):
    officer, who = await make.person(), await make.person()
    offering = await make.offering()
    row = select(offering_table.c.starts_at).where(offering_table.c.id == offering)
    async with store.read() as session:
        start = int((await session.execute(row)).scalar_one().timestamp()) // 60
    assert await speakers.add(store, act(officer), offering, start=start, who=who)
    async with store.write() as session:
        await session.execute(update(message).values(state="sent"))
        await session.execute(update(speaker).values(willing=said))
    if deed == "place":
        change = await editing.save(store, act(officer), offering, PLACE)
    else:
        change = await stages.call_off(store, act(officer), offering, reason="Contoh")
    assert [state for _, state in await messages(store, message.c.state)] == ["sent", "due"]
    assert await stages.undo(store, act(officer), change) is True
    assert [state for _, state in await messages(store, message.c.state)] == ["sent", "cancelled"]
    async with store.read() as session:
        assert (await session.execute(select(speaker.c.willing))).scalar_one() is said


async def test_a_speaker_is_asked_once_however_much_is_changed(store, make):
    officer, who = await make.person(), await make.person()
    offering = await make.offering(place="Aula BKPSDM")
    row = select(offering_table.c.starts_at).where(offering_table.c.id == offering)
    async with store.read() as session:
        start = int((await session.execute(row)).scalar_one().timestamp()) // 60
    assert await speakers.add(store, act(officer), offering, start=start, who=who)
    async with store.write() as session:
        await session.execute(update(message).values(state="sent"))
    await editing.save(store, act(officer), offering, PLACE)
    again = Edit(RunField.PLACE, {"place": "Aula Baru"}, {"place": "Aula Lama"})
    later = NOW + timedelta(minutes=1)
    await editing.save(store, act(officer, now=later), offering, again)
    assert await messages(store, message.c.state, message.c.not_before) == [
        ("offerings.speaker", "sent", NOW), ("offerings.speaker", "due", later + UNDO_FOR),
    ]  # fmt: skip
