"""What happens to promised and sent messages with the person they are for."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, update

from storage.database.personal import Copied, Kept, Personal, Stays, Subject, named_by
from storage.database.store import Transaction
from storage.outbox import messages
from storage.outbox.tables import message

MESSAGES = timedelta(days=400)
"""Settled ones, but those of an announcement, which stay with its report. Longer than any reminder
can fall due again, and than the year HR looks back on."""


def is_forgotten(before: datetime) -> ColumnElement[bool]:
    """SQL: the message was settled before this moment, and is no part of an announcement."""
    return and_(message.c.settled_at < before, message.c.announcement_id.is_(None))


async def _drop_unsent(session: Transaction, who: Subject, now: datetime) -> None:
    await messages.drop_unsent(session, who.person, now=now)


async def _drop_and_forget_chats(session: Transaction, who: Subject, now: datetime) -> None:
    # Where the messages went is account data, too.
    await messages.drop_unsent(session, who.person, now=now)
    mine = message.c.person_id == who.person
    await session.execute(update(message).where(mine).values(sent_chat_id=None))
    settled = mine, message.c.settled_at.is_not(None)
    await session.execute(update(message).where(*settled).values(chat_id=None))


PERSONAL = (
    Personal(
        table=message,
        whose=named_by(message.c.person_id),
        copied=Copied(
            "message",
            message.c["kind", "state", "created_at", "settled_at"],
            order=(message.c.id,),
        ),
        at_unlinking=_drop_and_forget_chats,
        at_withdrawal=Stays("unlinking has dropped what was unsent and forgotten the chats"),
        at_leaving=_drop_unsent,
        kept=Kept(MESSAGES, message.c.settled_at, old=is_forgotten),
    ),
)
