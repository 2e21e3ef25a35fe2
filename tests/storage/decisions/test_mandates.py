"""Mandates are set once, revived, ended and found; on both engines."""

from datetime import date

from domain.decisions.mandates import NewMandate
from domain.decisions.states import MandateKind
from storage.database.store import Store
from storage.decisions import absences, mandates
from storage.decisions.tables import mandate
from storage.outbox.tables import message
from tests.support.acts import act
from tests.support.builders import Builders
from tests.support.imports_desk import one, rows
from tests.support.officials import TODAY, goes_away, placed, staffed

ZONE = "Asia/Jakarta"


async def wanted(there, **facts) -> NewMandate:
    known = {
        "position": there.chief_post,
        "unit": there.unit,
        "kind": MandateKind.ABSENT,
        "holder": there.head,
        "since": TODAY,
        "until": date(2026, 12, 31),
    }
    return NewMandate(**{**known, **facts})


async def test_the_same_mandate_is_set_once_and_holds_again_after_it_was_ended(store: Store):
    there = await staffed(store)
    new, hr = await wanted(there), await Builders(store).person("Contoh Petugas")
    first = await mandates.add(store, act(hr), new, zone=ZONE)
    assert first is not None
    assert await mandates.add(store, act(hr), new, zone=ZONE) == first
    assert await mandates.end(store, act(hr), first, today=TODAY)
    assert not await mandates.end(store, act(hr), first, today=TODAY)
    page, holding = await mandates.listed(store, today=TODAY, page=0)
    assert (page.total, holding) == (0, 0)
    assert await mandates.add(store, act(hr), new, zone=ZONE) == first
    assert (await one(store, mandate)).ended_at is None
    assert len(await rows(store, message.select())) == 1
    page, holding = await mandates.listed(store, today=TODAY, page=0)
    assert (page.items[0].title, holding) == ("Kepala Seksi", 1)


async def test_an_update_that_comes_again_sets_nothing_twice(store: Store):
    there = await staffed(store)
    once = act(there.top)
    first = await mandates.add(store, once, await wanted(there), zone=ZONE)
    assert await mandates.add(store, once, await wanted(there), zone=ZONE) == first
    ending = act(there.top)
    assert await mandates.end(store, ending, first, today=TODAY)
    assert await mandates.end(store, ending, first, today=TODAY)


async def test_a_person_who_left_service_gets_no_mandate(store: Store):
    there = await staffed(store)
    await placed(store, there.head, active=False)
    assert await mandates.add(store, act(), await wanted(there), zone=ZONE) is None
    assert await rows(store, mandate.select()) == []


async def test_posts_are_found_by_title_and_unit_those_above_others_first(store: Store):
    there = await staffed(store)
    make = Builders(store)
    other = await make.position("Kepala Tata Usaha")
    await make.person("Contoh Lain", position_id=other, unit_id=there.unit)
    found = await mandates.posts(store, "kepala bidang contoh", page=0)
    assert [post.title for post in found.items] == [
        "Kepala Bidang",
        "Kepala Seksi",
        "Kepala Tata Usaha",
    ]
    assert (await mandates.posts(store, "kepala dinas", page=0)).items[0].unit == there.above
    # A post whose holder went elsewhere is still known by those below it.
    await placed(store, there.chief, position_id=other)
    found = await mandates.posts(store, "seksi", page=0)
    assert [post.title for post in found.items] == ["Kepala Seksi"]
    post = await mandates.post(store, there.chief_post, there.unit)
    assert post is not None
    assert post.holders == ()


async def test_a_post_without_a_unit_has_one_mandate_a_day(store: Store):
    there = await staffed(store)
    new = await wanted(there, unit=None)
    first = await mandates.add(store, act(), new, zone=ZONE)
    assert await mandates.add(store, act(), new, zone=ZONE) == first
    post = await mandates.post(store, there.chief_post, there.unit)
    assert post is not None
    # It is for the post in every unit.
    (found,) = await mandates.of_post(store, post, since=TODAY)
    assert found.id == first


async def test_who_stands_in_for_a_person_who_is_away(store: Store):
    there = await staffed(store)
    assert await absences.stand_in(store, there.chief, today=TODAY) == "Kepala Bidang"
    assert await absences.stand_in(store, there.top, today=TODAY) is None
    await goes_away(store, there.head)
    assert await absences.stand_in(store, there.chief, today=TODAY) is None
    await absences.end(store, act(there.head), today=TODAY)
    await mandates.add(store, act(), await wanted(there), zone=ZONE)
    assert await absences.stand_in(store, there.chief, today=TODAY) == "Plh. Kepala Seksi"
    assert await absences.may_be_asked(store, there.chief, today=TODAY)
    assert not await absences.may_be_asked(store, there.asker, today=TODAY)
