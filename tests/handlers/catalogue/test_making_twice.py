"""Two officers at one draft, old buttons, repeated updates: one offering, and all see it."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from domain.catalogue.making.drafts import DraftField, OfferingDraft
from domain.catalogue.offerings import Mode
from domain.ids import DraftId
from handlers.actions import catalogue as actions
from handlers.actions import encode
from storage.catalogue import trainings
from storage.catalogue.drafts import opening, reading, writing
from storage.catalogue.tables import offering, offering_draft, training
from tests.support.acts import act
from tests.support.citizens import opened
from tests.support.kept import events, rows
from tests.support.old_buttons import OLD, button
from tests.support.town import Town
from tests.support.walking import walk

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


async def drafted(town: Town, phone: Any, content: OfferingDraft = WHOLE) -> DraftId:
    made = await writing.begin(town.store, act(town.person_of(phone), now=town.now), content)
    assert made is not None
    return made.id


async def shown(town: Town, phone: Any, draft: DraftId) -> None:
    await phone.press(phone.last.id, encode(actions.OpenDraft(draft)))
    await phone.hears("Angkatan I: draf")


async def change(town: Town, phone: Any, draft: DraftId, **values: Any) -> None:
    """Another officer changes the draft."""
    await writing.change(
        town.store,
        act(town.person_of(phone), now=town.now),
        draft,
        lambda old, free: OfferingDraft(**{**_values(old), **values}),
    )


def _values(old: OfferingDraft) -> dict[str, Any]:
    return {name: getattr(old, name) for name in OfferingDraft.__slots__}


async def test_two_officers_open_one_draft(both_towns: Town):
    town = both_towns
    first = await opened(town)
    second = await town.citizen("Contoh Petugas Dua", hr=True)
    draft = await drafted(town, first)
    acts = [act(town.person_of(phone), now=town.now) for phone in (first, second)]
    found = await asyncio.gather(
        *(opening.start_sign_up(town.store, each, draft, revision=0) for each in acts)
    )
    made = await rows(town, offering)
    assert len(made) == 1
    assert [card and card.offering for card in found] == [made[0].id] * 2
    told = [event for event, _, _ in await events(town)]
    assert told.count("offerings.made") == 1


async def test_two_new_trainings_of_one_title_opened_at_once(both_towns: Town):
    town = both_towns
    phone = await opened(town)
    drafts = [await drafted(town, phone) for _ in range(2)]
    acts = [act(town.person_of(phone), now=town.now) for _ in drafts]
    await asyncio.gather(
        *(
            opening.start_sign_up(town.store, each, draft, revision=0)
            for each, draft in zip(acts, drafts, strict=True)
        )
    )
    codes = {row.code for row in await rows(town, training)}
    assert len(codes) == len(await rows(town, offering)) == 2


async def test_what_another_officer_changed_is_shown_before_it_is_opened(town: Town):
    phone = await opened(town)
    other = await town.citizen("Contoh Petugas Dua", hr=True)
    draft = await drafted(town, phone)
    await shown(town, phone, draft)
    old, gone = button(phone, "Buka Pendaftaran"), button(phone, "Hapus Draf")
    await change(town, other, draft, quota=50)
    await phone.press(old.message, old.data)
    await phone.hears(OLD)
    assert "Kuota: 50" in phone.last.said
    assert await rows(town, offering) == []
    await phone.press(gone.message, gone.data)
    await phone.hears("Hapus draf Bimtek Arsip?")
    sure = button(phone, "Ya, Hapus")
    await change(town, other, draft, quota=60)
    await phone.press(sure.message, sure.data)
    await phone.hears(OLD)
    assert len(await rows(town, offering_draft)) == 1


async def test_an_old_question_leaves_an_opened_draft_as_it_is(town: Town):
    phone = await opened(town)
    draft = await drafted(town, phone)
    question = actions.AskDraft(draft, actions.DraftQuestion.QUOTA)
    await phone.press(phone.last.id, encode(question))
    await phone.hears("Berapa kuotanya?")
    old = button(phone, "50")
    await shown(town, phone, draft)
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await phone.press(old.message, old.data)
    await phone.hears("✓ Pendaftaran dibuka")
    assert (await rows(town, offering))[0].quota == 30


async def test_an_old_undo_does_not_take_back_a_later_opening(town: Town):
    phone = await opened(town)
    draft = await drafted(town, phone)
    await shown(town, phone, draft)
    await walk(phone, "Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    old = button(phone, "Urungkan")
    await walk(phone, "Urungkan", "Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await phone.press(old.message, old.data)
    await phone.hears("✓ Pendaftaran dibuka")
    assert len(await rows(town, offering)) == 1


async def test_a_press_that_comes_again_opens_once(town: Town):
    phone = await opened(town)
    draft = await drafted(town, phone)
    person = town.person_of(phone)
    for _ in range(2):
        card = await opening.start_sign_up(
            town.store, act(person, update=7, now=town.now), draft, revision=0
        )
        assert card is not None
        assert card.offering is not None
    assert len(await rows(town, offering)) == 1


async def test_a_training_is_changed_as_it_was_shown(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await opened(town)
    number = (await rows(town, training))[0].id
    await phone.press(phone.last.id, encode(actions.OpenTraining(number)))
    await phone.hears("Bimtek Arsip (A01)")
    await walk(phone, "Ubah", "JP")
    await phone.hears("JP saat ini: 16")
    await phone.send("24 JP")
    await phone.hears("Semula: 16\nMenjadi: 24\n1 angkatan pelatihan ini ikut berubah.")
    old = button(phone, "Simpan")
    await phone.send("32")
    await phone.hears("Menjadi: 32")
    await phone.press(old.message, old.data)
    await phone.hears(OLD)
    assert (await rows(town, training))[0].hours == 16
    await phone.press(phone.last.id, encode(actions.EditTraining(number)))
    await walk(phone, "Pelaksanaan", "Daring")
    await phone.hears("Semula: tatap muka\nMenjadi: daring")
    async with town.store.write() as session:
        await session.execute(training.update().values(mode="blended"))
    await phone.tap("Simpan")
    await phone.hears("! Pelaksanaan baru saja diubah menjadi tatap muka dan daring.")
    await walk(phone, "Tatap Muka", "Simpan")
    await phone.hears("✓ Pelaksanaan diubah.")
    assert (await rows(town, training))[0].mode == "onsite"
    assert (await rows(town, offering))[0].sequence == 1


async def test_people_find_an_offering_at_once_and_also_when_its_training_is_archived(
    both_towns: Town,
):
    town = both_towns
    phone = await opened(town)
    citizen = await town.citizen("Contoh Dua")
    await town.make.offering("Workshop Siber")
    await citizen.send("arsip")
    await citizen.hears("Tidak ada pelatihan dengan kata arsip")
    draft = await drafted(town, phone)
    await shown(town, phone, draft)
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await citizen.send("arsip")
    await citizen.hears("Hasil pencarian arsip: 1 pelatihan")
    async with town.store.read() as session:
        of = select(offering.c.training_id).where(offering.c.id == (await _opened(town, draft)))
        number = (await session.execute(of)).scalar_one()
    officer = act(town.person_of(phone), now=town.now)
    await trainings.set_archived(town.store, officer, number, on=True)
    await citizen.send("arsip")
    await citizen.hears("Hasil pencarian arsip: 1 pelatihan")
    await town.move(days=16)
    await citizen.send("arsip")
    await citizen.hears("Tidak ada pelatihan dengan kata arsip")


async def _opened(town: Town, draft: DraftId) -> Any:
    card = await reading.look(town.store, draft)
    return card and card.offering


async def test_an_offering_made_in_the_chat_is_proposed_and_reminded_of(town: Town):
    post, wanted = await town.make.position(), await town.make.competency("Kearsipan")
    await town.make.requires(post, wanted, 3)
    citizen = await town.citizen("Contoh Dua", position_id=post)
    await town.make.rated(town.person_of(citizen), wanted, 1)
    phone = await opened(town)
    draft = await drafted(town, phone)
    await change(town, phone, draft, goals=((wanted, 3),))
    await shown(town, phone, draft)
    await phone.tap("Buka Pendaftaran")
    await phone.hears("✓ Pendaftaran dibuka")
    await citizen.send("/menu")
    await citizen.hears("Bimtek Arsip, 8 Des: meningkatkan Kearsipan")
    await town.move_to(datetime(2026, 12, 7, 2, tzinfo=UTC))
    await citizen.hears("Pendaftaran ditutup")
    assert "Bimtek Arsip" in citizen.last.said
