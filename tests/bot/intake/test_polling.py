from datetime import timedelta

from tests.support.town import Town
from tests.support.waiting import until


async def test_start_shows_a_stranger_the_consent(town: Town):
    phone = town.phone()
    await phone.start()
    await phone.hears("Apakah Bapak/Ibu setuju")


async def test_an_update_that_cannot_be_parsed_blocks_nobody(town: Town):
    phone = await town.citizen()
    town.sandbox.world.updates.add("message", {"message_id": "broken"})
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu Contoh Satu")


async def test_everything_handled_is_confirmed(town: Town):
    phone = await town.citizen()
    await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    await until(lambda: not town.sandbox.pending_updates())


async def test_an_edited_message_is_passed_over(town: Town):
    phone = await town.citizen()
    sent = await phone.send("/menu")
    await phone.hears("Bapak/Ibu")
    before = len(phone.messages)
    await phone.edit(sent.id, "/bantuan")
    await phone.send("/menu")
    await phone.until(lambda p: len(p.messages) == before + 2)


async def test_a_slow_telegram_holds_one_person_only(town: Town):
    slow, quick = await town.citizen("Contoh Satu"), await town.citizen("Fiktif Dua")
    town.sandbox.faults.fail("sendMessage", "slow", seconds=3)
    await slow.send("/menu")
    await until(lambda: not town.sandbox.faults.waiting)
    await quick.send("/menu")
    await quick.hears("Fiktif Dua", timeout=8)


async def test_the_clock_of_the_town_can_be_moved(town: Town):
    before = town.now
    await town.move(days=2)
    assert timedelta(days=2) <= town.now - before < timedelta(days=2, minutes=1)
