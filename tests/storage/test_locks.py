"""Two deeds at the same moment: whoever comes second sees what the first one did."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from domain.enrolment import State
from domain.ids import OfferingId, PersonId
from storage import enrolments, imports, standing
from storage.engine import Store
from tests.builders import NOW, Builders
from tests.seats import cancel, enrol, states
from tests.storage.imports_desk import previewed
from tests.workbooks import nip, workbook


async def while_signing_up(
    store: Store, person: PersonId, offering: OfferingId, deed: Coroutine[Any, Any, Any]
) -> Any:
    """Begins a deed while a sign-up of this person is not committed yet."""
    async with store.write() as session:
        assert await standing.lock_for(session, offering, person) is not None
        await enrolments.sign_up(
            session, person_id=person, offering_id=offering, state=State.ENROLLED, now=NOW
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

    saving = imports.save(store, run, by=None, now=NOW)
    saved = await while_signing_up(store, person, there, saving)

    assert saved.saved
    assert await states(store, there) == {person: "enrolled"}
