"""Old buttons with which HR changes offerings: their stories join those of old_buttons."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from handlers.actions import Action, offerings
from storage.catalogue.tables import offering as offering_table
from tests.support.old_buttons import TITLE, Old, button, shift, story
from tests.support.town import Town
from tests.support.walking import walk

OF_OFFERINGS: set[type[Action]] = {
    offerings.ArchiveRun,
    offerings.EndSignUp,
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
