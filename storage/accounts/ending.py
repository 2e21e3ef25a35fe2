"""Ends a link, at the wish of its person or by HR, and deletes the data of the account."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert

from domain.ids import PersonId, TelegramId
from storage.accounts.tables import consent, link
from storage.database.personal import Subject, end
from storage.database.store import Transaction
from storage.people import audit
from storage.tables import PERSONAL


async def end_link(
    session: Transaction,
    which: ColumnElement[bool],
    *,
    event: str,
    by: PersonId | None,
    now: datetime,
) -> Any:
    """Deletes a link and returns its row, or None. `by` is None if the person ends it.

    Each table declares what else is deleted. Training history stays: it is the official record.
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
    session: Transaction, person_id: PersonId, version: str, event: str, *, now: datetime
) -> None:
    """Records that a person gave or withdrew consent; `event` as in table consent."""
    values = {"person_id": person_id, "version": version, "event": event, "at": now}
    await session.execute(insert(consent).values(values))
