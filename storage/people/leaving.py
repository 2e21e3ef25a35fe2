"""Ends what a person has in the program when the person leaves service."""

from datetime import datetime

from domain.ids import PersonId
from storage.database.personal import end
from storage.database.store import Transaction
from storage.people.actors import subject
from storage.tables import PERSONAL


async def leave_service(session: Transaction, person_id: PersonId, *, now: datetime) -> None:
    """Ends seats, unsent messages and dialogues of a person, as each table declares.

    Queues move up where a seat becomes free.
    """
    endings = ((one, one.at_leaving) for one in PERSONAL)
    await end(session, endings, await subject(session, person_id), now=now)
