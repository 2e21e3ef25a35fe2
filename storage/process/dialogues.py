"""The question that the next text of a person answers; at most one row per Telegram account."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, cast, delete, or_, select

from domain.act import Act
from domain.ids import TelegramId
from storage.database.effects import Effect
from storage.database.store import Store, Transaction, insert_for
from storage.process.tables import dialogue

LIFETIME = timedelta(hours=24)
ASKED_BY = "asked_by"
"""The key in a dialogue's data for the id of the update that opened it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An awaited text: the flow and step that it answers, with the facts of that flow."""

    flow: str
    step: str
    data: dict[str, Any]
    revision: int
    expired: bool
    asked_by: int | None
    """The id of the update that opened it. An older text, delivered again, is no answer. Ids
    of updates rise for as long as a dialogue lives; they restart only after a quiet week."""


async def current(store: Store, telegram_id: TelegramId, *, now: datetime) -> Dialogue | None:
    """The dialogue of an account; `expired` is determined when it is read."""
    async with store.read() as session:
        return await read_dialogue(session, telegram_id, now=now)


async def begin(
    store: Store, act: Act, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """Makes the next text the answer to this step; drops an earlier open question.

    Has its effect once: a tap delivered again, perhaps after the answer, opens nothing.
    """
    async with store.effect(act) as tx:
        if tx.first:
            await await_text(tx, flow=flow, step=step, data=data)


async def go_on(
    store: Store, act: Act, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """As `begin`, for an act whose effect is claimed elsewhere or may be repeated."""
    async with store.effect(act, claim=False) as tx:
        await await_text(tx, flow=flow, step=step, data=data)


async def end(store: Store, act: Act, *, but: str | None = None) -> bool:
    """Closes the question that was asked before this act; True if there was one.

    `but`: a flow whose question stays open.
    """
    async with store.effect(act, claim=False) as tx:
        return await close_asked(tx, but=but)


def asked_before(by: int, now: datetime) -> Any:
    """SQL: an update before `by` opened the dialogue.

    `by` may be a repeated update, which must not close a question asked later.

    An expired dialogue always counts as earlier: ids restart after a quiet week.
    """
    asked_by = cast(dialogue.c.data[ASKED_BY].as_string(), BigInteger)
    return or_(asked_by.is_(None), asked_by < by, dialogue.c.expires_at <= now)


async def read_dialogue(
    session: Transaction, telegram_id: TelegramId, *, now: datetime
) -> Dialogue | None:
    row = (
        await session.execute(select(dialogue).where(dialogue.c.telegram_id == telegram_id))
    ).one_or_none()
    if row is None:
        return None
    data = dict(row.data)
    asked_by = data.pop(ASKED_BY, None)
    expired = row.expires_at <= now
    return Dialogue(row.flow, row.step, data, row.revision, expired, asked_by)


async def await_text(
    tx: Effect, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """Makes the next text in the act's chat the answer to this step, unless a later act asked."""
    act = tx.act
    if act.chat is None or act.once is None:
        return
    facts = {**(data or {}), ASKED_BY: act.once.update_id}
    values = {"flow": flow, "step": step, "data": facts, "expires_at": act.now + LIFETIME}
    insert = insert_for(tx.session, dialogue).values(telegram_id=act.chat, revision=0, **values)
    await tx.session.execute(
        insert.on_conflict_do_update(
            index_elements=[dialogue.c.telegram_id],
            set_={**values, "revision": dialogue.c.revision + 1},
            # If this is a repeated update, a question that was asked later stays open.
            where=asked_before(act.once.update_id + 1, act.now),
        )
    )


async def close_asked(tx: Effect, *, but: str | None = None) -> bool:
    """Closes the question in the chat of this act that was asked before it; see `end`.

    May be called for a repeated act too: a question asked after it stays open.
    """
    act = tx.act
    if act.chat is None or act.once is None:
        return False
    asked = delete(dialogue).where(
        dialogue.c.telegram_id == act.chat, asked_before(act.once.update_id, act.now)
    )
    if but is not None:
        asked = asked.where(dialogue.c.flow != but)
    return bool((await tx.session.execute(asked)).rowcount)


async def close_dialogue(session: Transaction, telegram_id: TelegramId) -> None:
    """Closes the open question of an account, whenever it was asked."""
    await session.execute(delete(dialogue).where(dialogue.c.telegram_id == telegram_id))
