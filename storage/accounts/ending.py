"""How a link ends, at the wish of its person or by HR: what belongs to the account goes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, update

from domain.ids import PersonId, TelegramId
from storage.accounts import codes, tries
from storage.accounts.tables import consent, failed_link, link
from storage.announcements.tables import announcement
from storage.database.store import Session
from storage.outbox import messages
from storage.outbox.tables import message
from storage.people import audit
from storage.process import dialogues


async def end_link(
    session: Session,
    which: ColumnElement[bool],
    *,
    event: str,
    by: PersonId | None,
    now: datetime,
) -> Any:
    """Deletes the link; the row it was, None where there is none. `by` None: its own person.

    Training history stays: it is the official record.
    """
    row = (await session.execute(delete(link).where(which).returning(link))).one_or_none()
    if row is None:
        return None
    person_id, chat = PersonId(row.person_id), TelegramId(row.telegram_id)
    await note_consent(session, person_id, row.consent_version, event, now=now)
    await audit.record(session, event, actor=by or person_id, about=person_id, at=now)
    await messages.drop_unsent(session, person_id, now=now)
    await dialogues.close_dialogue(session, chat)
    await tries.forget(session, chat)
    await codes.forget(session, person_id)
    await session.execute(delete(failed_link).where(failed_link.c.person_id == person_id))
    # Where the messages went is account data, too.
    await session.execute(
        update(message).where(message.c.person_id == person_id).values(sent_chat_id=None)
    )
    settled = message.c.person_id == person_id, message.c.settled_at.is_not(None)
    await session.execute(update(message).where(*settled).values(chat_id=None))
    await session.execute(
        update(announcement)
        .where(announcement.c.author_id == person_id)
        .values(progress_chat_id=None, progress_message_id=None)
    )
    return row


async def note_consent(
    session: Session, person_id: PersonId, version: str, event: str, *, now: datetime
) -> None:
    """Writes down what became of somebody's consent."""
    values = {"person_id": person_id, "version": version, "event": event, "at": now}
    await session.execute(insert(consent).values(values))
