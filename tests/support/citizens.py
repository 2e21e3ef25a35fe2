"""People with phones in a test town, brought to the state that a test starts from."""

from typing import Any

from storage.seats import signing_up
from tests.support.acts import act
from tests.support.town import Town

HELP = "kata kuncinya"
KEYBOARD = ["Bagikan Nomor HP", "Batalkan"]
TITLE = "Bimtek Keamanan Informasi"


async def with_menu(town: Town, name: str = "Contoh Satu") -> Any:
    phone = await town.citizen(name)
    await phone.send("/menu")
    return phone


async def agreed(town: Town, **facts: Any) -> Any:
    """A phone whose person has agreed to the privacy notice; `facts` put them on the roster."""
    phone = town.phone()
    if facts:
        await town.make.person(phone=facts.pop("phone", phone.number), **facts)
    await phone.start()
    await phone.hears("Selamat datang di layanan")
    await phone.tap("Setuju")
    await phone.hears("Silakan tekan tombol Bagikan Nomor HP")
    return phone


async def officer(town: Town, name: str = "Contoh Petugas", **facts):
    return await town.citizen(name, hr=True, **facts)


async def opened(town: Town):
    phone = await officer(town)
    await phone.send("/hr")
    await phone.hears("Menu HR: BKPSDM")
    return phone


async def somebody_with_gaps(town: Town, **facts: Any) -> Any:
    position = await town.make.position()
    phone = await town.citizen(position_id=position, **facts)
    person = town.person_of(phone)
    security = await town.make.competency("Keamanan Informasi")
    teamwork = await town.make.competency("Kerja Sama", kind="managerial")
    for competency, level in ((security, 1), (teamwork, 3)):
        await town.make.requires(position, competency, 3)
        await town.make.rated(person, competency, level)
    await town.make.offering("Bimtek Keamanan Informasi", closes=security)
    return phone


async def signed_up(town: Town, name: str = "Contoh Satu", **facts):
    """Makes a sign-up that needs approval, of which every HR officer was told."""
    asker = await town.citizen(name, unit_id=await town.make.unit("Dinas Contoh"))
    offering = await town.make.offering(TITLE, needs_approval=True, seats=2, **facts)
    await signing_up.enrol(
        town.store,
        act(town.person_of(asker), update=asker.telegram_id, now=town.now),
        offering=offering,
    )
    await town.settle()
    return asker, offering
