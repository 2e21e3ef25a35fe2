"""Two trainings at the same time: moving takes one question, and no seat is lost on the way."""

import asyncio
from typing import Any

from domain.seats.deciding import Enrolled
from domain.seats.moving import seen_of_move
from storage.catalogue import offerings
from storage.decisions import seats as decisions
from storage.seats import signing_up
from tests.support.acts import act
from tests.support.seats import cancel, enrol, number, promised, states
from tests.support.town import Town
from tests.support.walking import walk

OLD, NEW = "Workshop Komunikasi", "Bimtek Keamanan Informasi"


async def before_a_clash(town: Town, **facts: Any) -> tuple[Any, Any, Any]:
    """A phone that holds a seat and shows another training at the same time."""
    phone = await town.citizen()
    old, new = await town.make.offering(OLD, seats=1), await town.make.offering(NEW, **facts)
    await town.make.enrolment(town.person_of(phone), old)
    await look(phone)
    return phone, old, new


async def look(phone: Any) -> None:
    await phone.send("/pelatihan")
    await walk(phone, "Semua 2", "2")
    await phone.hears(f"! Bersamaan dengan {OLD}")


async def test_moving_is_one_question_and_the_queue_of_the_old_seat_moves_up(both_towns: Town):
    town = both_towns
    phone, old, new = await before_a_clash(town)
    waiting = await town.citizen("Contoh Dua")
    await enrol(town.store, town.person_of(waiting), old, now=town.now)
    await phone.tap("Pindah ke Pelatihan Ini")
    await phone.hears(f"Pindah ke {NEW}?")
    assert f"Ditinggalkan: {OLD}" in phone.last.said
    await phone.tap("Ya, Pindah")
    await phone.hears(f"● Bapak/Ibu terdaftar pada {NEW}.")
    assert phone.last.said.endswith(
        f"\n✓ Tempat lama dilepas: {OLD}, Rabu, 9 Desember 2026 pukul 08.00–16.00 WIB"
    )
    me = town.person_of(phone)
    assert (await states(town.store, new))[me] == "enrolled"
    assert (await states(town.store, old))[me] == "cancelled"
    await waiting.hears(f"● Mendapat tempat: {OLD}")


async def test_the_old_seat_stays_until_hr_approves(both_towns: Town):
    town = both_towns
    phone, old, new = await before_a_clash(town, needs_approval=True)
    await walk(phone, "Pindah ke Pelatihan Ini")
    await phone.hears("Tempat lama dilepas setelah pendaftaran baru disetujui BKPSDM.")
    await phone.tap("Ya, Pindah")
    await phone.hears("◐ Pendaftaran untuk")
    me, officer = town.person_of(phone), await town.make.person("Contoh Petugas")
    await town.make.hr(officer)
    assert (await states(town.store, old))[me] == "enrolled"
    asked = await number(town.store, me, new)
    await decisions.decide_request(
        town.store, act(officer, now=town.now), enrolment=asked, approve=True
    )
    assert (await states(town.store, old))[me] == "cancelled"
    assert (await states(town.store, new))[me] == "enrolled"


async def test_a_refusal_leaves_the_old_seat(town: Town):
    phone, old, new = await before_a_clash(town, needs_approval=True)
    await walk(phone, "Pindah ke Pelatihan Ini", "Ya, Pindah")
    await phone.hears("◐ Pendaftaran untuk")
    me, officer = town.person_of(phone), await town.make.person("Contoh Petugas")
    await town.make.hr(officer)
    asked = await number(town.store, me, new)
    await decisions.decide_request(
        town.store, act(officer, now=town.now), enrolment=asked, approve=False, reason="Contoh"
    )
    assert (await states(town.store, old))[me] == "enrolled"


async def test_the_last_seat_goes_while_the_question_is_open(town: Town):
    phone, old, new = await before_a_clash(town, seats=1)
    await walk(phone, "Pindah ke Pelatihan Ini")
    await phone.hears(f"Pindah ke {NEW}?")
    await enrol(town.store, await town.make.person("Contoh Cepat"), new, now=town.now)
    await phone.tap("Ya, Pindah")
    await phone.hears("Kuota penuh; pindah dapat dilakukan bila ada tempat.")
    assert (await states(town.store, old))[town.person_of(phone)] == "enrolled"


async def test_an_old_question_moves_nothing(town: Town):
    phone, old, new = await before_a_clash(town)
    await walk(phone, "Pindah ke Pelatihan Ini")
    await phone.hears(f"Pindah ke {NEW}?")
    me = town.person_of(phone)
    await cancel(town.store, me, old, now=town.now)
    await phone.tap("Ya, Pindah")
    await phone.hears("Tombol ini sudah tidak berlaku")
    assert await states(town.store, new) == {}


async def test_two_who_change_places_at_the_same_moment_both_get_or_keep_one(both_towns: Town):
    town = both_towns
    store, make = town.store, town.make
    one, two = await make.person("Contoh Satu"), await make.person("Contoh Dua")
    left, right = await make.offering(OLD, seats=2), await make.offering(NEW, seats=2)
    await make.enrolment(one, left)
    await make.enrolment(two, right)

    async def move(person: Any, to: Any) -> Any:
        found = await offerings.detail(store, person=person, offering=to, now=town.now)
        assert found is not None
        shown = seen_of_move(found.offering, None, found.own)
        done = await signing_up.move(store, act(person, now=town.now), offering=to, shown=shown)
        assert done is not None
        return done.outcome

    outcomes = await asyncio.gather(move(one, right), move(two, left))
    assert outcomes == [Enrolled(), Enrolled()]
    assert await states(store, left) == {one: "cancelled", two: "enrolled"}
    assert await states(store, right) == {one: "enrolled", two: "cancelled"}
    assert await promised(store, "late_cancel") == []
