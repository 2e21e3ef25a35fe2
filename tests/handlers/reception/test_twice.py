"""A double tap, and an update that Telegram delivers again: the same screen, one effect."""

from typing import Any

from handlers.codec import base36
from tests.support.seats import history
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"
SIGNED = (
    f"● Bapak/Ibu terdaftar pada {TITLE}.\n"
    "Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB di Aula BKPSDM\n"
    "Kami akan mengingatkan sebelum pelatihan dimulai."
)


async def test_twice_is_once(both_towns: Town):
    town = both_towns
    phone = await town.citizen()
    offering = await town.make.offering(TITLE, seats=2)
    for _ in range(2):
        await phone.start(f"p-{base36(offering)}")
        await phone.hears("Kuota: sisa 2 dari 2 kursi")
    first, second = [m for m in phone.messages if not m.outgoing][-2:]
    data = second.buttons[0][0].data
    for message in (first, second, second):
        await phone.press(message.id, data)
    await phone.until(lambda p: first.said == second.said == SIGNED)
    assert await history(town.store, town.person_of(phone), offering) == ["enrolled"]


async def test_an_update_delivered_again_shows_the_same(town: Town):
    phone = await town.citizen()
    offering = await town.make.offering(TITLE)
    await phone.start(f"p-{base36(offering)}")
    await phone.hears("Kuota")
    seen: list[Any] = []
    process_update = town.app.process_update

    async def remember(update: Any) -> None:
        seen.append(update)
        await process_update(update)

    town.app.process_update = remember
    await walk(phone, "Daftar")
    await phone.hears("terdaftar")
    await process_update(seen[-1])
    assert phone.last.said == SIGNED
    assert await history(town.store, town.person_of(phone), offering) == ["enrolled"]
