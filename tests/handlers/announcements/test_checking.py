"""What is for many people is checked by another HR officer, and nothing is sent before."""

from typing import Any

import pytest
from sqlalchemy import insert, select

from handlers.actions import announcements as actions
from handlers.actions import encode
from storage.announcements.tables import announcement
from storage.decisions.tables import decision
from storage.office.tables import policy
from tests.support.announcing import office, to_the_preview
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import tap

ASKED = "Pengumuman untuk 2 ASN perlu diperiksa petugas lain."
LETTER = "Rapat hari Senin"


@pytest.fixture
async def more_than_one(town: Town) -> None:
    """The office has set that more than one person are many."""
    values = {"name": "periksa_di_atas", "value": "1", "since": town.now.date()}
    async with town.store.write() as session:
        await session.execute(insert(policy).values(values))


async def sent_by(town: Town, *, officers: int = 2) -> list[Any]:
    """The phones of HR officers, of whom the first has pressed Kirim Sekarang, and two people."""
    hr, gap, fine = await office(town)
    others = [await town.citizen(f"Contoh Petugas {n}", hr=True) for n in range(2, officers + 1)]
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman")
    await hr.send(LETTER)
    await hr.hears("Kirim kepada siapa?")
    await pick_unit(hr)
    await tap(hr, "Pratinjau", "Perkiraan lama pengiriman")
    await hr.tap("Kirim Sekarang")
    return [hr, *others, gap, fine]


async def pick_unit(hr: Any) -> None:
    await tap(hr, "Unit Kerja", "Pilih unit kerja")
    await hr.tap("Dinas Kesehatan 2")
    await hr.until(lambda p: "✓ Dinas Kesehatan 2" in p.labels)
    await tap(hr, "Kembali", "Sasaran: ASN di Dinas Kesehatan")


async def standing(town: Town) -> tuple[str, list[tuple[str, str]]]:
    async with town.store.read() as session:
        state = (await session.execute(select(announcement.c.state))).scalars().all()[-1]
        rows = await session.execute(select(decision.c.kind, decision.c.state))
        return state, [(row.kind, row.state) for row in rows]


async def test_nothing_is_sent_before_another_officer_agrees(town: Town, more_than_one):
    hr, other, gap, fine = await sent_by(town)
    await hr.hears(ASKED)
    assert "Dikirim kepada 1 petugas; belum ada yang terkirim." in hr.last.said
    await town.settle()
    await other.hears("akan mengirim pesan di atas kepada 2 ASN")
    assert LETTER in other.messages[-2].said
    assert not any(LETTER in m.said for m in (*gap.messages, *fine.messages))
    assert await standing(town) == ("checking", [("announcement", "open")])
    await other.tap("Setujui")
    await other.hears("✓ Pengumuman disetujui")
    await town.settle()
    for phone in (gap, fine):
        await phone.hears(LETTER)
    assert (await standing(town))[1] == [("announcement", "approved")]
    assert "announcements.checked" in [one[0] for one in await events(town)]


async def test_what_is_sent_back_goes_to_no_one_and_its_author_is_told(town: Town, more_than_one):
    hr, other, gap, _ = await sent_by(town)
    await other.hears("akan mengirim pesan di atas")
    await other.tap("Kembalikan")
    await other.hears("✓ Pengumuman dikembalikan; belum ada yang terkirim.")
    await hr.hears("Pengumuman dikembalikan oleh Contoh Petugas 2")
    assert not any(LETTER in m.said for m in gap.messages)
    assert await standing(town) == ("draft", [("announcement", "refused")])


async def test_the_author_cannot_check_and_an_old_button_of_the_other_does_nothing(
    town: Town, more_than_one
):
    hr, other, gap, _ = await sent_by(town)
    await hr.hears(ASKED)
    await other.hears("akan mengirim pesan di atas")
    number = (await one_id(town), await revision(town))
    await hr.press(hr.last.id, encode(actions.ApproveAnnouncement(*number)))
    await hr.hears("Pemeriksa harus petugas lain.")
    await hr.press(hr.last.id, encode(actions.OpenAnnouncement(number[0])))
    await hr.hears(ASKED)
    await hr.tap("Batalkan")
    await hr.hears("Kirim kepada siapa?")
    assert (await standing(town))[1] == [("announcement", "withdrawn")]
    await other.tap("Setujui")
    await other.until(lambda p: "Setujui" not in p.labels)
    await town.settle()
    assert not any(LETTER in m.said for m in gap.messages)


async def test_where_there_is_one_officer_none_is_asked(town: Town, more_than_one):
    _, gap, _ = await sent_by(town, officers=1)
    await town.settle()
    await gap.hears(LETTER)


async def test_few_people_need_no_second_look(town: Town, more_than_one):
    hr, gap, _ = await office(town)
    await town.citizen("Contoh Petugas 2", hr=True)
    await to_the_preview(hr)
    await hr.tap("Kirim Sekarang")
    await town.settle()
    await gap.hears("Bimtek Keamanan Informasi")


async def test_what_is_scheduled_is_checked_as_well(town: Town, more_than_one):
    hr, gap, _ = await office(town)
    other = await town.citizen("Contoh Petugas 2", hr=True)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Teks Bebas", "Silakan kirim isi pengumuman")
    await hr.send(LETTER)
    await hr.hears("Kirim kepada siapa?")
    await pick_unit(hr)
    await tap(hr, "Pratinjau", "Perkiraan lama pengiriman")
    await tap(hr, "Jadwalkan", "Kapan pengumuman dikirim?")
    await hr.tap("Besok 08.00")
    await hr.hears(ASKED)
    await other.hears("Jadwal: Selasa, 24 November 2026 pukul 08.00 WIB")
    await town.move(days=1, hours=1)
    assert not any(LETTER in m.said for m in gap.messages)
    await other.tap("Setujui")
    await town.settle()
    await gap.hears(LETTER)


async def one_id(town: Town) -> Any:
    async with town.store.read() as session:
        return (await session.execute(select(announcement.c.id))).scalars().all()[-1]


async def revision(town: Town) -> int:
    async with town.store.read() as session:
        return (await session.execute(select(announcement.c.revision))).scalars().all()[-1]
