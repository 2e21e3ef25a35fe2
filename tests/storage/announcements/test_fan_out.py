"""One announcement becomes one row per person, even after repetition or interruption."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from domain.announcements.announced import AnnouncementState
from domain.announcements.audience import Audience
from domain.announcements.broadcast import BroadcastTally
from domain.ids import PersonId
from storage.accounts.tables import link
from storage.announcements import broadcasts, drafts, fan_out
from storage.announcements import reading as announcements_reading
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.acts import act, fresh_key
from tests.support.broadcasting import HR_CHAT, office
from tests.support.builders import NOW, Builders
from tests.support.engines import Engines, opened

ALL = Audience(everybody=True)


async def test_everybody_has_one_row_and_the_unreachable_are_counted_at_once(store: Store):
    made = await office(store)
    async with store.write() as session:
        await session.execute(
            update(link).where(link.c.telegram_id == 502).values(unreachable_at=NOW)
        )
    found = await made.draft(ALL)
    assert (await made.start(found)).announcement.state is AnnouncementState.SENDING
    await made.pour(found)
    assert await made.states(found) == {
        made.hr: "due",
        made.linked[0]: "due",
        made.linked[1]: "unreachable",
        made.unlinked: "unreachable",
    }
    tally = await broadcasts.tally(store, found, real_now=NOW)
    assert tally == BroadcastTally(total=4, waiting=2, blocked=1, unlinked=1)
    assert tally.recipients == 3


async def test_poured_twice_is_poured_once(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fan_out, "CHUNK", 2)
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    assert await fan_out.pour(store, found, now=NOW, real_now=NOW)
    # The process died here; the next one goes on where this one was.
    halfway = await announcements_reading.read(store, found)
    assert halfway is not None
    assert not halfway.fanned_out
    await made.pour(found)
    await made.pour(found)
    async with store.read() as session:
        assert (await session.execute(select(func.count()).select_from(message))).scalar_one() == 4
    after = await announcements_reading.read(store, found)
    assert after is not None
    assert after.fanned_out


async def test_postgresql_knows_how_many_a_long_announcement_left_waiting(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fan_out, "CHUNK", 2)
    counted = text("SELECT reltuples FROM pg_class WHERE relname = 'message'")
    async with opened(await engines.postgresql()) as store:
        made = await office(store)
        found = await made.draft(ALL)
        await made.start(found)
        await made.pour(found)
        async with store.read() as session:
            assert (await session.execute(counted)).scalar_one() == 4


async def test_a_press_delivered_twice_starts_once(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    key = fresh_key()
    for _ in range(2):
        draft = await fan_out.start(
            store,
            act(made.hr, once=key),
            found,
            revision=1,
            place=(HR_CHAT, 77),
            in_quiet=False,
            zone="Asia/Jakarta",
        )
        assert draft is not None
        assert draft.announcement.state is AnnouncementState.SENDING
        assert not draft.stale


async def test_an_old_preview_does_not_send(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    assert (await made.start(found, revision=0)).stale
    await Builders(store).person("Contoh Baru")
    stale = await made.start(found)
    assert stale.stale
    assert stale.seen.count.unlinked == 2
    assert stale.announcement.state is AnnouncementState.DRAFT
    # The fresh preview shows the new figures: now it may go.
    assert not (await made.start(found)).stale


async def test_hentikan_cancels_what_is_unsent(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fan_out, "CHUNK", 2)
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    await fan_out.pour(store, found, now=NOW, real_now=NOW)
    await made.delivered(found, made.hr)
    stopped = await fan_out.stop(store, act(made.hr), found)
    assert stopped is not None
    assert stopped.state is AnnouncementState.STOPPED
    # Those it had not come to yet are named in the report, too.
    await made.pour(found)
    assert await made.states(found) == {
        made.hr: "sent",
        made.linked[0]: "cancelled",
        made.linked[1]: "cancelled",
        made.unlinked: "unreachable",
    }
    over = await broadcasts.finish(store, found, real_now=NOW)
    assert over is not None
    assert over.over
    people = await broadcasts.unreached(store, found)
    assert [(one.name, one.reason) for one in people] == [
        ("Contoh 0", "stopped"),
        ("Contoh 1", "stopped"),
        ("Contoh 2", "unlinked"),
    ]


async def test_what_comes_back_after_hentikan_is_not_sent_either(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    await made.pour(found)
    async with store.write() as session:
        await session.execute(
            update(message).where(message.c.person_id == made.hr).values(state="sending")
        )
    await fan_out.stop(store, act(made.hr), found)
    waiting = await broadcasts.finish(store, found, real_now=NOW)
    assert waiting is not None
    assert not waiting.over
    async with store.write() as session:
        await session.execute(
            update(message).where(message.c.person_id == made.hr).values(state="due")
        )
    over = await broadcasts.finish(store, found, real_now=NOW)
    assert over is not None
    assert over.over
    assert (await made.states(found))[made.hr] == "cancelled"


async def test_it_is_done_when_nothing_is_unsent(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    running = await broadcasts.finish(store, found, real_now=NOW)
    assert running is not None
    assert running.state is AnnouncementState.SENDING
    await made.pour(found)
    await made.delivered(found, made.hr, *made.linked)
    ended = await broadcasts.finish(store, found, real_now=NOW + timedelta(seconds=9))
    assert ended is not None
    assert ended.state is AnnouncementState.DONE
    assert [one.id for one in await broadcasts.watched(store)] == [found]
    await broadcasts.reported(store, ended, anew=False, now=NOW, real_now=NOW)
    assert await broadcasts.watched(store) == []
    tally = await broadcasts.tally(store, found, real_now=NOW + timedelta(seconds=5))
    assert (tally.sent, tally.recipients, tally.recent) == (3, 3, 3)
    (one,) = await broadcasts.unreached(store, found)
    assert (one.name, one.unit, one.reason) == ("Contoh 2", "Puskesmas Contoh", "unlinked")


async def test_what_is_scheduled_starts_when_due_with_people_counted_anew(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    at = NOW + timedelta(hours=3)
    await drafts.schedule(
        store, act(made.hr, chat=HR_CHAT), found, at=at, revision=None, zone="Asia/Jakarta"
    )
    late = await Builders(store).person("Contoh Susulan")
    assert await fan_out.start_due(store, now=NOW, real_now=NOW, zone="Asia/Jakarta") == 0
    assert await fan_out.start_due(store, now=at, real_now=NOW, zone="Asia/Jakarta") == 1
    assert await fan_out.start_due(store, now=at, real_now=NOW, zone="Asia/Jakarta") == 0
    await made.pour(found)
    assert PersonId(late) in await made.states(found)
    async with store.read() as session:
        kinds = await session.execute(
            select(message.c.person_id).where(message.c.kind == "announcement_progress")
        )
        assert list(kinds.scalars()) == [made.hr]


async def test_in_quiet_hours_the_rest_waits(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    await made.pour(found)
    until = NOW + timedelta(hours=11)
    await broadcasts.hold(store, found, until=until, now=NOW)
    async with store.read() as session:
        rows = await session.execute(
            select(message.c.not_before).where(message.c.state == "due").distinct()
        )
        assert list(rows.scalars()) == [until]


async def test_a_last_word_that_finds_no_message_is_promised(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await made.start(found)
    await made.pour(found)
    ended = await announcements_reading.read(store, found)
    assert ended is not None
    await broadcasts.reported(store, ended, anew=True, now=NOW, real_now=NOW)
    await broadcasts.reported(store, ended, anew=True, now=NOW, real_now=NOW)
    async with store.read() as session:
        promised = await session.execute(
            select(message.c.person_id).where(message.c.kind == "announcement_progress")
        )
        assert list(promised.scalars()) == [made.hr]
