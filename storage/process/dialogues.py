"""What the next text of a person means; one row per Telegram account, at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, cast, delete, or_, select

from domain.act import Act
from domain.ids import TelegramId
from storage.database.effects import Effect
from storage.database.store import Session, Store, insert_for
from storage.process.tables import dialogue

LIFETIME = timedelta(hours=24)
ASKED_BY = "asked_by"
"""The key of the dialogue's data that names the update which opened it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An awaited text: which flow and step it belongs to, with the facts of that flow."""

    flow: str
    step: str
    data: dict[str, Any]
    revision: int
    expired: bool
    asked_by: int | None
    """The update that opened it. A text from before it, delivered again, is no answer to it. Ids
    of updates rise for as long as a dialogue lives; they restart only after a quiet week."""


async def current(store: Store, telegram_id: TelegramId, *, now: datetime) -> Dialogue | None:
    """The dialogue of an account; `expired` is judged here, on read."""
    async with store.read() as session:
        return await read_dialogue(session, telegram_id, now=now)


async def begin(
    store: Store, act: Act, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """Makes the next text mean this step; an earlier open question is dropped.

    Once: a tap that is delivered again, perhaps after its answer, opens nothing.
    """
    async with store.effect(act) as tx:
        if tx.first:
            await await_text(tx, flow=flow, step=step, data=data)


async def go_on(
    store: Store, act: Act, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """Like `begin`, where the act has an effect of its own or may have it again."""
    async with store.effect(act, claim=False) as tx:
        await await_text(tx, flow=flow, step=step, data=data)


async def end(store: Store, act: Act, *, but: str | None = None) -> bool:
    """Closes the question that was asked before this act; True if there was one.

    `but`: a flow whose question stays open.
    """
    async with store.effect(act, claim=False) as tx:
        return await close_asked(tx, but=but)


def asked_before(by: int, now: datetime) -> Any:
    """SQL: the dialogue was opened by an earlier update than this one, which may be a repetition.

    An expired dialogue always counts as earlier: ids restart after a quiet week.
    """
    asked_by = cast(dialogue.c.data[ASKED_BY].as_string(), BigInteger)
    return or_(asked_by.is_(None), asked_by < by, dialogue.c.expires_at <= now)


async def read_dialogue(
    session: Session, telegram_id: TelegramId, *, now: datetime
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
    """Makes the next text in the chat of this act mean this step, unless a later act asked."""
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
            # A question asked later stays open: this update is delivered again.
            where=asked_before(act.once.update_id + 1, act.now),
        )
    )


async def close_asked(tx: Effect, *, but: str | None = None) -> bool:
    """Closes the question in the chat of this act that was asked before it; see `end`.

    Also if the act has had its effect already: a question asked since then stays open.
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


async def close_dialogue(session: Session, telegram_id: TelegramId) -> None:
    """Closes any question of an account."""
    await session.execute(delete(dialogue).where(dialogue.c.telegram_id == telegram_id))
