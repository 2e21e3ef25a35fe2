"""In quiet hours what can wait is put off; what is about a training that begins soon is not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.outbox.messages import Claimed, MessageKind
from domain.outbox.quiet import CAN_WAIT
from storage.database.store import Store
from storage.outbox.messages import promise
from storage.outbox.putting_off import Company, company, put_off
from storage.outbox.tables import message
from tests.support.builders import NOW, Builders

MORNING = NOW + timedelta(hours=10)
OWN_RULES = (
    "rem.",
    "fb.",
    "announcement_",
    "import",
    "link_old",
    "unlinked_by_hr",
    "code_guessed",
)
"""Kinds that have quiet hours of their own, or come at once in any hour."""


async def promised(store: Store, kind: str, once: str, person: Any = None, **facts: Any) -> int:
    async with store.write() as session:
        await promise(session, kind, to=person, facts=facts, once=once, now=NOW)
        query = select(message.c.id).where(message.c.dedupe_key == once)
        return int((await session.execute(query)).scalar_one())


async def waiting(store: Store) -> set[int]:
    query = select(message.c.id).where(message.c.not_before == MORNING)
    async with store.read() as session:
        return set((await session.execute(query)).scalars())


async def test_only_what_begins_soon_is_told_in_quiet_hours(store: Store):
    make = Builders(store)
    soon = await make.offering("Segera", starts_at=NOW + timedelta(hours=11))
    later = await make.offering("Nanti", starts_at=NOW + timedelta(hours=13))
    seat = await make.enrolment(await make.person(), soon)
    await promised(store, MessageKind.OFFERING_MOVED, "a", offering=soon)
    wait = await promised(store, MessageKind.OFFERING_MOVED, "b", offering=later)
    await promised(store, MessageKind.LATE_CANCEL, "c", enrolment=seat)
    archive = await promised(store, MessageKind.PRESENCE, "d", offerings=[later])
    await promised(store, MessageKind.LINK_OLD, "e")
    assert await put_off(store, now=NOW, until=MORNING) == 2
    assert await waiting(store) == {wait, archive}
    assert await put_off(store, now=NOW, until=MORNING) == 0


@pytest.mark.parametrize("kind", sorted(MessageKind))
def test_each_kind_has_its_rule(kind: MessageKind):
    own = kind.startswith(OWN_RULES) or kind is MessageKind.ANNOUNCEMENT
    assert (kind in CAN_WAIT) != own


async def test_what_was_put_off_speaks_for_the_others(store: Store):
    make = Builders(store)
    hr = await make.person()
    kind = MessageKind.REQUEST
    ids = [await promised(store, kind, str(n), hr, enrolment=n) for n in range(3)]
    await put_off(store, now=NOW, until=MORNING)
    fresh = await promised(store, kind, "fresh", hr, enrolment=9)
    found = [
        await company(store, claimed(each, kind, hr), now=MORNING, put_off_only=True)
        for each in (*ids, fresh)
    ]
    assert found == [
        Company(earlier=False, later=True),
        Company(earlier=True, later=True),
        Company(earlier=True, later=False),
        Company(earlier=False, later=False),
    ]


def claimed(number: int, kind: str, person: Any) -> Claimed:
    return Claimed(
        id=number,  # type: ignore[arg-type]
        kind=kind,
        facts={},
        person_id=person,
        telegram_id=None,
        language=None,
        attempts=0,
        announcement_id=None,
        not_after=None,
        claim="",
        leased_until=NOW,
        uncertain=False,
    )
