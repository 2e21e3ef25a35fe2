"""HR looks at the catalogue: all trainings, their search, their cards."""

from handlers.actions import catalogue as actions
from handlers.actions import encode
from tests.support.citizens import opened
from tests.support.town import Town
from tests.support.walking import walk


async def test_the_catalogue_lists_and_finds_every_training(town: Town):
    security = await town.make.competency("Keamanan Informasi")
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    await town.make.offering("Workshop Siber", training={"code": "S01"}, closes=security)
    await town.make.offering("Workshop Siber", label="II")
    phone = await opened(town)
    await phone.press(phone.last.id, encode(actions.ListCatalogue()))
    await phone.hears("Katalog: 2 pelatihan")
    assert "2. Workshop Siber · S01: 2 angkatan" in phone.last.said
    await phone.send("siber")
    await phone.hears("1 pelatihan cocok dengan siber.")
    await phone.tap("1")
    await phone.hears("Workshop Siber (S01)")
    assert "Kompetensi: Keamanan Informasi 3\n2 angkatan, 2 sedang dibuka" in phone.last.said
    await phone.tap("Angkatan 2")
    await phone.hears("2 angkatan cocok dengan S01.")
    await phone.tap("Kembali")
    await phone.hears("Workshop Siber (S01)")
    await phone.tap("Angkatan 2")
    await phone.hears("2 angkatan cocok dengan S01.")
    await phone.press(phone.last.id, encode(actions.ListCatalogue()))
    await phone.hears("Katalog: 2 pelatihan")
    await phone.send("tidak ada")
    await phone.hears("Tidak ada pelatihan yang cocok dengan tidak ada.")


async def test_an_archived_training_is_apart(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await opened(town)
    await phone.press(phone.last.id, encode(actions.ListCatalogue()))
    await walk(phone, "1", "Arsipkan")
    await phone.hears("✗ Diarsipkan; 1 angkatan yang sedang dibuka tetap berjalan.")
    assert "Buat Angkatan" not in phone.labels
    await phone.press(phone.last.id, encode(actions.ListCatalogue()))
    await phone.hears("Katalog masih kosong.")
    await phone.tap("Arsip 1")
    await phone.hears("Arsip katalog: 1 pelatihan")
    await walk(phone, "1", "Aktifkan Lagi")
    await phone.hears("1 angkatan, 1 sedang dibuka")
    assert phone.labels[0] == "Buat Angkatan"


async def test_the_list_of_offerings_leads_to_drafts_and_to_a_new_one(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await opened(town)
    await phone.send("/angkatan")
    await phone.hears("Angkatan: dibuka 1")
    await walk(phone, "Buat Angkatan", "Salin Angkatan", "1", "7 Des")
    await phone.hears("Angkatan II: draf")
    await phone.send("/angkatan")
    await phone.hears("Angkatan: dibuka 1")
    await phone.tap("Draf 1")
    await phone.hears("1. Bimtek Arsip, 7 Des: Contoh Petugas, 23 Nov")


async def test_what_is_changed_of_a_training_stands_in_the_history_of_its_runs(town: Town):
    await town.make.offering("Bimtek Arsip", training={"code": "A01"})
    phone = await opened(town)
    for field, typed in (("Judul", "Bimtek Arsip Digital"), ("Pelaksanaan", "daring")):
        await phone.press(phone.last.id, encode(actions.ListCatalogue()))
        await walk(phone, "1", "Ubah", field)
        await phone.hears(f"{field} saat ini")
        await phone.send(typed)
        await phone.hears("Menjadi")
        await walk(phone, "Simpan")
        await phone.hears(f"✓ {field} diubah.")
    await phone.send("/angkatan")
    await walk(phone, "1")
    await phone.hears("Terakhir diubah Contoh Petugas")
    await walk(phone, "Riwayat")
    await phone.hears("Judul: Bimtek Arsip menjadi Bimtek Arsip Digital")
    assert "Pelaksanaan: tatap muka menjadi daring" in phone.last.said
