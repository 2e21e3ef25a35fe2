"""Correcting and deleting sent announcements: each message once, in the chat it was sent to."""

from datetime import timedelta

from sqlalchemy import select

from domain.announcements.announced import AnnouncementState, FollowUp
from domain.announcements.audience import Audience
from domain.announcements.broadcast import Recall
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId
from storage.accounts.ending import end_link
from storage.accounts.tables import link
from storage.announcements import broadcasts, recalls
from storage.announcements import reading as announcements_reading
from storage.announcements.tables import announcement
from storage.database.store import Store
from storage.outbox.tables import message
from tests.support.acts import act, fresh_key
from tests.support.broadcasting import HR_CHAT, Office, office
from tests.support.builders import NOW, Builders

BOLD = ({"type": "bold", "offset": 0, "length": 4},)
LATER = NOW + timedelta(hours=1)


async def sent(made: Office) -> AnnouncementId:
    """An announcement that reached all linked people."""
    found = await made.draft(Audience(everybody=True))
    await made.start(found)
    await made.pour(found)
    await made.delivered(found, made.hr, *made.linked)
    await broadcasts.finish(made.store, found, real_now=NOW)
    return found


async def correct(made: Office, found: AnnouncementId, text: str) -> None:
    proposed = await recalls.propose(made.store, act(chat=HR_CHAT), found, Letter(text, BOLD))
    assert proposed is not None
    key = fresh_key()
    for _ in range(2):
        await recalls.correct(
            made.store,
            act(made.hr, once=key, now=LATER),
            found,
            revision=proposed.revision,
            place=None,
        )


async def test_a_correction_edits_every_message_that_was_sent(store: Store):
    made = await office(store)
    found = await sent(made)
    await correct(made, found, "Yang benar")
    changed = await announcements_reading.read(store, found)
    assert changed is not None
    assert (changed.letter, changed.correction) == (Letter("Yang benar", BOLD), None)
    assert changed.follow_up is FollowUp.EDIT
    assert changed.reported_at is None
    assert await made.states(found, "announcement_edit") == dict.fromkeys(
        [made.hr, *made.linked], "due"
    )
    async with store.read() as session:
        rows = await session.execute(
            select(message.c.chat_id, message.c.facts).where(
                message.c.kind == "announcement_edit", message.c.person_id == made.hr
            )
        )
        assert rows.one() == (500 + made.hr, {"announcement": found, "message": 40 + made.hr})
    assert await recalls.outcome(store, changed) == Recall(sent=3, total=3, waiting=3)
    # The report of the announcement itself does not count them.
    assert (await broadcasts.tally(store, found, real_now=LATER)).total == 4


async def test_each_correction_is_counted_for_itself(store: Store):
    made = await office(store)
    found = await sent(made)
    await correct(made, found, "Pertama")
    await correct(made, found, "Kedua")
    changed = await announcements_reading.read(store, found)
    assert changed is not None
    assert changed.letter == Letter("Kedua", BOLD)
    assert (await recalls.outcome(store, changed)).total == 3
    typed = await recalls.propose(store, act(chat=HR_CHAT), found, Letter("Ketiga"))
    assert typed is not None
    assert (await recalls.outcome(store, typed)).total == 3


async def test_what_went_to_an_account_that_is_linked_no_more_stays_there(store: Store):
    made = await office(store)
    found = await sent(made)
    who = made.linked[0]
    async with store.write() as session:
        await end_link(session, link.c.person_id == who, event="unlinked", by=None, now=NOW)
    await Builders(store).link(who, 999)
    await recalls.take_back(store, act(made.hr, now=LATER), found, place=None)
    assert who not in await made.states(found, "announcement_delete")


async def test_no_account_is_kept_whose_link_has_ended(store: Store):
    made = await office(store)
    found = await sent(made)
    await correct(made, found, "Yang benar")
    for who in (made.linked[0], made.hr):
        async with store.write() as session:
            await end_link(session, link.c.person_id == who, event="unlinked", by=None, now=NOW)
        async with store.read() as session:
            kept = select(message.c.chat_id, message.c.sent_chat_id)
            rows = (await session.execute(kept.where(message.c.person_id == who))).all()
        assert {(row.chat_id, row.sent_chat_id) for row in rows} == {(None, None)}
    async with store.read() as session:
        assert (
            await session.execute(select(announcement.c.progress_chat_id))
        ).scalar_one() is None


async def test_only_the_text_that_was_previewed_is_sent(store: Store):
    made = await office(store)
    found = await sent(made)
    await recalls.propose(store, act(chat=HR_CHAT), found, Letter("Pertama"))
    await recalls.correct(store, act(made.hr), found, revision=0, place=None)
    assert await made.states(found, "announcement_edit") == {}


async def test_taking_back_deletes_what_is_young_enough(store: Store):
    made = await office(store)
    found = await sent(made)
    assert await recalls.deletable(store, found, real_now=LATER) == Recall(sent=3, total=3)
    late = NOW + timedelta(hours=49)
    assert await recalls.deletable(store, found, real_now=late) == Recall(sent=3, total=0)
    for _ in range(2):
        taken = await recalls.take_back(store, act(made.hr, now=LATER), found, place=None)
        assert taken is not None
        assert taken.follow_up is FollowUp.DELETE
    assert len(await made.states(found, "announcement_delete")) == 3


async def test_taking_back_ends_a_correction_under_way(store: Store):
    made = await office(store)
    found = await sent(made)
    await correct(made, found, "Perbaikan")
    await recalls.take_back(store, act(made.hr, now=LATER), found, place=None)
    assert set((await made.states(found, "announcement_edit")).values()) == {"cancelled"}


async def test_what_is_still_being_sent_is_stopped_first(store: Store):
    made = await office(store)
    found = await made.draft(Audience(everybody=True))
    await made.start(found)
    await made.pour(found)
    still = await recalls.take_back(store, act(made.hr, now=LATER), found, place=None)
    assert still is not None
    assert still.state is AnnouncementState.SENDING
    assert await made.states(found, "announcement_delete") == {}
