"""A superior is asked, decides with one tap, takes it back, hands over; the person sees where."""

from typing import Any

from sqlalchemy import select

from domain.ids import DecisionId, OfferingId
from handlers.actions import encode
from handlers.actions.decisions import ApproveDecision
from storage.decisions.tables import decision
from tests.support.citizens import officer
from tests.support.officials import superior_of
from tests.support.seats import states
from tests.support.town import Town

TITLE = "Bimtek Keamanan Informasi"


async def chief_of(town: Town, asker: Any, name: str = "Contoh Kepala", **facts: Any) -> Any:
    """The linked superior of a person, by a post of their unit."""
    post = await town.make.position(f"Kepala {name}")
    unit = facts.pop("unit_id", None) or await town.make.unit("Dinas Contoh")
    chief = await town.citizen(
        name, position_id=post, position_title=f"Kepala {name}", unit_id=unit
    )
    await superior_of(town.store, town.person_of(asker), town.person_of(chief))
    return chief


async def asked(town: Town, *, by: str = "superior", **facts: Any) -> tuple[Any, Any, OfferingId]:
    """A person signs up on the phone, and the superior is asked."""
    asker = await town.citizen("Contoh Satu")
    chief = await chief_of(town, asker)
    offering = await town.make.offering(TITLE, needs_approval=True, approval_by=by, **facts)
    await sign_up(asker)
    await town.settle()
    return asker, chief, offering


async def sign_up(asker: Any, title: str = TITLE) -> None:
    await asker.send(title.lower())
    await asker.hears(title)
    await asker.tap("1")
    await asker.hears("Perlu persetujuan")
    await asker.tap("Daftar")
    await asker.hears("sudah dikirim kepada")


async def test_the_superior_approves_with_one_tap_and_the_person_hears_after_the_undo(town: Town):
    asker, chief, offering = await asked(town)
    assert "sudah dikirim kepada Kepala Contoh Kepala." in asker.last.said
    await chief.hears(f"mendaftar {TITLE}, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB (16 JP).")
    assert "Mohon diputuskan paling lambat Rabu, 25 November 2026." in chief.last.said
    assert chief.labels == ["Setujui", "Tolak", "Rincian", "Alihkan"]
    await chief.tap("Setujui")
    await chief.hears("akan diberi tahu pukul 09.05 WIB.")
    assert "✓ Disetujui: Contoh Satu" in chief.last.said
    assert chief.labels[0] == "Urungkan"
    assert "✓ Disetujui" not in asker.last.said
    await town.move(minutes=6)
    await asker.hears("✓ Disetujui")
    assert await states(town.store, offering) == {town.person_of(asker): "enrolled"}


async def test_an_answer_is_taken_back_and_nobody_is_told(town: Town):
    asker, chief, offering = await asked(town)
    await chief.tap("Setujui")
    await chief.hears("✓ Disetujui")
    await chief.tap("Urungkan")
    await chief.hears("Mohon diputuskan paling lambat")
    await town.move(minutes=6)
    assert await states(town.store, offering) == {town.person_of(asker): "requested"}
    assert "Disetujui" not in asker.last.said
    await chief.tap("Tolak")
    await chief.hears("Alasan ini dibaca oleh yang bersangkutan.")
    await chief.tap("Tugas Mendesak")
    await chief.hears("✗ Ditolak: Contoh Satu")
    await town.move(minutes=6)
    await asker.hears("Tugas Mendesak")


async def test_superior_then_hr(town: Town):
    hr = await officer(town)
    asker, chief, offering = await asked(town, by="superior+hr")
    await chief.tap("Setujui")
    await chief.hears("Diteruskan kepada BKPSDM.")
    assert await states(town.store, offering) == {town.person_of(asker): "requested"}
    await town.settle()
    await hr.hears(f"mendaftar {TITLE}")
    await hr.tap("Setujui")
    await hr.hears("✓ Disetujui: Contoh Satu")
    await town.move(minutes=6)
    await asker.hears("✓ Disetujui")


async def test_the_person_sees_where_it_lies_and_reminds_once(town: Town):
    asker, _, _ = await asked(town)
    await town.move(days=1)
    await asker.tap("Rincian")
    await asker.hears("◐ Menunggu persetujuan Kepala Contoh Kepala sejak Senin, 23 November 2026.")
    assert "Ingatkan" not in asker.labels
    await town.move(days=2)
    await asker.send("/saya")
    await asker.hears(TITLE)
    await asker.tap("1")
    await asker.hears("◐ Menunggu persetujuan")
    await asker.tap("Ingatkan")
    await asker.hears("✓ Kepala Contoh Kepala akan diingatkan.")
    await asker.tap("Rincian")
    await asker.hears("◐ Menunggu persetujuan")
    assert "Ingatkan" not in asker.labels


async def open_decisions(town: Town) -> list[DecisionId]:
    async with town.store.read() as session:
        found = await session.execute(select(decision.c.id).where(decision.c.state == "open"))
        return [DecisionId(each) for each in found.scalars()]


async def test_nobody_else_sees_or_decides(town: Town):
    _, chief, _ = await asked(town)
    stranger = await town.citizen("Contoh Lain")
    await chief.hears("mendaftar")
    await stranger.send("/menu")
    await stranger.hears("Selamat")
    (number,) = await open_decisions(town)
    await stranger.press(stranger.last.id, encode(ApproveDecision(number)))
    await stranger.hears("Permintaan ini diputuskan oleh pejabat lain.")


async def test_handing_over_to_hr_and_back(town: Town):
    hr = await officer(town)
    _, chief, _ = await asked(town)
    await chief.tap("Alihkan")
    await chief.hears("Alihkan kepada siapa?")
    await chief.tap("BKPSDM")
    await chief.hears("✓ Dialihkan kepada BKPSDM.")
    await town.settle()
    await hr.hears(f"mendaftar {TITLE}")
    await chief.tap("Urungkan")
    await chief.hears("Mohon diputuskan paling lambat")


async def test_the_menu_of_a_superior_has_the_door(town: Town):
    _, chief, _ = await asked(town)
    await chief.hears("mendaftar")
    await chief.send("/menu")
    await chief.hears("Menunggu: 1 permintaan")
    await chief.tap("Permintaan 1")
    await chief.hears("Menunggu Keputusan: 1\n1. Contoh Satu")
    await chief.tap("Rincian")
    await chief.hears("Riwayat: diajukan 23 Nov")
    await chief.send("/permintaan")
    await chief.hears("Menunggu Keputusan: 1")


async def test_many_at_once(town: Town):
    asker, chief, offering = await asked(town)
    unit = await town.make.unit("Bidang Contoh")
    for name in ("Contoh Dua", "Contoh Tiga"):
        mate = await town.citizen(name, unit_id=unit)
        await superior_of(town.store, town.person_of(mate), town.person_of(chief))
        await sign_up(mate)
    await town.settle()
    await town.move(hours=4)
    await chief.hears("3 permintaan menunggu keputusan Bapak/Ibu.")
    await chief.tap("Permintaan 3")
    await chief.hears("Menunggu Keputusan: 3")
    await chief.tap("Tandai 3 Ini")
    await chief.hears("Menunggu Keputusan: 3")
    await chief.tap("Setujui Terpilih 3")
    await chief.hears("✓ 3 disetujui.")
    await town.move(minutes=6)
    await asker.hears("✓ Disetujui")
    found = await states(town.store, offering)
    assert set(found.values()) == {"enrolled"}


async def test_hr_sees_all_by_age_and_reminds(town: Town):
    hr = await officer(town)
    _, chief, _ = await asked(town)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await hr.tap("Laporan")
    await hr.hears("Laporan")
    await hr.tap("Lama Menunggu")
    await hr.hears("Permintaan terbuka: 1, rata-rata 0,0 hari kerja")
    assert "Terlama: Kepala Contoh Kepala (1)" in hr.last.said
    await hr.tap("Unduh")
    await hr.hears("Permintaan terbuka: 1")
    await hr.tap("Ingatkan Semua")
    await hr.hears("✓ 1 pejabat akan diingatkan")
    await town.move(days=1)
    await chief.hears("Mohon diputuskan paling lambat")
