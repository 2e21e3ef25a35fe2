"""Old buttons with which HR changes offerings: their stories join those of old_buttons."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from domain.ids import OfferingId
from handlers.actions import Action, offerings
from handlers.actions.seating import nominations
from storage.catalogue.tables import offering as offering_table
from storage.catalogue.tables import training_session
from tests.support.nominating import name
from tests.support.old_buttons import TITLE, Old, button, shift, story
from tests.support.town import Town
from tests.support.walking import walk

OF_OFFERINGS: set[type[Action]] = {
    offerings.AddOutsider,
    offerings.AddSpeaker,
    offerings.ArchiveRun,
    offerings.EndSignUp,
    offerings.RemoveSpeaker,
    offerings.RestoreRun,
    offerings.ResumeSignUp,
    offerings.SaveRun,
    offerings.UndoChange,
}
"""Their label says the state that they set; or they name what was shown, or end it for good."""


async def card_of(hr: Any, state: str, *labels: str) -> None:
    """HR's card of the only offering, then further buttons."""
    await hr.send("/angkatan")
    await hr.hears("ngkatan")
    await walk(hr, *([state] if state else []), "1")
    await hr.hears("Terisi")
    await walk(hr, *labels)


@story(offerings.CallOff)
async def call_off_another_date_than_shown(town: Town) -> Old:
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(TITLE)
    await card_of(hr, "", "Batalkan Angkatan", "Anggaran")
    await hr.hears("Alasan: Anggaran")
    old = button(hr, "Ya, Batalkan")
    await shift(town, offering)
    return old


@story(offerings.HoldAgain)
async def reopen_what_was_called_off_again(town: Town) -> Old:
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(TITLE, called_off_at=town.now - timedelta(days=2))
    await card_of(hr, "Dibatalkan 1")
    old = button(hr, "Buka Lagi")
    again = {"called_off_at": town.now - timedelta(days=1)}
    async with town.store.write() as session:
        there = offering_table.c.id == offering
        await session.execute(update(offering_table).where(there).values(again))
    return old


@story(offerings.ResumeSignUpUntil)
async def open_sign_up_until_another_day_than_shown(town: Town) -> Old:
    hr = await town.citizen("Contoh Petugas", hr=True)
    offering = await town.make.offering(TITLE, closes_at=town.now - timedelta(days=1))
    await card_of(hr, "Ditutup 1", "Buka Pendaftaran")
    await hr.hears("Sampai kapan dibuka?")
    old = button(hr, "6 Des")
    await shift(town, offering)
    return old


@story(offerings.GiveAnswer)
async def answer_about_another_time_than_asked(town: Town) -> Old:
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone = await town.citizen("Contoh Ahli")
    await town.make.offering(TITLE)
    await card_of(hr, "", "Sesi 1", "1", "Narasumber")
    await hr.send("ahli")
    await walk(hr, "1")
    await phone.hears("diminta menjadi narasumber")
    old = button(phone, "Bersedia")
    later = training_session.c.starts_at
    async with town.store.write() as session:
        row = (await session.execute(select(later))).scalar_one()
        moved = {"starts_at": row + timedelta(hours=1)}
        await session.execute(update(training_session).values(moved))
    return old


@story(nominations.SayWilling)
async def accept_for_another_date_than_asked(town: Town) -> Old:
    phone, offering = await named(town)
    old = button(phone, "Bersedia")
    await shift(town, offering)
    return old


@story(nominations.SayWilling)
async def accept_after_declining(town: Town) -> Old:
    phone, _ = await named(town)
    old = button(phone, "Bersedia")
    await walk(phone, "Berhalangan")
    await phone.hears("Jawaban dicatat")
    return old


async def named(town: Town) -> tuple[Any, OfferingId]:
    """A phone with the question of an office that has named its person."""
    phone = await town.citizen("Contoh Calon")
    offering = await town.make.offering(TITLE)
    await name(town.store, offering, town.person_of(phone))
    await town.settle()
    await phone.hears("Bapak/Ibu dicalonkan")
    return phone, offering
