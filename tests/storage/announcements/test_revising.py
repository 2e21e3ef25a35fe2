"""A scheduled announcement is changed in a copy, on both engines and with redelivered taps."""

from datetime import timedelta

from domain.announcements.announced import AnnouncementState
from domain.announcements.audience import Audience
from domain.announcements.letter import Letter
from domain.ids import AnnouncementId
from storage.announcements import drafts, fan_out, reading, revising
from storage.database.store import Store
from tests.support.acts import act, fresh_key
from tests.support.broadcasting import HR_CHAT, Office, office
from tests.support.builders import NOW

ALL = Audience(everybody=True)
LATER = NOW + timedelta(days=1)
BOLD = ({"type": "bold", "offset": 0, "length": 3},)


async def scheduled(made: Office) -> AnnouncementId:
    found = await drafts.keep_text(
        made.store, act(made.hr, chat=HR_CHAT), None, Letter("Lama", BOLD)
    )
    assert found is not None
    await drafts.choose(made.store, act(), found, lambda _: ALL)
    await drafts.preview(made.store, found)
    await drafts.schedule(
        made.store, act(made.hr), found, at=LATER, revision=None, zone="Asia/Jakarta"
    )
    return found


async def changed(made: Office, found: AnnouncementId) -> tuple[AnnouncementId, int]:
    """The copy with another text, and the revision that was previewed."""
    copy = await revising.copy(made.store, act(made.hr), found)
    assert copy is not None
    await drafts.keep_text(made.store, act(made.hr, chat=HR_CHAT), copy, Letter("Baru", BOLD))
    draft = await drafts.preview(made.store, copy)
    assert draft is not None
    return copy, draft.announcement.revision


async def test_a_tap_that_comes_again_makes_one_copy(store: Store):
    made = await office(store)
    found = await scheduled(made)
    key = fresh_key()
    first = await revising.copy(store, act(made.hr, once=key), found)
    assert await revising.copy(store, act(made.hr, once=key), found) == first
    assert await revising.copy(store, act(made.hr), found) == first


async def test_saving_changes_what_is_scheduled_once(store: Store):
    made = await office(store)
    found = await scheduled(made)
    copy, revision = await changed(made, found)
    key = fresh_key()
    for _ in range(2):
        saved = await revising.save(
            store, act(made.hr, once=key), copy, revision=revision, zone="Asia/Jakarta"
        )
        assert saved is not None
        now = saved.announcement
        assert (now.id, now.letter, now.audience) == (found, Letter("Baru", BOLD), ALL)
        assert (now.state, now.scheduled_for) == (AnnouncementState.SCHEDULED, LATER)
    assert await drafts.unfinished(store, made.hr) is None


async def test_only_what_was_previewed_is_saved(store: Store):
    made = await office(store)
    found = await scheduled(made)
    copy, revision = await changed(made, found)
    await drafts.choose(store, act(), copy, lambda _: Audience(units=(made.unit,)))
    stale = await revising.save(store, act(made.hr), copy, revision=revision, zone="Asia/Jakarta")
    assert stale is not None
    assert stale.stale
    same = await reading.read(store, found)
    assert same is not None
    assert same.letter == Letter("Lama", BOLD)


async def test_what_went_out_meanwhile_is_not_changed(store: Store):
    made = await office(store)
    found = await scheduled(made)
    copy, revision = await changed(made, found)
    await fan_out.start_due(store, now=LATER, real_now=LATER, zone="Asia/Jakarta")
    sent = await revising.save(store, act(made.hr), copy, revision=revision, zone="Asia/Jakarta")
    assert sent is not None
    assert sent.announcement.state is AnnouncementState.SENDING
    assert sent.announcement.letter == Letter("Lama", BOLD)
    assert await drafts.unfinished(store, made.hr) == copy
