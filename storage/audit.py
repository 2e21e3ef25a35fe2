"""Who did what to whose data, in ids alone; written with the deed, in its transaction."""

from datetime import datetime

from sqlalchemy import insert

from domain.ids import PersonId
from storage.engine import Session
from storage.tables import audit


async def record(
    session: Session, event: str, *, actor: PersonId | None, about: int | None, at: datetime
) -> None:
    """Notes a deed; actor None is the command line."""
    values = {"actor_id": actor, "event": event, "object_id": about, "at": at}
    await session.execute(insert(audit).values(values))
