"""The second proof when linking: a one-time code that HR gives to the person."""

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from domain.accounts.codes import VALID
from domain.ids import PersonId
from storage.accounts import codes
from storage.accounts.tables import failed_link, link, link_code
from storage.people import staff as people_staff
from storage.people.tables import audit, person
from storage.upkeep import pruning
from tests.support.acts import unrepeated
from tests.support.engines import Engines
from tests.support.town import Town, town_on
from tests.support.walking import walk

ASKED = "Silakan ketik kode penghubung dari BKPSDM."
REFUSED = "Nomor ini belum dapat dihubungkan dengan data kepegawaian."


async def fresh_code(town: Town, who: PersonId) -> str:
    code = await codes.issue(town.store, unrepeated(now=town.now), person_id=who)
    assert code is not None
    return code


async def shared(town: Town, phone: Any, start: str = "") -> None:
    """From /start to the shared number."""
    await phone.start(start)
    await phone.hears("Selamat datang di layanan")
    await phone.tap("Setuju")
    await phone.hears("Silakan tekan tombol Bagikan Nomor HP")
    await phone.tap("Bagikan Nomor HP")


async def officer(town: Town, **facts: Any) -> tuple[Any, PersonId]:
    """The phone of somebody with the HR role who has not linked."""
    phone = town.phone()
    who = await town.make.person("Peraga Petugas", phone=phone.number, **facts)
    await town.make.hr(who)
    return phone, who


async def links(town: Town) -> int:
    async with town.store.read() as session:
        return int((await session.execute(select(func.count()).select_from(link))).scalar_one())


async def reasons(town: Town) -> set[str]:
    async with town.store.read() as session:
        return set((await session.execute(select(failed_link.c.reason))).scalars())


@pytest.fixture
async def strict(engines: Engines):
    async with town_on(await engines.sqlite(), LINK_SECOND_FACTOR="on") as town:
        yield town


async def test_hr_is_not_linked_by_the_number_alone(town: Town):
    phone, _ = await officer(town)
    await shared(town, phone)
    await phone.hears(REFUSED)
    assert await links(town) == 0
    assert await reasons(town) == {"code"}


async def test_hr_links_with_the_address_that_holds_the_code(both_towns: Town):
    town = both_towns
    phone, who = await officer(town)
    code = await fresh_code(town, who)
    await shared(town, phone, f"k-{code}")
    await phone.hears("Akun terhubung")
    await phone.until(lambda p: "Menu HR" in p.labels)
    async with town.store.read() as session:
        assert (await session.execute(select(link_code))).all() == []
        events = (await session.execute(select(audit.c.event))).scalars().all()
    assert {"link_code_issued", "link_code_used", "linked"} <= set(events)


async def test_a_code_may_be_typed_before_the_number_too(town: Town):
    phone, who = await officer(town)
    code = await fresh_code(town, who)
    await phone.start()
    await phone.hears("Selamat datang di layanan")
    await phone.tap("Setuju")
    await phone.hears("Bagikan Nomor HP")
    await phone.send(f" {code[:5].lower()} - {code[5:].lower()} ")
    await phone.hears("Kode penghubung dicatat.")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Akun terhubung")


async def test_switched_on_every_number_is_asked_for_a_code(strict: Town):
    known, stranger = strict.phone(), strict.phone()
    who = await strict.make.person("Contoh Satu", phone=known.number)
    for phone in (known, stranger):
        await shared(strict, phone)
        await phone.hears(ASKED)
        assert phone.keyboard_labels == ["Batalkan"]
    code = await fresh_code(strict, who)
    await stranger.send(code)
    await stranger.hears(REFUSED)
    await known.send("halo")
    await known.hears(ASKED)
    await known.send(code)
    await known.hears("Akun terhubung")


async def test_a_wrong_code_counts_as_a_try_and_starts_over(strict: Town):
    phone = strict.phone()
    who = await strict.make.person("Contoh Satu", phone=phone.number)
    await shared(strict, phone)
    await phone.hears(ASKED)
    await phone.send("00000-00000")
    said = await phone.hears(REFUSED)
    assert "Sisa kesempatan hari ini: 4 kali." in said.said
    assert await reasons(strict) == {"code"}
    await phone.tap("Bagikan Nomor HP")
    await phone.hears(ASKED)
    await phone.send(await fresh_code(strict, who))
    await phone.hears("Akun terhubung")


async def test_somebody_elses_code_does_not_help(strict: Town):
    mine, other = strict.phone(), strict.phone()
    await strict.make.person("Contoh Satu", phone=mine.number)
    code = await fresh_code(strict, await strict.make.person("Fiktif Dua", phone=other.number))
    await shared(strict, mine, f"k-{code}")
    await mine.hears(REFUSED)
    await shared(strict, other, f"k-{code}")
    await other.hears("Akun terhubung")  # and it is not used up by the other's try


async def test_a_code_works_once_and_until_its_end(strict: Town):
    phone = strict.phone()
    who = await strict.make.person("Contoh Satu", phone=phone.number)
    code = await fresh_code(strict, who)
    await strict.move_to(strict.now + VALID)
    await shared(strict, phone, f"k-{code}")
    await phone.hears(REFUSED)
    newer = await fresh_code(strict, who)
    newest = await fresh_code(strict, who)
    for old, answer in ((newer, REFUSED), (newest, "Akun terhubung")):
        await shared(strict, phone, f"k-{old}")
        await phone.hears(answer)


async def tried(town: Town, phone: Any, number: str, *codes_given: str) -> None:
    """An account that says that it has this number gives one code after the other."""
    for code in codes_given:
        await phone.start(f"k-{code}")
        await phone.hears("Selamat datang di layanan")
        await phone.tap("Setuju")
        await phone.hears("Silakan tekan tombol Bagikan Nomor HP")
        await phone.share_contact(number=number)
        await phone.hears(REFUSED)


async def test_the_holder_of_a_recycled_number_cannot_void_the_code_of_an_officer(
    both_towns: Town,
):
    town = both_towns
    hr = await town.citizen("Contoh Kepala", hr=True)
    old, new = "+62840000012345", "+62840000054321"
    who = await town.make.person("Peraga Petugas", phone=old)
    await town.make.hr(who)
    code = await fresh_code(town, who)
    # Deleting an account and making another one gives no further tries at the same number.
    await tried(town, town.phone(), old, *["0" * 10] * 3)
    await tried(town, town.phone(), old, *["0" * 10] * 2, code)
    await town.settle()
    told = await hr.hears("sudah 5 kali keliru")
    assert "Kodenya tetap berlaku." in told.said
    await hr.tap("Rincian")
    await hr.hears("tetapi kode penghubungnya belum ada atau keliru")
    assert sum("5 kali keliru" in m.said for m in hr.messages) <= 1
    async with town.store.write() as session:
        await session.execute(update(person).where(person.c.id == who).values(phone=new))
    phone = town.phone(number=new)
    await shared(town, phone, f"k-{code}")
    await phone.hears("Akun terhubung")


async def test_tomorrow_a_number_may_be_tried_again(strict: Town):
    number = "+62840000012345"
    who = await strict.make.person("Contoh Satu", phone=number)
    code = await fresh_code(strict, who)
    await tried(strict, strict.phone(), number, *["0" * 10] * 4)
    await tried(strict, strict.phone(), number, "0" * 10, code)
    phone = strict.phone(number=number)
    await strict.move_to(strict.now + timedelta(days=1))
    await shared(strict, phone, f"k-{code}")
    await phone.hears("Akun terhubung")


async def test_two_phones_with_one_code_link_once(strict: Town):
    number = "+62840000012345"
    first = strict.phone(number=number)
    second = strict.sandbox.phone("Peraga Dua", "+62840000054321")
    who = await strict.make.person("Contoh Satu", phone=number)
    code = await fresh_code(strict, who)
    for phone in (first, second):
        await phone.start(f"k-{code}")
        await phone.hears("Selamat datang di layanan")
        await phone.tap("Setuju")
        await phone.hears("Silakan tekan tombol Bagikan Nomor HP")
    # Both claim the same number, which Telegram itself would not let the second one do.
    await asyncio.gather(first.share_contact(), second.share_contact(number=number))
    await first.until(lambda p: "Akun terhubung" in p.transcript() or REFUSED in p.transcript())
    await second.until(lambda p: "Akun terhubung" in p.transcript() or REFUSED in p.transcript())
    assert await links(strict) == 1


async def test_a_forged_address_changes_nothing(town: Town):
    phone = town.phone()
    await town.make.person("Contoh Satu", phone=phone.number)
    for payload in ("k-", "k-0000000000", "k-%00", "k-ZZZZZ-ZZZZZ", "k-" + "A" * 60):
        await phone.start(payload)
        await phone.hears("Selamat datang di layanan")
    await phone.tap("Setuju")
    await phone.hears("Bagikan Nomor HP")
    await phone.tap("Bagikan Nomor HP")
    await phone.hears("Akun terhubung")  # no code is needed of this person, wrong ones or none


async def test_an_opened_code_alone_agrees_to_nothing(strict: Town):
    phone = strict.phone()
    who = await strict.make.person("Contoh Satu", phone=phone.number)
    await phone.start(f"k-{await fresh_code(strict, who)}")
    await phone.hears("Apakah Bapak/Ibu setuju")
    await phone.share_contact()
    await phone.hears("Langkah ini sudah kedaluwarsa.")
    await phone.send("halo")
    await phone.hears("Apakah Bapak/Ibu setuju")
    assert await links(strict) == 0


async def test_hr_makes_a_code_in_the_chat_and_sees_it_once(town: Town):
    hr = await town.citizen("Peraga Petugas", hr=True)
    phone = town.phone()
    await town.make.person("Contoh Baru", phone=phone.number)
    await hr.send("/hr")
    await walk(hr, "Pegawai", "Cari Pegawai")
    await hr.hears("Silakan ketik nama")
    await hr.send("Contoh Baru")
    await hr.until(lambda p: "1" in p.labels)
    await hr.tap("1")
    await hr.until(lambda p: "Kode Penghubung" in p.labels)
    await hr.tap("Kode Penghubung")
    said = await hr.hears("Kode penghubung untuk Contoh Baru:")
    assert said.protected
    found = re.search(r"start=k-([0-9A-Z]{10})", said.said)
    assert found is not None
    assert "Senin, 30 November 2026" in said.said
    async with town.store.read() as session:
        kept = (await session.execute(select(link_code.c.hash))).scalar_one()
    assert found[1] not in kept


async def test_who_left_service_gets_no_code_and_loses_an_open_one(town: Town):
    phone, who = await officer(town)
    code = await fresh_code(town, who)
    async with town.store.write() as session:
        await session.execute(update(person).where(person.c.id == who).values(active=False))
    again = await codes.issue(town.store, unrepeated(now=town.now), person_id=who)
    assert again is None
    await shared(town, phone, f"k-{code}")
    await phone.hears(REFUSED)


async def test_old_codes_are_forgotten(town: Town):
    _, who = await officer(town)
    await fresh_code(town, who)
    soon = town.now + VALID - timedelta(seconds=1)
    await pruning.prune(town.store, now=soon, real_now=town.now)
    assert (await people_staff.card(town.store, who)) is not None
    async with town.store.read() as session:
        assert len((await session.execute(select(link_code))).all()) == 1
    later = town.now + VALID + timedelta(seconds=1)
    await pruning.prune(town.store, now=later, real_now=town.now)
    async with town.store.read() as session:
        assert (await session.execute(select(link_code))).all() == []
