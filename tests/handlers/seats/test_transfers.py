"""The people of an offering that is called off get a held offer elsewhere (Pindahkan Peserta)."""

from datetime import timedelta
from typing import Any

from domain.ids import OfferingId
from handlers.reception.quiet import quiet_hours
from storage.seats.fair.transfers import transfer
from tests.support.acts import act
from tests.support.builders import NOW
from tests.support.seats import enrol, states
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def called_off(town: Town) -> tuple[Any, OfferingId, OfferingId, list[Any]]:
    """HR's phone, a full offering with a queue, another run with two seats, the phones."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    start = NOW + timedelta(days=20)
    left = await town.make.offering(TITLE, seats=2, starts_at=start)
    to = await town.make.offering(TITLE, label="II", seats=2, starts_at=start + timedelta(days=20))
    phones = [await town.citizen(f"Contoh {name}") for name in ("Satu", "Dua", "Tiga")]
    for phone in phones:
        await enrol(town.store, town.person_of(phone), left, now=town.now)
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Batalkan Angkatan", "Anggaran", "Ya, Batalkan")
    await hr.hears("dibatalkan.")
    return hr, left, to, phones


async def test_seats_are_offered_in_the_old_order_and_told_once(both_towns: Town):
    town = both_towns
    hr, _, to, (first, second, third) = await called_off(town)
    await hr.tap("Pindahkan Peserta 3")
    await hr.hears("Pindahkan 3 orang ke angkatan mana?")
    assert "1. Bimtek Keamanan Informasi, Angkatan II" in hr.last.said
    await hr.tap("1")
    await hr.hears("✓ 2 orang ditawari tempat sampai")
    assert "1 masuk daftar tunggu menurut urutan semula." in hr.last.said
    await town.move(minutes=10)
    for phone in (first, second):
        told = await phone.hears("Pengganti:")
        assert "Alasan: Anggaran" in told.said
        assert "Tempat ditahan sampai" in told.said
    told = await third.hears("Pengganti:")
    assert "◐ Daftar tunggu, urutan 1" in told.said
    said = [one.said for one in first.messages if "Dibatalkan" in one.said]
    assert len(said) == 1
    await first.tap("Ambil Tempat")
    await first.hears("● Bapak/Ibu terdaftar")
    await second.tap("Lewati")
    await second.hears("Baik.")
    await town.move(minutes=1)
    now = await states(town.store, to)
    assert [now[town.person_of(one)] for one in (first, second, third)] == [
        "enrolled",
        "queued",
        "enrolled",
    ]


async def test_a_move_is_taken_back_before_people_are_told(both_towns: Town):
    town = both_towns
    hr, _, to, (first, *_) = await called_off(town)
    await walk(hr, "Pindahkan Peserta 3", "1")
    await hr.hears("ditawari tempat")
    await hr.tap("Urungkan")
    await hr.hears("✓ Pemindahan diurungkan.")
    assert set((await states(town.store, to)).values()) == {"cancelled"}
    await town.move(minutes=10)
    await first.hears("✗ Dibatalkan")
    assert not any("Pengganti" in one.said for one in first.messages)


async def test_a_second_press_moves_no_person_twice(town: Town):
    hr, left, to, _ = await called_off(town)
    await walk(hr, "Pindahkan Peserta 3", "1")
    await hr.hears("✓ 2 orang")
    before = await states(town.store, to)
    officer = town.person_of(hr)
    quiet = quiet_hours(town.app.services.settings)
    again = act(officer, now=town.now)
    done = await transfer(town.store, again, left=left, to=to, quiet=quiet)
    assert done is not None
    assert (done.offered, done.queued) == (0, 0)
    assert await states(town.store, to) == before


async def test_who_is_elsewhere_then_is_asked_all_the_same_and_can_move(town: Town):
    hr, _, to, (first, *_) = await called_off(town)
    other = await town.make.offering("Workshop Lain", starts_at=NOW + timedelta(days=40))
    await town.make.enrolment(town.person_of(first), other)
    await walk(hr, "Pindahkan Peserta 3")
    await hr.hears("Pindahkan 3 orang")
    await hr.tap("1")
    await hr.hears("! Jadwal 1 orang bersamaan; tetap ditawari.")
    await town.move(minutes=10)
    await first.hears("Pengganti:")
    await first.tap("Ambil Tempat")
    await first.hears("! Bersamaan dengan Workshop Lain")
    await walk(first, "Pindah ke Pelatihan Ini", "Ya, Pindah")
    await first.hears("● Bapak/Ibu terdaftar")
    assert (await states(town.store, to))[town.person_of(first)] == "enrolled"
    assert (await states(town.store, other))[town.person_of(first)] == "cancelled"
