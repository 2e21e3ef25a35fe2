"""Personal data in dialogues and lanes: what is copied, deleted and kept."""

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
"""How long after its end a dialogue is kept, to explain to a late text what it answered."""
LAPSED_LANES = timedelta(days=1)
"""When lanes of killed processes are deleted; the others delete theirs. Longer than any lease."""

_AT_WORK = Stays("a process is handling an update of this account right now")


def _is_forgotten(before: datetime) -> ColumnElement[bool]:
    # The dialogue of linking is deleted when it expires, since its person may never link.
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
