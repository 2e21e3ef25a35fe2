"""HR gives the role of a unit officer with a code; the person accepts it, and it ends."""

from typing import Any

from sqlalchemy import update

from handlers.actions import encode
from handlers.actions import people as actions
from storage.people.tables import person as person_table
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import walk


async def given(town: Town) -> tuple[Any, Any, str]:
    """HR, the person who is to be officer of Dinas Contoh, and the code."""
    office = await town.make.unit("Dinas Contoh")
    part = await town.make.unit("Bidang Contoh", parent=office)
    await town.make.person("Contoh Dalam", unit_id=part)
    phone = await town.citizen("Contoh Calon", unit_id=part)
    hr = await town.citizen("Contoh Petugas", hr=True)
    await hr.send("/hr")
    await walk(hr, "Pegawai", "Peran", "Tambah Pengelola")
    await hr.hears("Siapa yang menjadi pengelola?")
    await hr.send("contoh calon")
    await walk(hr, "1")
    await hr.hears("menjadi pengelola unit mana?")
    assert "2. Dinas Contoh: 2" in hr.last.said
    await hr.tap("2")
    await hr.hears("Jadikan Contoh Calon pengelola Dinas Contoh (2 ASN)?")
    await hr.tap("Ya, Jadikan")
    shown = await hr.hears("Mohon serahkan langsung kepada yang bersangkutan")
    code = shown.said.split("bersangkutan: ")[1].splitlines()[0]
    await phone.hears("Bapak/Ibu ditunjuk sebagai pengelola kepegawaian Dinas Contoh.")
    return hr, phone, code


async def pressed(phone: Any, action: Any, hears: str) -> None:
    await phone.press(phone.last.id, encode(action))
    await phone.hears(hears)


async def test_the_person_types_the_code_and_has_the_desk_of_the_unit(town: Town):
    hr, phone, code = await given(town)
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")
    await pressed(phone, actions.AskRoleCode(1), "Mohon ketik kode dari BKPSDM")  # type: ignore[arg-type]
    await phone.send(code.lower().replace("-", " "))
    await phone.hears("✓ Bapak/Ibu kini pengelola kepegawaian Dinas Contoh.")
    await phone.tap("Menu Unit")
    await phone.hears("Terhubung: 1 dari 2 ASN")
    who = town.person_of(phone)
    noted = [one for one in await events(town) if one[0].startswith("roles.")]
    assert noted == [("roles.given", town.person_of(hr), who), ("roles.accepted", who, who)]


async def test_a_wrong_code_is_counted_and_the_fifth_voids_the_role(town: Town):
    hr, phone, _ = await given(town)
    await phone.tap("Masukkan Kode")
    await phone.hears("Mohon ketik kode")
    for left in (4, 3, 2, 1):
        await phone.send("AAAAA-AAAAA")
        await phone.hears(f"Sisa kesempatan: {left}.")
    await phone.send("bukan kode")
    await phone.hears("Penunjukan ini tidak berlaku lagi.")
    await hr.hears("Peran Contoh Calon sebagai pengelola Dinas Contoh berakhir: kode keliru lima")
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


async def test_the_code_is_too_old_after_seven_days(town: Town):
    hr, phone, _ = await given(town)
    await town.move(days=7, hours=1)
    await hr.hears("berakhir: kode tidak dipakai dalam tujuh hari")
    await pressed(phone, actions.AskRoleCode(1), "Penunjukan ini tidak")  # type: ignore[arg-type]


async def test_a_declined_role_is_told_to_hr(town: Town):
    hr, phone, _ = await given(town)
    await phone.tap("Tolak Tugas")
    await phone.hears("✓ Tugas ditolak. BKPSDM diberi tahu.")
    await hr.hears("berakhir: ditolak oleh yang bersangkutan")


async def test_only_the_person_meant_can_answer(town: Town):
    _, phone, code = await given(town)
    other = await town.citizen("Contoh Lain")
    await other.send("/menu")
    await other.hears("Bapak/Ibu")
    for action in (actions.AskRoleCode(1), actions.DeclineRole(1)):  # type: ignore[arg-type]
        await pressed(other, action, "Penunjukan ini tidak berlaku lagi.")
    await phone.tap("Masukkan Kode")
    await phone.hears("Mohon ketik kode")
    await phone.send(code)
    await phone.hears("✓ Bapak/Ibu kini pengelola")


async def officer(town: Town) -> tuple[Any, Any]:
    hr, phone, code = await given(town)
    await phone.tap("Masukkan Kode")
    await phone.hears("Mohon ketik kode")
    await phone.send(code)
    await phone.hears("✓ Bapak/Ibu kini pengelola")
    return hr, phone


async def test_hr_takes_the_role_back_from_the_card(town: Town):
    hr, phone = await officer(town)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await hr.send("contoh calon")
    await hr.hears("✓ Pengelola Dinas Contoh")
    await walk(hr, "Cabut Peran")
    await hr.hears("Contoh Calon: pengelola Dinas Contoh")
    await hr.tap("Cabut Peran")
    await hr.hears("✓ Peran Contoh Calon sebagai pengelola Dinas Contoh dicabut.")
    await phone.hears("Tugas Bapak/Ibu sebagai pengelola kepegawaian Dinas Contoh berakhir")
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")


async def test_who_moves_to_another_unit_is_no_officer_any_more_and_hr_is_told(town: Town):
    hr, phone = await officer(town)
    other = await town.make.unit("Dinas Lain")
    async with town.store.write() as session:
        mine = person_table.c.id == town.person_of(phone)
        await session.execute(update(person_table).where(mine).values(unit_id=other))
    await phone.send("/hr")
    await phone.hears("Menu ini khusus bagi petugas BKPSDM.")
    await town.settle()
    await hr.hears("sebagai pengelola Dinas Contoh berakhir: pindah unit kerja.")


async def test_a_typed_day_is_the_last_of_the_role(town: Town):
    office = await town.make.unit("Dinas Contoh")
    who = await town.make.person("Contoh Calon", unit_id=office)
    hr = await town.citizen("Contoh Petugas", hr=True)
    await hr.send("/hr")
    await hr.hears("Menu HR")
    await pressed(hr, actions.AskRole(who, office), "Berlaku sampai dicabut")
    await hr.send("kapan-kapan")
    await hr.hears("! Tanggal belum dikenali atau sudah lewat.")
    await hr.send("31/12/2026")
    await hr.hears("Berlaku s.d. Kamis, 31 Desember 2026.")
    await hr.tap("Ya, Jadikan")
    await hr.hears("! Belum terhubung")
    await pressed(hr, actions.ListRoles(), "1. ◐ Contoh Calon: pengelola Dinas Contoh")
