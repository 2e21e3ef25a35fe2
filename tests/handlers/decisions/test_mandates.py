"""HR appoints a person who acts for a post, reads the mandates and ends one (Mandat)."""

from datetime import date

import pytest

from storage.decisions.tables import mandate
from tests.support.citizens import opened
from tests.support.kept import events, rows
from tests.support.officials import mandated
from tests.support.town import Town
from tests.support.walking import tap, walk


@pytest.fixture
async def office(town: Town):
    """An HR officer's phone, and a head of an office with a deputy who has a phone."""
    unit = await town.make.unit("Dinas Contoh")
    head = await town.make.position("Kepala Dinas")
    await town.make.person("Contoh Kepala", position_id=head, unit_id=unit)
    deputy = await town.citizen("Contoh Wakil", unit_id=unit)
    return await opened(town), deputy, head, unit


async def appoint(hr, *, kind="Plh.", days="1/12/2026–31/12/2026"):
    await hr.send("mandat")
    await hr.hears("Mandat: ")
    await tap(hr, "Tambah Mandat", "Mandat untuk jabatan apa?")
    await hr.send("kepala dinas")
    await hr.hears("1. Kepala Dinas, Dinas Contoh")
    await tap(hr, "1", "Dipegang: Contoh Kepala")
    await tap(hr, kind, "Siapa yang menjalankan?")
    await hr.send("wakil")
    await hr.hears("1. Contoh Wakil")
    await tap(hr, "1", "Berlaku kapan?")
    await hr.send(days)
    await hr.hears("Nomor suratnya?")


def data_of(phone, label):
    return next(one.data for row in phone.last.buttons for one in row if label in one.label)


async def test_a_mandate_is_appointed_told_on_its_first_day_and_ended(town: Town, office):
    hr, deputy, head, unit = office
    await tap(hr, "Pegawai", "ASN aktif")
    await tap(hr, "Mandat", "Belum ada mandat.")
    await appoint(hr)
    await hr.send("800/12/2026")
    await hr.hears("Belum ada yang disimpan.")
    assert "Plh. Kepala Dinas\nUnit: Dinas Contoh\nContoh Wakil" in hr.last.said
    assert "1 Desember 2026 s.d. 31 Desember 2026\nSurat: 800/12/2026" in hr.last.said
    await tap(hr, "Simpan", "Yang bersangkutan diberi tahu pada hari pertama.")
    assert "1. Plh. Kepala Dinas: Contoh Wakil, mulai 1 Desember 2026" in hr.last.said
    (row,) = await rows(town, mandate)
    assert (row.position_id, row.unit_id, row.kind) == (head, unit, "plh")
    assert row.holder_id == town.person_of(deputy)
    assert not any("mandat" in each.said for each in deputy.messages)
    await town.move(days=8)
    await deputy.hears("menjalankan mandat sebagai Plh. Kepala Dinas (800/12/2026).")
    assert deputy.labels == ["Menu Utama"]
    await walk(hr, "Kembali")
    await hr.send("mandat")
    await hr.hears("Mandat: 1 berlaku\n1. Plh. Kepala Dinas: Contoh Wakil, s.d. 31 Desember 2026")
    await tap(hr, "1", "✓ Berlaku")
    await tap(hr, "Akhiri", "✓ Mandat Plh. Kepala Dinas diakhiri: Contoh Wakil.")
    assert "Belum ada mandat." in hr.last.said
    of = town.person_of(deputy)
    noted = [(event, about) for event, _, about in await events(town) if "mandates" in event]
    assert noted == [("mandates.set", of), ("mandates.ended", of)]


async def test_what_is_unusual_is_said_and_the_old_mandate_is_ended(town: Town, office):
    hr, _, head, unit = office
    old = await town.make.person("Contoh Lama", unit_id=unit)
    await mandated(town.store, old, head, unit, until=date(2027, 1, 15))
    await appoint(hr, kind="Plt.", days="1 Des 2026 s.d. 31 Mei 2027")
    await tap(hr, "Lewati", "! Mandat Plt. lazimnya paling lama 3 bulan.")
    assert "! Jabatan ini masih dipegang Contoh Kepala; Plt. untuk" in hr.last.said
    assert "! Jabatan ini sudah mempunyai mandat sampai 15 Januari 2027." in hr.last.said
    await tap(hr, "Akhiri yang Lama", "Belum ada yang disimpan.")
    assert "sudah mempunyai mandat" not in hr.last.said
    await tap(hr, "Simpan", "✓ Tersimpan: Plt. Kepala Dinas: Contoh Wakil")
    first, second = await rows(town, mandate)
    assert first.ended_at is not None
    assert (second.kind, second.letter, second.ended_at) == ("plt", None, None)


async def test_days_that_are_not_understood_or_over_are_asked_for_again(town: Town, office):
    hr, *_ = office
    await appoint(hr, days="7/12/2026")
    await tap(hr, "Lewati", "7 Desember 2026 s.d. 7 Desember 2026")
    await hr.send("mandat")
    await hr.hears("Mandat: ")
    await tap(hr, "Tambah Mandat", "Mandat untuk jabatan apa?")
    await hr.send("wali nagari")
    await hr.hears("Tidak ada jabatan yang cocok dengan wali nagari.")
    await hr.send("kepala dinas")
    await hr.hears("1. Kepala Dinas")
    await tap(hr, "1", "Dipegang")
    await hr.send("sementara")
    await hr.hears("Dipegang: Contoh Kepala")
    await hr.send("delegasi")
    await hr.hears("Siapa yang menjalankan?")
    await hr.send("contoh wakil")
    await hr.hears("1. Contoh Wakil")
    await tap(hr, "1", "Berlaku kapan?")
    await hr.send("besok")
    await hr.hears("! Tanggal belum dikenali.")
    await hr.send("1/11/2026-20/11/2026")
    await hr.hears("! Hari terakhirnya sudah lewat.")


async def test_a_mandate_that_began_today_is_told_at_once_and_an_old_button_saves_nothing(
    town: Town, office
):
    hr, deputy, *_ = office
    await appoint(hr, days="23/11/2026-30/11/2026")
    await tap(hr, "Lewati", "Belum ada yang disimpan.")
    shown = hr.last.id, data_of(hr, "Simpan")
    await tap(hr, "Simpan", "Yang bersangkutan akan diberi tahu.")
    await deputy.hears("Mulai 23 November 2026 s.d. 30 November 2026 Bapak/Ibu menjalankan")
    await tap(hr, "1", "✓ Berlaku")
    await hr.press(*shown)
    await hr.hears("Tombol ini sudah tidak berlaku.")
    assert len(await rows(town, mandate)) == 1


async def test_a_mandate_ended_before_its_first_day_is_not_told(town: Town, office):
    hr, deputy, *_ = office
    await appoint(hr)
    await tap(hr, "Lewati", "Belum ada yang disimpan.")
    await tap(hr, "Simpan", "✓ Tersimpan")
    await tap(hr, "1", "◐ Belum mulai")
    await tap(hr, "Akhiri", "diakhiri")
    await town.move(days=9)
    assert not any("mandat" in each.said for each in deputy.messages)


async def test_only_hr_sees_mandates(town: Town, office):
    hr, deputy, *_ = office
    await tap(hr, "Pegawai", "ASN aktif")
    await deputy.press(hr.last.id, data_of(hr, "Mandat"))
    await deputy.hears("Menu ini khusus bagi petugas BKPSDM.")
