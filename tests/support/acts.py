"""Acts for tests that call storage directly: each a fresh update, as Telegram gives them."""

from datetime import datetime
from itertools import count

from domain.act import Act
from domain.ids import PersonId, TelegramId, UpdateKey
from tests.support.builders import NOW

BOT = 2
"""No bot of a town: their updates are other ones."""
_updates = count(1_000_000)


def fresh_key() -> UpdateKey:
    """An update that was never handled."""
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
    """What a person does; `once` or `update` names the same one again, as a redelivery does."""
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
    """What is done on the command line: nothing delivers it a second time."""
    return Act(by=by, once=None, now=now, real_now=now)
