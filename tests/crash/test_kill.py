"""SIGKILL before the commit, after it, after the reply: every effect happens exactly once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from handlers.actions import encode
from handlers.actions.catalogue import PickCopied
from storage.catalogue.tables import offering, offering_change, offering_draft
from storage.evaluation.tables import answer
from storage.imports.tables import import_run
from storage.outbox.tables import message
from storage.seats.tables import enrolment, enrolment_event
from tests.crash.program import Program, program_on
from tests.support.waiting import until
from tests.support.walking import walk
from tests.support.workbooks import STAFF, csv_file, nip

MOMENTS = ("before", "after")


@pytest.fixture
async def program(database_url: str) -> AsyncIterator[Program]:
    async with program_on(database_url) as program:
        yield program


async def citizen(program: Program, number: int = 1, **facts: Any) -> Any:
    phone = program.sandbox.phone(name=f"Contoh {number}", number=f"+6284900{number:06d}")
    person = await program.make.person(f"Contoh {number}", phone=phone.number, **facts)
    await program.make.link(person, phone.telegram_id)
    program.sandbox.open_chat(phone)
    phone.person_id = person
    return phone


async def count(program: Program, table: Any, *where: Any) -> int:
    query = select(func.count()).select_from(table).where(*where)
    async with program.store.read() as session:
        return int((await session.execute(query)).scalar_one())


async def open_detail(program: Program, phone: Any) -> None:
    await phone.send("/pelatihan")
    await phone.until(lambda p: any("Semua" in label for label in p.labels))
    await phone.tap("Semua")
    await phone.until(lambda p: any(label == "1" for label in p.labels))
    await phone.tap("1")
    await phone.until(lambda p: "Daftar" in p.labels)


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_sign_up_survives_the_kill(program: Program, moment: str):
    phone = await citizen(program)
    await program.make.offering(seats=1, starts_at=program.sandbox.clock.now() + timedelta(days=9))
    await program.start(moment, "INSERT INTO enrolment ")
    await open_detail(program, phone)
    await phone.tap("Daftar")
    await program.dies()
    assert await count(program, enrolment) == (1 if moment == "after" else 0)
    await program.start()
    await phone.hears("terdaftar", timeout=60)
    assert await count(program, enrolment) == 1
    assert await count(program, enrolment_event) == 1


async def test_a_kill_after_the_reply_does_nothing_twice(program: Program):
    phone = await citizen(program)
    await program.make.offering(seats=1, starts_at=program.sandbox.clock.now() + timedelta(days=9))
    await program.start()
    await open_detail(program, phone)
    await phone.tap("Daftar")
    await phone.hears("terdaftar", timeout=60)
    await program.kill()
    await program.start()
    await phone.send("/saya")
    await phone.hears("Pelatihan Saya", timeout=60)
    assert await count(program, enrolment_event) == 1


@pytest.mark.parametrize("moment", MOMENTS)
async def test_an_answer_survives_the_kill(program: Program, moment: str):
    phone = await citizen(program)
    now = program.sandbox.clock.now()
    offering = await program.make.offering(
        starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=1)
    )
    await program.make.enrolment(phone.person_id, offering)
    await program.start(moment, "INSERT INTO answer ")
    await phone.hears("(1/", timeout=60)
    await phone.tap("4")
    await program.dies()
    assert await count(program, answer) == (1 if moment == "after" else 0)
    await program.start()
    await phone.hears("(2/", timeout=60)
    assert await count(program, answer) == 1


async def test_a_kill_after_the_next_question_keeps_one_answer(program: Program):
    phone = await citizen(program)
    now = program.sandbox.clock.now()
    offering = await program.make.offering(
        starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=1)
    )
    await program.make.enrolment(phone.person_id, offering)
    await program.start()
    await phone.hears("(1/", timeout=60)
    await phone.tap("4")
    await phone.hears("(2/", timeout=60)
    await program.kill()
    await program.start()
    await phone.send("/umpanbalik")
    await phone.hears("(2/", timeout=60)
    assert await count(program, answer) == 1


@pytest.mark.parametrize("moment", MOMENTS)
async def test_an_announcement_survives_the_kill_around_its_start(program: Program, moment: str):
    people = [await citizen(program, number) for number in range(2, 12)]
    hr = await citizen(program)
    await program.make.hr(hr.person_id)
    await program.make.offering(starts_at=program.sandbox.clock.now() + timedelta(days=9))
    await program.start(moment, "INSERT INTO message ")
    await announce(hr)
    await program.dies()
    await program.start()
    for phone in people:
        await phone.hears("telah dibuka", timeout=60)
    assert [len(received(phone)) for phone in people] == [1] * 10


async def test_an_announcement_survives_the_kill_in_the_middle(program: Program):
    people = [await citizen(program, number) for number in range(2, 122)]
    hr = await citizen(program)
    await program.make.hr(hr.person_id)
    await program.make.offering(starts_at=program.sandbox.clock.now() + timedelta(days=9))
    program.sandbox.latency = 0.05
    await program.start()
    await announce(hr)
    await first_of(people, 30)
    await program.kill()
    program.sandbox.latency = 0.0
    await program.start()
    for phone in people:
        await phone.hears("telah dibuka", timeout=60)
    await everything_settled(program)
    doubled = sum(len(received(phone)) - 1 for phone in people)
    assert doubled <= 64
    assert await count(program, message, message.c.state == "sent") >= 120


async def announce(hr: Any) -> None:
    await hr.send("/pengumuman")
    await hr.until(lambda p: any(label.startswith("1 ·") for label in p.labels), timeout=60)
    await hr.tap("1 ·")
    await hr.until(lambda p: any("Semua ASN" in label for label in p.labels))
    await hr.tap("Semua ASN")
    await hr.until(lambda p: "Pratinjau" in p.labels)
    await hr.tap("Pratinjau")
    await hr.until(lambda p: "Kirim Sekarang" in p.labels)
    await hr.tap("Kirim Sekarang")


def received(phone: Any) -> list[Any]:
    return [m for m in phone.messages if not m.outgoing and "telah dibuka" in m.said]


async def first_of(people: list[Any], wanted: int) -> None:
    await until(lambda: sum(bool(received(phone)) for phone in people) >= wanted)


async def everything_settled(program: Program) -> None:
    moving = message.c.state.in_(("due", "sending"))

    async def settled() -> bool:
        return not await count(program, message, moving)

    await until(settled)


async def test_hr_hears_of_a_file_whose_reader_was_killed(program: Program, tmp_path: Path):
    hr = await citizen(program)
    await program.make.hr(hr.person_id)
    rows = [(nip(n), f"Contoh {n}", f"0840{n:08d}", "Lurah", "", "") for n in range(30_000)]
    file = csv_file(tmp_path / "pegawai.csv", [STAFF, *rows])
    await program.start()
    await hr.send_file(file.name, file.read_bytes())
    await hr.hears("Membaca", timeout=60)
    await until(lambda: not program.sandbox.pending_updates())
    await program.kill()
    assert "Simpan" not in hr.labels
    await program.start()
    await hr.hears("pegawai.csv tidak selesai dibaca", timeout=60)
    assert await count(program, import_run) == 1


@pytest.mark.parametrize("moment", MOMENTS)
async def test_an_offering_made_in_the_chat_survives_the_kill(program: Program, moment: str):
    hr = await citizen(program)
    await program.make.hr(hr.person_id)
    await program.make.offering(starts_at=program.sandbox.clock.now() + timedelta(days=9))
    await program.start(moment, "INSERT INTO offering_change ")
    await hr.send("/hr")
    await hr.hears("Menu HR", timeout=60)
    await hr.press(hr.last.id, encode(PickCopied()))
    await walk(hr, "1")
    await hr.hears("Tanggal mulai?")
    await hr.tap(hr.labels[1])
    await walk(hr, "Buka Pendaftaran")
    await program.dies()
    assert await count(program, offering) == (2 if moment == "after" else 1)
    await program.start()
    await hr.hears("✓ Pendaftaran dibuka", timeout=60)
    assert await count(program, offering) == 2
    assert await count(program, offering_draft) == 1


async def test_a_change_that_was_shown_before_the_kill_is_saved_after_it_once(program: Program):
    hr = await citizen(program)
    await program.make.hr(hr.person_id)
    soon = program.sandbox.clock.now() + timedelta(days=9)
    there = await program.make.offering(starts_at=soon)
    await program.make.enrolment(await program.make.person(), there)
    await program.start()
    await hr.send("/angkatan")
    await hr.hears("Untuk mencari", timeout=60)
    await walk(hr, "1", "Ubah", "Tempat")
    await hr.hears("Tempat saat ini")
    await hr.send("Aula Baru")
    await hr.hears("Menjadi: Aula Baru")
    await program.kill()
    assert await count(program, offering, offering.c.place == "Aula Baru") == 0
    await hr.tap("Simpan")  # Telegram keeps the press until the program is there again.
    await program.start()
    await hr.hears("✓ Tempat diubah.", timeout=60)
    await walk(hr, "Kembali")
    await hr.hears("Aula Baru")
    assert await count(program, offering, offering.c.place == "Aula Baru") == 1
    assert await count(program, offering_change) == 1
    assert await count(program, message) == 1
