"""Drafts: one per HR officer, changed by revision, scheduled as previewed."""

from datetime import timedelta

from sqlalchemy import update

from domain.announcements.announced import AnnouncementState, Draft
from domain.announcements.audience import Audience
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId, UpdateKey
from storage.announcements import drafts, fan_out
from storage.announcements import reading as announcements_reading
from storage.announcements.tables import announcement
from storage.database.store import Store
from storage.upkeep import pruning
from tests.support.acts import act
from tests.support.broadcasting import HR_CHAT, Office, office
from tests.support.builders import NOW, Builders

ALL = Audience(everybody=True)


async def typed(made: Office, text: str, into: AnnouncementId | None = None) -> AnnouncementId:
    found = await drafts.keep_text(made.store, act(made.hr, chat=HR_CHAT), into, Letter(text))
    assert found is not None
    return found


async def schedule(
    made: Office,
    found: AnnouncementId,
    *,
    revision: int | None = None,
    key: UpdateKey | None = None,
) -> Draft | None:
    return await drafts.schedule(
        made.store,
        act(made.hr, once=key, chat=HR_CHAT),
        found,
        at=NOW + timedelta(days=1),
        revision=revision,
        zone="Asia/Jakarta",
    )


async def test_a_new_draft_takes_the_place_of_the_unfinished_one(store: Store):
    made = await office(store)
    first = await made.draft(ALL)
    assert await drafts.unfinished(store, made.hr) == first
    second = await typed(made, "Halo <b>semua</b>")
    assert await drafts.unfinished(store, made.hr) == second
    given_up = await announcements_reading.read(store, first)
    assert given_up is not None
    assert given_up.state is AnnouncementState.CANCELLED


async def test_words_and_what_was_to_be_sent_outlive_another_draft(store: Store):
    made = await office(store)
    words = await typed(made, "Halo <b>semua</b>")
    training = await made.draft(ALL)
    await schedule(made, training)
    held = NOW + timedelta(days=3)
    await fan_out.start_due(store, now=held, real_now=held, zone="Asia/Jakarta")
    another = await made.draft(ALL)
    for waiting in (another, training, words):
        assert await drafts.unfinished(store, made.hr) == waiting
        await drafts.cancel(store, act(made.hr), waiting)
    assert await drafts.unfinished(store, made.hr) is None


async def test_another_text_keeps_the_audience_and_raises_the_revision(store: Store):
    made = await office(store)
    found = await typed(made, "Satu")
    await drafts.choose(store, act(), found, lambda _: ALL)
    before = await announcements_reading.read(store, found)
    assert await typed(made, "Dua", found) == found
    after = await announcements_reading.read(store, found)
    assert before is not None
    assert after is not None
    assert (after.letter, after.audience) == (Letter("Dua"), ALL)
    assert after.revision == before.revision + 1


async def test_a_redelivered_press_changes_nothing(store: Store):
    made = await office(store)
    key = UpdateKey(1, 5)
    first = await drafts.begin(store, act(made.hr, once=key), offering_id=made.offering)
    again = await drafts.begin(store, act(made.hr, once=key), offering_id=made.offering)
    assert first == again


async def test_what_is_sent_or_scheduled_is_not_changed_by_old_buttons(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await schedule(made, found)
    await drafts.choose(store, act(), found, lambda _: Audience())
    same = await announcements_reading.read(store, found)
    assert same is not None
    assert same.audience == ALL


async def test_scheduling_asks_again_when_the_figures_changed(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await Builders(store).person("Contoh Baru")
    stale = await schedule(made, found)
    assert stale is not None
    assert stale.stale
    fresh = await schedule(made, found)
    assert fresh is not None
    assert fresh.announcement.state is AnnouncementState.SCHEDULED
    assert fresh.announcement.scheduled_for == NOW + timedelta(days=1)


async def test_cancelled_before_anybody_received_it(store: Store):
    made = await office(store)
    found = await made.draft(ALL)
    await schedule(made, found)
    gone = await drafts.cancel(store, act(made.hr), found)
    assert gone is not None
    assert gone.state is AnnouncementState.CANCELLED
    await made.start(found)
    still = await announcements_reading.read(store, found)
    assert still is not None
    assert still.state is AnnouncementState.CANCELLED


async def test_trainings_to_announce_are_open_and_soonest_first(store: Store):
    made = await office(store)
    make = Builders(store)
    await make.offering("Bimtek Lebih Awal", starts_at=NOW + timedelta(days=3), seats=2)
    await make.offering("Sudah Lewat", starts_at=NOW - timedelta(days=3))
    await make.offering("Batal", starts_at=NOW + timedelta(days=4), called_off_at=NOW)
    await make.enrolment(made.linked[0], made.offering)
    page = await announcements_reading.subjects(store, page=0, now=NOW)
    assert [(one.title, one.seats_left) for one in page.items] == [
        ("Bimtek Lebih Awal", 2),
        ("Bimtek Keamanan Informasi", 29),
    ]


async def test_the_list_names_what_was_sent_and_scheduled(store: Store):
    made = await office(store)
    free = await typed(made, "Halo & selamat pagi")
    await drafts.choose(store, act(), free, lambda _: ALL)
    await drafts.preview(store, free)
    await schedule(made, free)
    found = await made.draft(ALL)
    await made.start(found)
    await made.pour(found)
    await made.delivered(found, made.hr)
    page = await announcements_reading.listed(store, page=0)
    assert [(one.title, one.state, one.sent) for one in page.items] == [
        ("Halo & selamat pagi", AnnouncementState.SCHEDULED, 0),
        ("Bimtek Keamanan Informasi", AnnouncementState.SENDING, 1),
    ]


async def test_a_draft_that_is_worked_on_is_as_good_as_new(store: Store):
    made = await office(store)
    found = await typed(made, "Halo")
    async with store.write() as session:
        long_ago = NOW - timedelta(days=60)
        await session.execute(update(announcement).values(created_at=long_ago))
    await drafts.choose(store, act(), found, lambda _: ALL)
    await pruning.prune(store, now=NOW, real_now=NOW)
    assert await drafts.unfinished(store, made.hr) == found
