"""What ends when a person leaves service."""

from datetime import datetime

from domain.ids import PersonId
from storage.database.personal import end
from storage.database.store import Session
from storage.people.actors import subject
from storage.tables import PERSONAL


async def leave_service(session: Session, person_id: PersonId, *, now: datetime) -> None:
    """Ends what the person still counts on, as each table declares.

    Queues move up, nothing promised is sent any more, and no dialogue stays open.
    """
    endings = ((one, one.at_leaving) for one in PERSONAL)
    await end(session, endings, await subject(session, person_id), now=now)
