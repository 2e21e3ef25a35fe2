"""A rolling update brings a new kind of message: an old and a new program on one database."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import func, select

from domain.ids import PersonId
from storage.outbox import messages
from storage.outbox.tables import message
from tests.crash.program import Program, program_on
from tests.support.builders import NOW
from tests.support.engines import Engines
from tests.support.webhooks import free_port

KNOWN, NEW = "link_old", "unlinked_by_hr"
"""Two kinds that need no facts but a person; the old program is made to know the first alone."""
ROUND = (KNOWN, NEW, KNOWN)


async def citizen(program: Program, number: int) -> tuple[Any, PersonId]:
    phone = program.sandbox.phone(name=f"Contoh {number}", number=f"+6284900{number:06d}")
    person = await program.make.person(f"Contoh {number}", phone=phone.number)
    await program.make.link(person, phone.telegram_id)
    program.sandbox.open_chat(phone)
    return phone, person


async def promise_round(program: Program, people: list[PersonId], said: datetime) -> None:
    """A known, a new and a known message for each; no two of them say the same minute."""
    now = program.sandbox.clock.now()
    async with program.store.write() as session:
        for nth, kind in enumerate(ROUND):
            at = said + timedelta(minutes=nth)
            for person in people:
                facts = {"person": person, "language": None, "at": at.isoformat()}
                once = f"{person}:{at.isoformat()}"
                await messages.promise(session, kind, to=person, facts=facts, once=once, now=now)


async def sent(program: Program, number: int) -> None:
    """Waits until so many messages are sent."""
    query = select(func.count()).where(message.c.state == "sent")
    for _ in range(300):
        async with program.store.read() as session:
            if (await session.execute(query)).scalar_one() == number:
                return
        await asyncio.sleep(0.05)
    raise AssertionError(f"not {number} are sent")


async def waiting(program: Program) -> list[Any]:
    m = message.c
    query = select(m.kind, m.state, m.attempts, m.claim, m.retry_at).where(m.state != "sent")
    async with program.store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def test_a_new_kind_waits_for_the_new_program_and_every_message_arrives_once(
    engines: Engines,
):
    listen = f"127.0.0.1:{free_port()}"
    async with program_on(await engines.postgresql()) as program:
        found = [await citizen(program, number) for number in range(5)]
        people = [person for _, person in found]
        old, new = program.twin(HEALTH_LISTEN=listen), program.twin()
        try:
            await promise_round(program, people, NOW)
            await old.start(unknown_kind=NEW)
            await sent(program, 10)
            assert await waiting(program) == [(NEW, "due", 0, None, None)] * 5
            async with httpx.AsyncClient(base_url=f"http://{listen}") as client:
                health = await client.get("/healthz")
                figures = (await client.get("/metrics")).text
            assert (health.status_code, health.json()["wrong"]) == (200, [])
            assert health.json()["messages_of_unknown_kinds"] == {NEW: 5}
            assert unknown(figures) == {NEW: 5}
            await new.start()
            await sent(program, 15)
            await promise_round(program, people, NOW + timedelta(hours=1))
            await sent(program, 30)
        finally:
            await old.end()
            await new.end()
        for phone, _ in found:
            said = [one.text for one in phone.messages if not one.outgoing]
            assert (len(said), len(set(said))) == (6, 6)


def unknown(figures: str) -> dict[str, float]:
    return {
        sample.labels["kind"]: sample.value
        for family in text_string_to_metric_families(figures)
        for sample in family.samples
        if sample.name == "bangkom_outbox_unknown"
    }
