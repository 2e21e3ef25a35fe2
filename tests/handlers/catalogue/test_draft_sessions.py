"""HR gives the sessions of a draft, which the offering then has."""

from typing import Any

from sqlalchemy import select

from handlers.actions import offerings as actions
from storage.catalogue.tables import offering, training_session
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"


async def drafted(town: Town, *labels: str, day: str = "14/12/2026", sessions: int = 2) -> Any:
    """A draft of two days, as a copy; then the list of its sessions and further buttons."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE, ends_at=at("2026-12-10 16:00"))
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Salin")
    await hr.hears("Tanggal mulai?")
    await hr.send(day)
    await hr.hears("Angkatan II: draf")
    await walk(hr, f"Sesi {sessions}")
    await hr.hears("Sesi: Bimtek")
    await walk(hr, *labels)
    return hr


async def test_sessions_of_a_draft_are_those_of_the_offering(both_towns: Town):
    town = both_towns
    hr = await drafted(town, "Bagi per Hari")
    await hr.hears("4. Sel, 15 Des, 13.00–16.00 WIB")
    await walk(hr, "4", "Waktu")
    await hr.hears("Waktu saat ini: Selasa, 15 Desember 2026 pukul 13.00–16.00 WIB")
    await hr.send("12.30–15.00")
    await hr.hears("Sesi 4: Selasa, 15 Desember 2026 pukul 12.30–15.00 WIB")
    await walk(hr, "Tempat")
    await hr.hears("Tempat saat ini: Aula BKPSDM")
    await hr.send("Ruang B")
    await hr.hears("Tempat: Ruang B")
    await walk(hr, "JP")
    await hr.hears("JP saat ini: belum diisi")
    await hr.send("3")
    await hr.hears("! Jumlah JP sesi 3, JP pelatihan 16.")
    await walk(hr, "Kembali", "1", "Hapus Sesi")
    await hr.hears("3. Sel, 15 Des, 12.30–15.00 WIB, 3 JP")
    await walk(hr, "Tambah Sesi")
    await hr.hears("Kapan sesi baru ini?")
    await hr.send("15/12/2026 14.00–16.00")
    await hr.hears("! Bersamaan dengan sesi Sel, 15 Des, 12.30–15.00 WIB.")
    await hr.send("18/12/2026 08.00–10.00")
    await hr.hears("4. Jum, 18 Des, 08.00–10.00 WIB")
    await walk(hr, "Kembali")
    await hr.hears("14–18 Desember 2026")
    assert "4 sesi · 16 JP" in hr.last.said
    await walk(hr, "Buka Pendaftaran")
    await hr.hears("✓ Pendaftaran dibuka")
    there = training_session.c
    query = select(there.starts_at, there.ends_at, there.place, there.hours)
    async with town.store.read() as session:
        made = (await session.execute(query.order_by(there.starts_at))).all()
        ends = select(offering.c.ends_at).where(offering.c.label == "II")
        assert (await session.execute(ends)).scalar_one() == at("2026-12-18 10:00")
    assert [tuple(row) for row in made] == [
        (at("2026-12-14 13:00"), at("2026-12-14 16:00"), None, None),
        (at("2026-12-15 08:00"), at("2026-12-15 12:00"), None, None),
        (at("2026-12-15 12:30"), at("2026-12-15 15:00"), "Ruang B", 3),
        (at("2026-12-18 08:00"), at("2026-12-18 10:00"), None, None),
    ]
    # A draft again, it has its sessions as before.
    await walk(hr, "Urungkan")
    await hr.hears("kembali menjadi draf")
    await walk(hr, "Sesi 4")
    await hr.hears("3. Sel, 15 Des, 12.30–15.00 WIB, 3 JP")


async def test_given_sessions_give_way_to_standard_ones_only_when_confirmed(town: Town):
    hr = await drafted(town, "1", "JP")
    await hr.hears("JP saat ini")
    await hr.send("8")
    await hr.hears("8 JP")
    await walk(hr, "Kembali", "Bagi per Hari")
    await hr.hears("Ganti 2 sesi dengan 4 sesi menurut jam kantor?")
    await walk(hr, "Ya, Bagi")
    await hr.hears("4. Sel, 15 Des, 13.00–16.00 WIB")


async def test_a_time_that_the_sessions_do_not_fit_says_that_they_go(town: Town):
    hr = await drafted(town, "Bagi per Hari")
    await hr.hears("4. Sel, 15 Des")
    await walk(hr, "Kembali", "Ubah", "Waktu")
    await hr.hears("Kapan dilaksanakan?")
    await hr.send("21–22/12/2026 08.00–16.00")
    await hr.hears("Angkatan II: draf")
    assert "4 sesi" in hr.last.said
    await walk(hr, "Ubah", "Waktu")
    await hr.hears("Kapan dilaksanakan?")
    await hr.send("21–22/12/2026 08.00–17.00")
    await hr.hears("! Sesi yang diatur sendiri tidak cocok dengan waktu ini dan diganti.")
    assert "2 sesi" in hr.last.said


async def test_an_old_button_of_a_session_shows_the_list_as_it_is(town: Town):
    hr = await drafted(town, "1")
    await hr.hears("Sesi 1: Senin, 14 Desember 2026")
    old = next(b.data for row in hr.last.buttons for b in row if b.label == "Hapus Sesi")
    await walk(hr, "Waktu")
    await hr.hears("Waktu saat ini")
    await hr.send("09.00–12.00")
    await hr.hears("Sesi 1: Senin, 14 Desember 2026 pukul 09.00–12.00 WIB")
    await hr.press(hr.last.id, old)
    await hr.hears("1. Sen, 14 Des, 09.00–12.00 WIB\n2. Sel, 15 Des")
    assert actions.DropDraftSession.code in old


async def test_e_learning_has_no_sessions_to_give(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    await town.make.offering(TITLE, training={"kind": "e-learning"})
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Salin")
    await hr.hears("Tanggal mulai?")
    await hr.send("14/12/2026")
    await hr.hears("Angkatan II: draf")
    assert not any(label.startswith("Sesi") for label in hr.labels)
