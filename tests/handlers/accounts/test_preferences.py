"""The settings screen (Pengaturan) as a person sees it."""

from tests.support.town import Town


async def rows(phone):
    return [[button.label for button in row] for row in phone.last.buttons]


async def test_the_language_changes_at_once(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/pengaturan")
    screen = await phone.hears("Pengaturan")
    assert screen.said == (
        "Pengaturan\nBahasa: Bahasa Indonesia\nPengingat: 5 dari 5 jenis aktif\n"
        "Kompetensi Saya: gambar"
    )
    assert await rows(phone) == [
        ["Bahasa", "Pengingat"],
        ["Tampilan Kompetensi"],
        ["Privasi", "Menu Utama"],
    ]
    await phone.tap("Bahasa")
    await phone.hears("Silakan pilih bahasa.\nPlease choose a language.")
    assert await rows(phone) == [["✓ Bahasa Indonesia"], ["English"], ["Kembali"]]
    await phone.tap("English")
    await phone.hears("✓ The language is changed.\n\nGood morning, Contoh Satu.")
    await phone.tap("Settings")
    await phone.hears("Language: English")


async def test_each_kind_of_reminder_can_be_switched_off(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/pengaturan")
    await phone.hears("Pengaturan")
    await phone.tap("Pengingat")
    await phone.hears("Silakan pilih pengingat yang ingin diterima.")
    kinds = [
        "7 Hari Sebelum Mulai",
        "1 Hari Sebelum Mulai",
        "Hari Pelaksanaan",
        "Pendaftaran Akan Ditutup",
        "Umpan Balik",
    ]
    assert await rows(phone) == [*([f"✓ {kind}"] for kind in kinds), ["Kembali"]]
    for kind in kinds:
        await phone.tap(kind)
        await phone.until(lambda p, kind=kind: f"○ {kind}" in p.labels)
    await phone.tap("Hari Pelaksanaan")
    await phone.until(lambda p: "✓ Hari Pelaksanaan" in p.labels)
    await phone.tap("Kembali")
    await phone.hears("Pengingat: 1 dari 5 jenis aktif")


async def test_picture_or_text(town: Town):
    phone = await town.citizen("Contoh Satu")
    await phone.send("/pengaturan")
    await phone.hears("Pengaturan")
    await phone.tap("Tampilan Kompetensi")
    await phone.hears("Teks lebih hemat kuota internet.")
    assert await rows(phone) == [["✓ Gambar", "Teks"], ["Kembali"]]
    await phone.tap("Teks")
    await phone.until(lambda p: p.labels == ["Gambar", "✓ Teks", "Kembali"])
    await phone.tap("Kembali")
    await phone.hears("Kompetensi Saya: teks")
