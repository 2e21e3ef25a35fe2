"""HR or a superior names people in the chat; each is told, and answers with one tap."""

from typing import Any

from sqlalchemy import insert

from domain.ids import OfferingId
from domain.seats.nominations import NominatorNumber
from handlers.actions import encode
from handlers.actions.seating.nominations import BeginNomination
from storage.people.tables import unit_officer
from tests.support.nominating import TITLE, leads, named_by_hr, nip_of, states
from tests.support.seats import states as seats
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk


async def named(town: Town, **offering: Any) -> tuple[Any, Any, OfferingId]:
    """HR has named a linked person for an offering."""
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone = await town.citizen("Contoh Calon")
    there = await town.make.offering(TITLE, **offering)
    await named_by_hr(town, hr, town.person_of(phone))
    await phone.hears("Bapak/Ibu dicalonkan")
    return hr, phone, there


async def opened(phone: Any, there: OfferingId, office: NominatorNumber) -> None:
    """Presses Calonkan as it stands under another screen."""
    await phone.send("/menu")
    await phone.hears("Contoh")
    await phone.press(phone.last.id, encode(BeginNomination(there, office)))


async def test_hr_names_a_person_who_accepts_with_one_tap(both_towns: Town):
    town = both_towns
    hr, phone, there = await named(town, needs_approval=True)
    assert phone.last.said == (
        f"Bapak/Ibu dicalonkan oleh BKPSDM untuk {TITLE}.\n"
        "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM · 16 JP\n"
        "Alasan: tugas jabatan\n"
        "Mohon dijawab paling lambat Kamis, 26 November 2026 pukul 16.00 WIB."
    )
    assert phone.labels == ["Bersedia", "Berhalangan", "Rincian", "Menu Utama"]
    await walk(phone, "Bersedia")
    # HR's nomination is HR's yes: no approval is asked for.
    await phone.hears(f"● Bapak/Ibu terdaftar pada {TITLE}.")
    assert await seats(town.store, there) == {town.person_of(phone): "enrolled"}
    assert "○ Belum menjawab 1" in hr.last.said


async def test_the_person_reads_what_hr_previewed(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone = await town.citizen("Contoh Calon")
    await town.make.offering(TITLE)
    await hr.send("/angkatan")
    await walk(hr, "1", "Calonkan", "Tempel NIP")
    await hr.hears("Silakan tempel NIP")
    await hr.send(await nip_of(town.store, town.person_of(phone)))
    await walk(hr, "Lanjut 1")
    await hr.hears("1 orang dicalonkan, jawaban ditunggu sampai Kamis, 26 November 2026")
    await hr.send("Diminta Kepala Dinas")
    await hr.hears("Pratinjau pesan untuk 1 orang:")
    shown = hr.last.said.split("\n", 1)[1]
    await walk(hr, "Ubah Batas", "Rab, 25 Nov")
    await hr.hears("paling lambat Rabu, 25 November 2026")
    await walk(hr, "Kirim Pencalonan")
    await phone.hears("Bapak/Ibu dicalonkan")
    assert phone.last.said == shown.replace("Kamis, 26", "Rabu, 25")


async def test_a_refusal_gets_its_reason_and_can_be_changed(town: Town):
    hr, phone, there = await named(town)
    await walk(phone, "Berhalangan")
    await phone.hears("✓ Jawaban dicatat. BKPSDM diberi tahu.")
    await walk(phone, "Tugas Kedinasan")
    await phone.hears("Alasan: Tugas Kedinasan")
    await town.move_to(at("2026-11-24 08:00"))
    await hr.hears("Jawaban pencalonan: " + TITLE)
    assert "✗ Berhalangan 1" in hr.last.said
    await walk(hr, "Pencalonan", "1")
    await hr.hears("Alasan berhalangan: Tugas Kedinasan")
    await walk(phone, "Ubah Jawaban", "Bersedia")
    await phone.hears("● Bapak/Ibu terdaftar")
    assert await states(town.store, there) == [(town.person_of(phone), "accepted")]


async def test_silence_ends_without_a_word_and_a_late_yes_still_counts(both_towns: Town):
    town = both_towns
    hr, phone, there = await named(town)
    heard = len(phone.messages)
    await town.move_to(at("2026-11-26 16:01"))
    assert await states(town.store, there) == [(town.person_of(phone), "unanswered")]
    assert len(phone.messages) == heard
    await town.move_to(at("2026-11-27 08:00"))
    await hr.hears("○ Tidak dijawab 1")
    question = next(one for one in phone.messages if "dicalonkan" in one.said)
    late = next(b for row in question.buttons for b in row if b.label == "Bersedia")
    await phone.press(question.id, late.data)
    # The button showed an open question; the present one says the same, and takes the answer.
    await phone.hears("Tombol ini sudah tidak berlaku")
    await walk(phone, "Bersedia")
    await phone.hears("● Bapak/Ibu terdaftar")


async def test_an_answer_after_sign_up_closed_shows_that_it_is_over(town: Town):
    _, phone, _ = await named(town)
    await town.move_to(at("2026-12-08 09:00"))
    await walk(phone, "Bersedia")
    await phone.hears("Pencalonan berakhir Kamis, 26 November 2026.")
    assert "Pendaftaran ditutup" in phone.last.said


async def test_a_full_offering_puts_the_person_into_the_queue(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    phone = await town.citizen("Contoh Calon")
    there = await town.make.offering(TITLE, seats=1)
    await town.make.enrolment(await town.make.person("Contoh Lain"), there)
    await named_by_hr(town, hr, town.person_of(phone))
    await walk(phone, "Bersedia")
    await phone.hears("urutan 1 daftar tunggu")
    assert (await states(town.store, there))[0][1] == "accepted"


async def test_who_signs_up_as_well_has_answered(town: Town):
    _, phone, there = await named(town, needs_approval=True)
    await walk(phone, "Rincian", "Daftar")
    await phone.hears("● Bapak/Ibu terdaftar")
    assert await states(town.store, there) == [(town.person_of(phone), "accepted")]


async def test_hr_finds_the_answers_from_the_card(town: Town):
    hr, _, _ = await named(town)
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari")
    await walk(hr, "1", "Calonkan", "Pencalonan 1")
    await hr.hears("○ Belum menjawab 1")


async def test_a_clash_and_a_seat_are_passed_over_and_counted(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    busy, seated = await town.make.person("Contoh Sibuk"), await town.make.person("Contoh Duduk")
    free = await town.make.person("Contoh Bebas")
    there = await town.make.offering(TITLE)
    other = await town.make.offering("Workshop Contoh")
    await town.make.enrolment(busy, other)
    await town.make.enrolment(seated, there)
    numbers = [await nip_of(town.store, one) for one in (busy, seated, free)]
    await hr.send("/angkatan")
    await walk(hr, "1")
    await hr.hears("Terisi")
    await walk(hr, "Calonkan", "Tempel NIP")
    await hr.hears("Silakan tempel NIP")
    await hr.send(" ".join([*numbers, "199001012020019991"]))
    await hr.hears("1 orang · 0 dengan kesenjangan terkait")
    assert "! 1 jadwal bersamaan · 1 sudah terdaftar, dilewati" in hr.last.said
    assert "! 1 belum terhubung" in hr.last.said
    assert "! NIP tidak ditemukan" in hr.last.said


async def test_the_group_with_a_related_gap_is_named_at_once(town: Town):
    hr = await town.citizen("Contoh Petugas", hr=True)
    post = await town.make.position()
    skill = await town.make.competency()
    await town.make.requires(post, skill, 3)
    for name in ("Contoh Satu", "Contoh Dua"):
        who = await town.make.person(name, position_id=post)
        await town.make.rated(who, skill, 1)
    there = await town.make.offering(TITLE, closes=skill)
    await hr.send("/angkatan")
    await walk(hr, "1", "Calonkan", "Kesenjangan Terkait 2")
    await hr.hears("2 orang · 2 dengan kesenjangan terkait")
    await walk(hr, "Lanjut 2", "Kesenjangan Kompetensi", "Kirim Pencalonan")
    await hr.hears("○ Belum menjawab 0 · belum terhubung 2")
    assert [state for _, state in await states(town.store, there)] == ["asked", "asked"]


async def test_a_superior_names_only_the_own_team(town: Town):
    boss = await town.citizen("Contoh Atasan", position_title="Kepala Bidang Contoh")
    member = await town.citizen("Contoh Anggota")
    await town.make.person("Contoh Orang Lain")
    there = await town.make.offering(TITLE)
    await leads(town.store, town.person_of(boss), town.person_of(member))
    await opened(boss, there, NominatorNumber.SUPERIOR)
    await boss.hears("1. Contoh Anggota")
    assert "Orang Lain" not in boss.last.said
    await walk(boss, "1", "Lanjut 1", "Kuota Unit", "Kirim Pencalonan")
    await member.hears("dicalonkan oleh Kepala Bidang Contoh")


async def test_a_unit_officer_names_people_of_the_own_tree(town: Town):
    top = await town.make.unit("Dinas Contoh")
    below = await town.make.unit("Bidang Contoh", parent=top)
    officer = await town.citizen("Contoh Pengelola", unit_id=top)
    member = await town.citizen("Contoh Anggota", unit_id=below)
    await town.make.person("Contoh Orang Lain", unit_id=await town.make.unit("Dinas Lain"))
    there = await town.make.offering(TITLE, needs_approval=True)
    who = town.person_of(officer)
    role = {"person_id": who, "unit_id": top, "given_at": town.now, "accepted_at": town.now}
    async with town.store.write() as session:
        await session.execute(insert(unit_officer).values(role))
    await opened(officer, there, NominatorNumber.UNIT)
    await walk(officer, "Pilih Orang")
    await officer.hears("1. Contoh Anggota")
    assert "Orang Lain" not in officer.last.said
    await walk(officer, "1", "Lanjut 1", "Kuota Unit", "Kirim Pencalonan")
    await member.hears("dicalonkan oleh pengelola Dinas Contoh")
    await walk(member, "Bersedia")
    # The officer's nomination is no yes of HR: it is asked.
    await member.hears("sudah dikirim kepada BKPSDM")
    assert await seats(town.store, there) == {town.person_of(member): "requested"}


async def test_a_person_without_an_office_names_no_one(town: Town):
    phone = await town.citizen()
    there = await town.make.offering(TITLE)
    for office in NominatorNumber:
        await opened(phone, there, office)
        await phone.hears("Belum ada pegawai yang dapat Bapak/Ibu calonkan.")
