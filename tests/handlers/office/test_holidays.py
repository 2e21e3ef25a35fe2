"""HR keeps the public holidays in the chat (Hari Libur)."""

from tests.support.citizens import opened
from tests.support.kept import events
from tests.support.town import Town
from tests.support.walking import tap

NONE = "! Hari libur 2026 belum dimasukkan; hari kerja dihitung Senin–Jumat."


async def test_a_holiday_is_typed_removed_and_taken_back(both_towns: Town):
    phone = await opened(both_towns)
    await tap(phone, "Data", "Belum ada impor.")
    await tap(phone, "Hari Libur 2026", NONE)
    assert phone.labels == ["Tambah Libur", "Kembali", "Menu HR"]
    await tap(phone, "Tambah Libur", "Silakan ketik, misalnya 25/12/2026 Natal.")
    await phone.send("Nyepi")
    await phone.hears("Hari libur belum dikenali. Contoh: 25/12/2026 Natal.")
    await phone.send("25/12/2026 Natal")
    await phone.hears("✓ Jumat, 25 Desember 2026: Natal ditambahkan.")
    assert phone.last.said.endswith(
        "Hari Libur\n1. Jumat, 25 Desember 2026: Natal\nPilih nomor untuk menghapus."
    )
    await tap(phone, "1", "✓ Jumat, 25 Desember 2026: Natal dihapus.")
    assert NONE in phone.last.said
    await tap(phone, "Urungkan", "Natal kembali menjadi hari libur.")
    assert "Urungkan" not in phone.labels
    await tap(phone, "Kembali", "Belum ada impor.")
    changed = [each for each in await events(both_towns) if each[0] == "holidays_changed"]
    assert changed == [("holidays_changed", both_towns.person_of(phone), None)] * 3


async def test_the_list_is_typed_and_has_pages(town: Town):
    phone = await opened(town)
    await phone.send("hari libur")
    await phone.hears(NONE)
    for day in range(1, 7):
        await tap(phone, "Tambah Libur", "Silakan ketik")
        await phone.send(f"{day}/6/2027 Contoh {day}")
        await phone.hears(f"Contoh {day} ditambahkan")
    await tap(phone, "»", "6. Minggu, 6 Juni 2027: Contoh 6")
    await tap(phone, "6", "Contoh 6 dihapus")


async def test_in_english_and_only_for_hr(town: Town):
    phone = await town.citizen("Contoh Dua", hr=True, language="en")
    await phone.send("holidays")
    await phone.hears("! The holidays of 2026 are not entered yet")
    await tap(phone, "Add holiday", "Which day is a holiday?")
    await phone.send("25/12/2026 Natal")
    await phone.hears("✓ Friday, 25 December 2026: Natal was added.")
    other = await town.citizen("Contoh Satu")
    await other.press(*_forged(phone))
    await other.hears("Menu ini khusus bagi petugas BKPSDM.")


def _forged(phone) -> tuple[int, str]:
    button = next(each for row in phone.last.buttons for each in row if each.label == "1")
    return phone.last.id, button.data
