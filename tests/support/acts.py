"""Acts for tests that call storage directly; each stands for a new Telegram update."""

from datetime import datetime
from itertools import count

from domain.act import Act
from domain.ids import PersonId, TelegramId, UpdateKey
from tests.support.builders import NOW

BOT = 2
"""Id of a bot that no test town uses, so that the ids of updates do not collide."""
_updates = count(1_000_000)


def fresh_key() -> UpdateKey:
    """The key of an update that was never handled."""
    return UpdateKey(BOT, next(_updates))


def act(
    by: PersonId | None = None,
    *,
    once: UpdateKey | None = None,
    update: int | None = None,
    chat: int | None = None,
    now: datetime = NOW,
    real_now: datetime | None = None,
) -> Act:
    """An act of a person; give `once` or `update` to repeat an act, as a redelivery does."""
    if update is not None:
        once = UpdateKey(BOT, update)
    return Act(
        by=by,
        once=once or fresh_key(),
        now=now,
        real_now=now if real_now is None else real_now,
        chat=None if chat is None else TelegramId(chat),
    )


def unrepeated(by: PersonId | None = None, *, now: datetime = NOW) -> Act:
    """An act on the command line, which has no update and is never redelivered."""
    return Act(by=by, once=None, now=now, real_now=now)
