"""The effect of what a person does: it happens once, however often its cause is delivered."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.act import Act
from domain.ids import UpdateKey
from storage.process.tables import handled_update

CLAIMED = "claimed"
"""Mark on a transaction with the effect of an update."""

# Part of every effect: built once.
_CLAIM = {
    "sqlite": sqlite.insert(handled_update).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(handled_update).on_conflict_do_nothing(),
}

# The lock on the lane holds off whoever would take it over until this transaction has ended; its
# own holder may go on renewing it.
_CLAIM_HELD = text(
    """
    WITH held AS (
        SELECT 1 FROM lane WHERE telegram_id = :lane AND fence = :fence FOR KEY SHARE
    ), done AS (
        INSERT INTO handled_update (bot_id, update_id, handled_at)
        SELECT :bot_id, :update_id, :handled_at FROM held
        ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT (SELECT count(*) FROM held), (SELECT count(*) FROM done)
    """
)


class LeaseLostError(Exception):
    """Another process took over what this one held: its transaction must not stand."""


class Effect:
    """The transaction in which an act has its effect."""

    def __init__(self, session: AsyncConnection, act: Act) -> None:
        self.session = session
        self.act = act
        self.first = False
        """False for an act that has had its effect already: a redelivered update."""

    async def claim(self) -> bool:
        """Claims the act; True the first time, as `first` says from then on.

        Closing a question is none of the effect: it is done again, as far as the question was
        asked before this act (storage.process.dialogues).

        Raises LeaseLostError where another process handles this person's updates by now.
        """
        key = self.act.once
        self.first = key is None or await self._claim_update(key)
        return self.first

    async def _claim_update(self, key: UpdateKey) -> bool:
        values: dict[str, Any] = {
            "bot_id": key.bot_id,
            "update_id": key.update_id,
            "handled_at": self.act.real_now,
        }
        if key.fence is not None:
            values |= {"lane": key.fence.telegram_id, "fence": key.fence.number}
            held, new = (await self.session.execute(_CLAIM_HELD, values)).one()
            if not held:
                raise LeaseLostError
        else:
            claim = _CLAIM[self.session.dialect.name]
            new = (await self.session.execute(claim, values)).rowcount
        if new:
            self.session.info[CLAIMED] = True
        return bool(new)
