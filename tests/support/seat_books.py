"""The stored seats of a few people in a few offerings, read at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select

from domain.ids import EnrolmentId, OfferingId, PersonId
from storage.database.store import Store
from storage.outbox.tables import message
from storage.people.tables import person
from storage.seats.tables import enrolment, enrolment_event

SEATED = ("enrolled", "requested", "offered")
OPEN = (*SEATED, "queued", "interested")
Which = tuple[int, int]
"""Ids of a person and an offering."""


@dataclass(frozen=True, slots=True)
class Books:
    """Present states, their history, and the messages about moving up."""

    numbers: dict[Which, EnrolmentId]
    states: dict[Which, str]
    places: dict[Which, int | None]
    history: dict[Which, list[str]]
    active: set[int]
    told: int
    """The number of messages that tell a person of moving up."""

    def state(self, who: int, where: int) -> str:
        """The state of a person in an offering; empty if the person never signed up."""
        return self.states.get((who, where), "")

    def seated(self, where: int) -> set[int]:
        """Ids of the people with a seat, or with a request that holds one."""
        return {w for (w, o), state in self.states.items() if o == where and state in SEATED}

    def queue(self, where: int) -> list[int]:
        """Ids of the people in the queue, in order."""
        line = [
            (self.places[who, o] or 0, who)
            for (who, o), state in self.states.items()
            if o == where and state == "queued"
        ]
        return [who for _, who in sorted(line)]

    @property
    def moved_up(self) -> int:
        """The number of moves from the queue to a seat in the history."""
        steps = [step for states in self.history.values() for step in pairwise(states)]
        return steps.count(("queued", "enrolled"))


async def read_books(
    store: Store, people: Sequence[PersonId], offerings: Sequence[OfferingId]
) -> Books:
    """Reads the seats of these people in these offerings."""
    present = select(enrolment).where(enrolment.c.offering_id.in_(offerings))
    events = (
        select(enrolment.c.person_id, enrolment.c.offering_id, enrolment_event.c.state)
        .join(enrolment, enrolment.c.id == enrolment_event.c.enrolment_id)
        .where(enrolment.c.offering_id.in_(offerings))
        .order_by(enrolment_event.c.id)
    )
    active = select(person.c.id).where(person.c.id.in_(people), person.c.active)
    told = select(func.count()).where(
        message.c.kind == "note.promoted", message.c.person_id.in_(people)
    )
    history: dict[Which, list[str]] = {}
    async with store.read() as session:
        rows = (await session.execute(present)).all()
        for row in await session.execute(events):
            history.setdefault((row.person_id, row.offering_id), []).append(row.state)
        in_service = set((await session.execute(active)).scalars())
        notes = (await session.execute(told)).scalar_one()
    which = [(row.person_id, row.offering_id) for row in rows]
    return Books(
        numbers={w: EnrolmentId(row.id) for w, row in zip(which, rows, strict=True)},
        states={w: row.state for w, row in zip(which, rows, strict=True)},
        places={w: row.place_in_queue for w, row in zip(which, rows, strict=True)},
        history=history,
        active=in_service,
        told=notes,
    )
