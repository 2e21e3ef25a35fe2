"""What happens with a person to what processes note of the person's Telegram account."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from storage.database.personal import (
    Copied,
    Deleted,
    Kept,
    NotCopied,
    Personal,
    Stays,
    named_by,
)
from storage.process.tables import dialogue, lane

LATE_TEXT = timedelta(days=30)
"""How long a text that comes too late is still answered with what it was meant for."""
LAPSED_LANES = timedelta(days=1)
"""Of processes that were killed: the others delete theirs. Far longer than any lease."""

_AT_WORK = Stays("a process is handling an update of this account right now")


def _is_forgotten(before: datetime) -> ColumnElement[bool]:
    # Of a person who never linked nothing is left once the dialogue has expired.
    expired = dialogue.c.expires_at <= before + LATE_TEXT
    return or_(and_(dialogue.c.flow == "linking", expired), dialogue.c.expires_at <= before)


PERSONAL = (
    Personal(
        table=dialogue,
        whose=named_by(dialogue.c.telegram_id),
        copied=Copied("dialogue", dialogue.c["flow", "data", "expires_at"]),
        at_unlinking=Deleted(),
        at_withdrawal=Stays("deleted at unlinking"),
        at_leaving=Deleted(),
        kept=Kept(LATE_TEXT, dialogue.c.expires_at, old=_is_forgotten),
    ),
    Personal(
        table=lane,
        whose=named_by(lane.c.telegram_id),
        copied=NotCopied("says which process is at work for the account at this moment"),
        at_unlinking=_AT_WORK,
        at_withdrawal=_AT_WORK,
        at_leaving=_AT_WORK,
        kept=Kept(LAPSED_LANES, lane.c.leased_until, real=True),
    ),
)
