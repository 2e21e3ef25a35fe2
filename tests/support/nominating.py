"""Names people for an offering: in the chat, and by the verbs of storage."""

from typing import Any

from sqlalchemy import insert, select

from domain.ids import NominationId, OfferingId, PersonId
from domain.seats.nominations import NominatedBy
from storage.database.store import Store
from storage.people.tables import person, superior
from storage.seats import standing
from storage.seats.nominations import asking
from storage.seats.nominations.asking import Nominator
from storage.seats.nominations.tables import nomination
from tests.support.builders import NOW
from tests.support.times import at
from tests.support.town import Town
from tests.support.walking import walk

TITLE = "Bimtek Keamanan Informasi"
UNTIL = at("2026-11-26 16:00")
"""Three working days after the start of a town."""


async def nip_of(store: Store, who: PersonId) -> str:
    """The number of a person of the roster."""
    async with store.read() as session:
        query = select(person.c.nip).where(person.c.id == who)
        return str((await session.execute(query)).scalar_one())


async def leads(store: Store, boss: PersonId, *team: PersonId) -> None:
    """Makes a person the formal superior of others."""
    nip = await nip_of(store, boss)
    rows = [{"person_id": one, "kind": "penilai", "nip": nip} for one in team]
    async with store.write() as session:
        await session.execute(insert(superior), rows)


async def name(
    store: Store,
    offering: OfferingId,
    *people: PersonId,
    by: PersonId | None = None,
    office: NominatedBy = NominatedBy.HR,
    until: Any = UNTIL,
    now: Any = NOW,
    post: str | None = None,
) -> list[NominationId]:
    """Asks people as an office does; returns the numbers of their nominations, in order."""
    async with store.write() as session:
        there = await standing.lock(session, offering)
        assert there is not None
        nominator = Nominator(by, office, post, None)
        made = await asking.ask(session, there, people, nominator, until=until, now=now)
    return [NominationId(made[one]) for one in people]


async def states(store: Store, offering: OfferingId) -> list[tuple[int, str]]:
    """Each nomination for an offering: the person and the state."""
    n = nomination.c
    query = select(n.person_id, n.state).where(n.offering_id == offering)
    async with store.read() as session:
        return [
            (row[0], row[1]) for row in await session.execute(query.order_by(n.asked_at, n.id))
        ]


async def named_by_hr(town: Town, hr: Any, *people: PersonId, title: str = TITLE) -> None:
    """HR names people by their numbers, and sends it."""
    numbers = [await nip_of(town.store, one) for one in people]
    await hr.send("/angkatan")
    await hr.hears("ngkatan")
    await walk(hr, "1", "Calonkan", "Tempel NIP")
    await hr.hears("Silakan tempel NIP")
    await hr.send("\n".join(numbers))
    await hr.hears("Dipilih satu per satu")
    await walk(hr, "Lanjut", "Tugas Jabatan", "Kirim Pencalonan")
    await hr.hears("dicalonkan dan akan diberi tahu.")
