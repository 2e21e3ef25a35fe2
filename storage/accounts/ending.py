"""How a link ends, at the wish of its person or by HR: what belongs to the account goes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert

from domain.ids import PersonId, TelegramId
from storage.accounts.tables import consent, link
from storage.database.personal import Subject, end
from storage.database.store import Session
from storage.people import audit
from storage.tables import PERSONAL


async def end_link(
    session: Session,
    which: ColumnElement[bool],
    *,
    event: str,
    by: PersonId | None,
    now: datetime,
) -> Any:
    """Deletes the link; the row it was, None where there is none. `by` None: its own person.

    Each table declares what else goes with it; training history stays: it is the official record.
    """
    row = (await session.execute(delete(link).where(which).returning(link))).one_or_none()
    if row is None:
        return None
    person_id, chat = PersonId(row.person_id), TelegramId(row.telegram_id)
    await note_consent(session, person_id, row.consent_version, event, now=now)
    await audit.record(session, event, actor=by or person_id, about=person_id, at=now)
    endings = ((one, one.at_unlinking) for one in PERSONAL)
    await end(session, endings, Subject(person_id, chat), now=now)
    return row


async def note_consent(
    session: Session, person_id: PersonId, version: str, event: str, *, now: datetime
) -> None:
    """Writes down what became of somebody's consent."""
    values = {"person_id": person_id, "version": version, "event": event, "at": now}
    await session.execute(insert(consent).values(values))
