"""The transaction in which an act has its effect: once, however often the update is delivered."""

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

# The lock on the lane keeps other processes from taking it over before this transaction ends;
# its own holder can still renew it.
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
    """The transaction of one act."""

    def __init__(self, session: AsyncConnection, act: Act) -> None:
        self.session = session
        self.act = act
        self.first = False
        """False if the act has had its effect already, because its update was delivered again."""

    async def claim(self) -> bool:
        """Claims the act; returns True the first time, as `first` says afterwards.

        Closing an open question is not part of the effect: it is repeated for a question that was
        asked before this act (storage.process.dialogues).

        Raises LeaseLostError if another process handles this person's updates by now.
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
