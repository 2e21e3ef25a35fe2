"""A file that the command line loads does not disturb the people who use the bot meanwhile."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from storage.people.tables import person
from storage.seats.tables import enrolment
from tests.crash.program import Program, program_on
from tests.support.commands import bangkom
from tests.support.engines import Engines
from tests.support.workbooks import STAFF, csv_file, nip

ROWS = 4_000
PAUSE = 0.3
"""Seconds; people who press faster for long are told to wait, with an import or without."""


async def test_presses_beside_an_import_have_their_effect_and_show_no_fault(
    engines: Engines, tmp_path: Path
):
    url = await engines.sqlite()
    rows = [
        (nip(n), f"Contoh Impor {n}", f"+6284{n:08d}", "Pranata Contoh", "U1", "Dinas Contoh")
        for n in range(ROWS)
    ]
    file = csv_file(tmp_path / "pegawai.csv", [STAFF, *rows])
    async with program_on(url) as program:
        phones = [await _citizen(program, number) for number in range(6)]
        soon = program.sandbox.clock.now() + timedelta(days=9)
        await program.make.offering(starts_at=soon, seats=len(phones))
        await program.start()
        command = partial(bangkom, tmp_path, "import", str(file), "--yes", DATABASE_URL=url)
        importing = asyncio.create_task(asyncio.to_thread(command))
        presses = 0
        while not importing.done():
            await asyncio.gather(*(_menu(phone) for phone in phones))
            presses += len(phones)
            await asyncio.sleep(PAUSE)
            if presses == len(phones):
                for phone in phones:
                    await _enrol(phone)
        code, _, errors = importing.result()
        assert code == 0, errors
        async with program.store.read() as session:
            seats = (await session.execute(select(func.count()).select_from(enrolment))).scalar()
            known = (await session.execute(select(func.count()).select_from(person))).scalar()
        said = [alert for phone in phones for alert in phone.alerts]
        shown = [message.text for phone in phones for message in phone.messages]
    assert presses > len(phones), "the import ended before a person could press beside it"
    assert seats == len(phones)
    assert known >= ROWS
    assert not [text for text in [*said, *shown] if "gangg" in text.lower()]


async def _citizen(program: Program, number: int) -> Any:
    phone = program.sandbox.phone(name=f"Contoh {number}", number=f"+6284900{number:06d}")
    who = await program.make.person(f"Contoh {number}", phone=phone.number)
    await program.make.link(who, phone.telegram_id)
    program.sandbox.open_chat(phone)
    return phone


async def _menu(phone: Any) -> None:
    before = len(phone.messages)
    await phone.send("/menu")
    await phone.until(lambda p: len(p.messages) > before + 1 and "Contoh" in p.last.text)


async def _enrol(phone: Any) -> None:
    await phone.send("/pelatihan")
    await phone.until(lambda p: any("Semua" in label for label in p.labels))
    await phone.tap("Semua")
    await phone.until(lambda p: any(label == "1" for label in p.labels))
    await phone.tap("1")
    await phone.until(lambda p: "Daftar" in p.labels)
    await phone.tap("Daftar")
    await phone.until(lambda p: "terdaftar" in p.last.text.lower())
