"""HR looks at the catalogue: all trainings, their search, their cards."""

from handlers.actions import catalogue as actions
from handlers.actions import encode
from tests.support.citizens import opened
from tests.support.town import Town


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
    await phone.press(phone.last.id, encode(actions.ListCatalogue()))
    await phone.hears("Katalog: 2 pelatihan")
    await phone.send("tidak ada")
    await phone.hears("Tidak ada pelatihan yang cocok dengan tidak ada.")
