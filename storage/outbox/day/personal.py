"""Lines of the one message a day with the person they are for."""

from datetime import datetime

from sqlalchemy import delete

from storage.database.personal import Copied, Kept, Personal, Stays, Subject, named_by
from storage.database.store import Transaction
from storage.outbox.day.tables import day_line
from storage.outbox.personal import MESSAGES


async def _drop_untold(session: Transaction, who: Subject, now: datetime) -> None:
    mine = day_line.c.person_id == who.person
    await session.execute(delete(day_line).where(mine, day_line.c.message_id.is_(None)))


PERSONAL = (
    # Before the messages that it refers to.
    Personal(
        table=day_line,
        whose=named_by(day_line.c.person_id),
        copied=Copied("day_line", day_line.c["kind", "due_at"], order=(day_line.c.id,)),
        at_unlinking=_drop_untold,
        at_withdrawal=Stays("unlinking has dropped what was untold"),
        at_leaving=_drop_untold,
        kept=Kept(MESSAGES, day_line.c.added_at),
    ),
)
