"""Two acts at the same moment: the second one sees the effect of the first."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from domain.accounts.linking import LinkRefused
from domain.ids import OfferingId, PersonId, TelegramId
from domain.seats.deciding import Queued, SeatState
from storage.accounts import hr_links, linking
from storage.accounts.tables import failed_link
from storage.database.store import Store
from storage.imports import runs
from storage.people.tables import person as person_table
from storage.seats import enrolments, standing
from tests.support.acts import act
from tests.support.builders import NOW, Builders
from tests.support.engines import Engines, opened
from tests.support.imports_desk import previewed
from tests.support.seats import cancel, enrol, states
from tests.support.workbooks import nip, workbook


async def while_signing_up(
    store: Store, person: PersonId, offering: OfferingId, deed: Coroutine[Any, Any, Any]
) -> Any:
    """Begins a deed while a sign-up of this person is not committed yet."""
    async with store.write() as session:
        assert await standing.lock_for(session, offering, person) is not None
        await enrolments.sign_up(
            session, person_id=person, offering_id=offering, state=SeatState.ENROLLED, now=NOW
        )
        meanwhile = asyncio.create_task(deed)
        await asyncio.wait({meanwhile}, timeout=0.5)
    return await meanwhile


async def test_nobody_moves_up_who_is_signing_up_elsewhere_at_that_moment(store: Store):
    make = Builders(store)
    there, elsewhere = await make.offering("A", seats=1), await make.offering("B")
    holder, busy = await make.person(), await make.person("Contoh Dua")
    await enrol(store, holder, there)
    await enrol(store, busy, there)

    await while_signing_up(store, busy, elsewhere, cancel(store, holder, there))

    assert await states(store, elsewhere) == {busy: "enrolled"}
    assert (await states(store, there))[busy] == "queued"


async def test_a_file_meets_the_sign_up_of_the_same_moment(store: Store, tmp_path: Path):
    make = Builders(store)
    person = await make.person(nip=nip(1))
    there = await make.offering(training={"code": "P-01"})
    file = workbook(
        tmp_path / "peserta.xlsx",
        peserta=[
            ("KODE PELATIHAN", "ANGKATAN", "NIP", "STATUS"),
            ("P-01", "I", nip(1), "terdaftar"),
        ],
    )
    run, _ = await previewed(store, file)

    saving = runs.save(store, run, by=None, now=NOW)
    saved = await while_signing_up(store, person, there, saving)

    assert saved.saved
    assert await states(store, there) == {person: "enrolled"}


async def test_an_account_is_let_go_while_another_one_tries_its_number(
    engines: Engines, monkeypatch: pytest.MonkeyPatch
):
    """On PostgreSQL, where both are at work at once: neither waits for the other in a circle."""
    number, day = "+62840000000001", NOW.date()
    async with opened(await engines.postgresql()) as store:
        make = Builders(store)
        officer, who = await make.person("Contoh Petugas"), await make.person(phone=number)
        await make.link(who, 501)
        read, consented = linking.candidates, asyncio.Event()

        async def share() -> Any:
            account = TelegramId(777)
            await linking.agree(store, act(chat=account), telegram_id=account, offering=None)
            return await linking.share(
                store,
                act(chat=account),
                telegram_id=account,
                phone=number,
                code_required=False,
                day=day,
            )

        async def slow(session: Any, phone: str) -> Any:
            found = await read(session, phone)
            consented.set()
            await asyncio.sleep(0.3)
            return found

        async def release() -> bool:
            async with store.write() as session:
                await session.execute(update(failed_link).values(settled_at=NOW))
                await consented.wait()
                return await hr_links.release_link(session, who, by=officer, now=NOW)

        await share()
        monkeypatch.setattr(linking, "candidates", slow)
        released, refused = await asyncio.gather(release(), share())
    assert released
    assert isinstance(refused, LinkRefused)


async def test_nobody_overtakes_who_waits_and_is_busy_at_that_moment(engines: Engines):
    """On PostgreSQL, where a row that is held is passed over."""
    async with opened(await engines.postgresql()) as store:
        make = Builders(store)
        there = await make.offering(seats=1)
        first, newcomer = await make.person(), await make.person("Contoh Dua")
        await make.enrolment(first, there, state="queued", place_in_queue=1)
        async with store.write() as session:
            await session.execute(
                update(person_table).where(person_table.c.id == first).values(title_after="S.E.")
            )
            assert await enrol(store, newcomer, there) == Queued(2)
        assert await enrol(store, newcomer, there) == Queued(2)
