"""Those who decide say when they are away, and who is asked meanwhile (Tidak di Tempat)."""

from datetime import date, timedelta

from domain.decisions.states import DecisionKind, DecisionStep
from storage.decisions import asking
from storage.decisions.tables import absence
from tests.support.builders import NOW
from tests.support.kept import events, rows
from tests.support.officials import mandated, superior_of
from tests.support.town import Town
from tests.support.walking import tap, walk

TODAY = date(2026, 11, 23)
"""A Monday."""


async def asked(town: Town, about):
    async with town.store.write() as session:
        await asking.ask(
            session,
            kind=DecisionKind.SEAT,
            object_id=about,
            step=DecisionStep.SUPERIOR,
            person=about,
            by=about,
            due_at=None,
            now=NOW,
        )


async def office(town: Town):
    """The head of an office, with one person below who asks, and a secretary above."""
    unit = await town.make.unit("Dinas Contoh")
    head, above = await town.make.position("Kepala Dinas"), await town.make.position("Sekda")
    phone = await town.citizen("Contoh Kepala", position_id=head, unit_id=unit)
    over = await town.make.person("Contoh Sekda", position_id=above)
    staff = await town.make.person("Contoh Staf")
    await superior_of(town.store, staff, town.person_of(phone))
    await superior_of(town.store, town.person_of(phone), over)
    return phone, staff, head, unit


async def opened(phone):
    await phone.send("/pengaturan")
    await phone.hears("Pengaturan")
    await tap(phone, "Tidak di Tempat", "Tidak di Tempat: ")


async def test_a_superior_is_away_today_and_comes_back(town: Town):
    phone, staff, *_ = await office(town)
    await asked(town, staff)
    await opened(phone)
    assert phone.last.said == (
        "Tidak di Tempat: tidak ada\nSelama itu permintaan diteruskan kepada Sekda."
    )
    assert phone.labels == ["Hari Ini", "Sampai Jumat", "Ketik Tanggal", "Kembali", "Menu Utama"]
    await tap(phone, "Hari Ini", "✓ Tidak di tempat Senin, 23 November 2026.")
    assert "1 permintaan diteruskan kepada Sekda.\n" in phone.last.said
    (row,) = await rows(town, absence)
    assert (row.since, row.until) == (TODAY, TODAY)
    await tap(phone, "Akhiri", "Selamat datang kembali.\n1 permintaan masih menunggu.")
    assert "Akhiri" not in phone.labels
    assert await rows(town, absence) == []
    me = town.person_of(phone)
    assert (await events(town)).count(("people.away", me, me)) == 2


async def test_until_friday_and_typed_days_replace_each_other(town: Town):
    phone, *_ = await office(town)
    await opened(phone)
    await tap(phone, "Sampai Jumat", "✓ Tidak di tempat 23 November 2026 s.d. 27 November 2026.")
    await tap(phone, "Ketik Tanggal", "Tidak di tempat kapan?")
    await phone.send("minggu depan")
    await phone.hears("! Tanggal belum dikenali.")
    await phone.send("1/11/2026")
    await phone.hears("! Hari terakhirnya sudah lewat.")
    await phone.send("7–9 Des 2026")
    await phone.hears("✓ Tidak di tempat 7 Desember 2026 s.d. 9 Desember 2026.")
    (row,) = await rows(town, absence)
    assert (row.since, row.until) == (date(2026, 12, 7), date(2026, 12, 9))


async def test_an_absence_that_began_ends_yesterday_and_stays_on_record(town: Town):
    phone, *_ = await office(town)
    await opened(phone)
    await tap(phone, "Sampai Jumat", "✓ Tidak di tempat")
    await town.move(days=2)
    await opened(phone)
    await tap(phone, "Akhiri", "Selamat datang kembali.")
    (row,) = await rows(town, absence)
    assert (row.since, row.until) == (TODAY, TODAY + timedelta(days=1))


async def test_buttons_of_another_day_are_shown_anew(town: Town):
    phone, *_ = await office(town)
    await opened(phone)
    await town.move(days=1)
    await tap(phone, "Hari Ini", "Tombol ini sudah tidak berlaku.")
    assert await rows(town, absence) == []


async def test_who_acts_for_the_post_is_named(town: Town):
    phone, _, head, unit = await office(town)
    deputy = await town.make.person("Contoh Wakil")
    await mandated(town.store, deputy, head, unit, "plh")
    await opened(phone)
    assert "diteruskan kepada Plh. Kepala Dinas." in phone.last.said


async def test_a_person_who_decides_nothing_has_no_such_button(town: Town):
    await office(town)
    other = await town.citizen("Contoh Dua")
    await other.send("/pengaturan")
    await other.hears("Pengaturan")
    assert "Tidak di Tempat" not in other.labels
    await other.send("tidak di tempat")
    await other.hears("Tidak ada permintaan yang diputuskan oleh Bapak/Ibu.")


async def test_the_holder_of_a_mandate_says_it_in_english(town: Town):
    _, _, head, unit = await office(town)
    deputy = await town.citizen("Contoh Wakil", language="en")
    await mandated(town.store, town.person_of(deputy), head, unit)
    await deputy.send("away")
    await deputy.hears("Away: no\nMeanwhile requests go to BKPSDM.")
    await walk(deputy, "Today")
    await deputy.hears("✓ Away Monday, 23 November 2026.")
