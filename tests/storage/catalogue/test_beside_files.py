"""What HR does in the chat while a file is saved: neither waits for the other in a circle."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, text

from domain.catalogue.changes import UNDO_FOR
from domain.catalogue.making.drafts import DraftField, NotTakenBack, OfferingDraft
from domain.catalogue.offerings import Mode
from domain.catalogue.trainings import TrainingField
from domain.outbox.quiet import Quiet
from domain.reminders import Looked
from storage.catalogue import trainings
from storage.catalogue.drafts import opening, writing
from storage.catalogue.hr import history, stages
from storage.catalogue.hr.stages import NotUndone
from storage.catalogue.speaking import speakers
from storage.catalogue.tables import offering, training
from storage.outbox.day.tables import day_line
from storage.people.revision import lock_revision
from storage.reminders import closings
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.engines import Engines, opened
from tests.support.waiting import until

WHOLE = OfferingDraft(
    title="Bimtek Arsip",
    kind="Bimtek",
    mode=Mode.ONSITE,
    hours=8,
    starts_at=datetime(2026, 12, 8, 1, tzinfo=UTC),
    ends_at=datetime(2026, 12, 8, 9, tzinfo=UTC),
    timezone="Asia/Jakarta",
    quota=30,
    passed=(DraftField.PLACE, DraftField.GOALS, DraftField.CLOSES),
)
QUIET = Quiet(time(21), time(6), "Asia/Jakarta")


async def made(store, officer, content=WHOLE):
    """A draft that is opened: the draft, and what became of it."""
    draft = await writing.begin(store, act(officer), content)
    card = await opening.start_sign_up(store, act(officer), draft.id, revision=0)
    assert card.offering is not None
    return draft.id, card.offering


@pytest.mark.parametrize("deed", ["taken back", "changed", "goal"])
async def test_a_file_that_is_saved_meanwhile_gets_its_locks(engines: Engines, deed):
    """On PostgreSQL, where both are at work at once."""
    async with opened(await engines.postgresql()) as store:
        make = Builders(store)
        officer, wanted = await make.person(), await make.competency()
        draft, there = await made(store, officer)
        async with store.read() as session:
            row = (await session.execute(select(training))).one()
        deeds = {
            "taken back": lambda: opening.take_back(store, act(officer), draft, there),
            "changed": lambda: trainings.change(
                store, act(officer), row.id, TrainingField.HOURS, old=8, new=16
            ),
            "goal": lambda: trainings.set_goal(
                store, act(officer), row.id, competency=wanted, level=3
            ),
        }

        async def waits():
            query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            async with store.read() as session:
                return (await session.execute(text(query))).scalar_one()

        async with store.write() as session:
            await lock_revision(session)
            meanwhile = asyncio.create_task(deeds[deed]())
            await until(waits)
            for table in (offering, training):
                await session.execute(select(table).with_for_update())
        await meanwhile


async def test_a_made_offering_becomes_a_draft_and_is_not_undone(store):
    officer = await Builders(store).person()
    _, there = await made(store, officer)
    change = await history.mine(store, there, officer)
    found = await history.one(store, change)
    assert not found.can_be_undone(NOW)
    assert await stages.undo(store, act(officer), change) is NotUndone.LATE


async def test_no_person_hears_of_sign_up_that_may_be_taken_back(store):
    make = Builders(store)
    officer, post = await make.person(), await make.position()
    wanted = await make.competency()
    await make.requires(post, wanted, 3)
    who = await make.person(position_id=post)
    await make.link(who, 501)
    await make.rated(who, wanted, 1)
    closes = NOW + timedelta(hours=20)
    await made(store, officer, replace(WHOLE, goals=((wanted, 3),), closes_at=closes))

    async def told(now):
        await closings.queue_closings(store, now=now, zone="Asia/Jakarta", looked=Looked())
        async with store.read() as session:
            return (await session.execute(select(func.count()).select_from(day_line))).scalar_one()

    assert await told(NOW + timedelta(minutes=4)) == 0
    assert await told(NOW + UNDO_FOR) == 1


async def test_no_offering_becomes_a_draft_for_which_a_speaker_was_asked(store):
    make = Builders(store)
    officer, who = await make.person(), await make.person()
    draft, there = await made(store, officer)
    start = int(WHOLE.starts_at.timestamp()) // 60
    assert await speakers.add(store, act(officer), there, start=start, who=who)
    card, refused = await opening.take_back(store, act(officer), draft, there)
    assert refused is NotTakenBack.CHANGED
    assert card.offering == there
