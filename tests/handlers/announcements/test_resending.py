"""After a stop, or for those who have linked since, it is sent on; no person gets it twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from bot.program import ticks
from storage.accounts.tables import link
from storage.outbox import messages
from storage.outbox.tables import message
from storage.people.tables import person
from tests.support.announcing import close_gate, office, open_gate, to_the_preview
from tests.support.town import Town
from tests.support.walking import tap

REST = "Kirim kepada yang Belum"


async def reported(town: Town, hr: Any, words: str) -> None:
    await town.settle()
    await town.settle()
    await hr.until(lambda p: any(words in m.said for m in p.messages))


async def stopped(town: Town) -> tuple[Any, Any]:
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await close_gate(town)
    await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
    await tap(hr, "Hentikan", "Menghentikan pengiriman")
    await open_gate(town)
    await reported(town, hr, "✗ Pengiriman dihentikan.")
    return hr, gap


def announced(phone: Any) -> int:
    return sum("telah dibuka" in m.said for m in phone.messages)


async def links(town: Town, name: str) -> Any:
    """A person of the roster links an account."""
    phone = town.phone(name)
    query = select(person.c.id).where(person.c.name == name)
    async with town.store.read() as session:
        number = (await session.execute(query)).scalar_one()
    await town.make.link(number, phone.telegram_id)
    town.sandbox.open_chat(phone)
    return phone


async def test_after_a_stop_it_goes_to_those_who_did_not_get_it(town: Town):
    hr, gap = await stopped(town)
    assert "Belum menerima dan kini dapat dikirimi: 1 ASN" in hr.last.said
    await tap(hr, REST, "Kirim kepada 1 ASN yang belum menerima?")
    await tap(hr, "Ya, Kirim", "Mengirim pengumuman")
    await gap.hears("telah dibuka")
    await reported(town, hr, "✓ Pengumuman selesai dikirim.")
    assert "Terkirim: 1 dari 1" in hr.last.said
    assert REST not in hr.labels


async def test_who_links_later_gets_it_and_the_others_not_again(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await hr.tap("Kirim Sekarang")
    await gap.hears("telah dibuka")
    await reported(town, hr, "✓ Pengumuman selesai dikirim.")
    assert REST not in hr.labels
    late = await links(town, "Contoh Belum")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "terkirim kepada 1 ASN")
    await tap(hr, "✓ 1 · 23 Nov", "Belum menerima dan kini dapat dikirimi: 1 ASN")
    await tap(hr, REST, "Kirim kepada 1 ASN yang belum menerima?")
    await tap(hr, "Ya, Kirim", "Mengirim pengumuman")
    await late.hears("telah dibuka")
    await reported(town, hr, "Terkirim: 2 dari 2")
    assert (announced(gap), announced(late)) == (1, 1)


async def test_who_falls_into_the_audience_later_gets_it(town: Town):
    hr, gap, fine = await office(town)
    await to_the_preview(hr)
    await hr.tap("Kirim Sekarang")
    await gap.hears("telah dibuka")
    await reported(town, hr, "✓ Pengumuman selesai dikirim.")
    async with town.store.write() as session:
        moved = update(person).where(person.c.id == town.person_of(fine)).values(position_id=1)
        await session.execute(moved)
    await town.make.rated(town.person_of(fine), 1, 1)
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "terkirim kepada 1 ASN")
    await tap(hr, "✓ 1 · 23 Nov", "Belum menerima dan kini dapat dikirimi: 1 ASN")
    await tap(hr, REST, "Kirim kepada 1 ASN yang belum menerima?")
    await tap(hr, "Ya, Kirim", "Mengirim pengumuman")
    await fine.hears("telah dibuka")
    await reported(town, hr, "Terkirim: 2 dari 2")
    assert announced(gap) == 1


async def test_a_button_that_showed_other_people_asks_again(town: Town):
    hr, gap = await stopped(town)
    await tap(hr, REST, "Kirim kepada 1 ASN yang belum menerima?")
    await links(town, "Contoh Belum")
    await tap(hr, "Ya, Kirim", "Kirim kepada 2 ASN yang belum menerima?")
    await town.settle()
    assert not gap.messages


async def test_who_may_have_it_already_does_not_get_it_again(town: Town):
    hr, gap = await stopped(town)
    async with town.store.write() as session:
        await session.execute(
            update(message)
            .where(message.c.person_id == town.person_of(gap), message.c.kind == "announcement")
            .values(uncertain=True)
        )
    await tap(hr, "Menu HR", "Menu HR")
    await hr.send("/pengumuman")
    await hr.hears("Apa yang akan diumumkan?")
    await tap(hr, "Terjadwal dan Terkirim", "dihentikan: 0 dari 1 terkirim")
    await tap(hr, "✗ 1 · 23 Nov", "✗ Pengiriman dihentikan.")
    assert REST not in hr.labels


async def test_after_the_closing_date_nothing_is_offered(town: Town):
    hr, _ = await stopped(town)
    await town.move(days=16)
    await tap(hr, REST, "✗ Pengiriman dihentikan.")
    assert REST not in hr.labels


async def test_who_blocks_the_bot_is_not_offered(town: Town):
    hr, gap = await stopped(town)
    async with town.store.write() as session:
        gone = update(link).where(link.c.telegram_id == gap.telegram_id)
        await session.execute(gone.values(unreachable_at=town.now))
    await tap(hr, REST, "✗ Pengiriman dihentikan.")
    assert REST not in hr.labels


async def test_what_a_dead_process_was_sending_is_reported_as_perhaps_twice(town: Town):
    hr, gap, _ = await office(town)
    await to_the_preview(hr)
    await close_gate(town)
    await tap(hr, "Kirim Sekarang", "0 dari 1 terkirim")
    await ticks.run_all(town.app.services)
    real_now = town.app.services.clock.real()
    async with town.store.write() as session:
        in_flight = {"state": "sending", "leased_until": real_now + timedelta(minutes=3)}
        its = message.c.person_id == town.person_of(gap)
        await session.execute(update(message).where(its).values(claim="dead", **in_flight))
    # As the next process does when it begins.
    await messages.end_leases(town.store, real_now=real_now)
    await open_gate(town)
    await gap.hears("telah dibuka")
    await reported(town, hr, "✓ Pengumuman selesai dikirim.")
    assert "1 mungkin ganda: pengirimannya sempat terputus." in hr.last.said
