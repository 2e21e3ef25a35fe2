"""What the next text of a person means; one row per Telegram account, at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, cast, delete, or_, select

from domain.ids import TelegramId, UpdateKey
from storage.database.effects import Effect
from storage.database.store import Session, Store, insert_for
from storage.process import intake
from storage.process.tables import dialogue

LIFETIME = timedelta(hours=24)
ASKED_BY = "asked_by"
"""Where the data of a dialogue say which update opened it."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An awaited text: which flow and step it belongs to, with the facts of that flow."""

    flow: str
    step: str
    data: dict[str, Any]
    revision: int
    expired: bool
    asked_by: int | None
    """The update that opened it: a text from before it, which comes again, is no answer to it.
    Ids of updates rise for as long as a dialogue lives: they restart after a quiet week."""


async def current(store: Store, telegram_id: TelegramId, *, now: datetime) -> Dialogue | None:
    """The dialogue of an account; `expired` is judged here, on read."""
    async with store.read() as session:
        return await read_dialogue(session, telegram_id, now=now)


async def begin(
    store: Store,
    telegram_id: TelegramId,
    *,
    flow: str,
    step: str,
    key: UpdateKey,
    now: datetime,
    real_now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """Makes the next text mean this step; what was awaited before is left.

    Once: a tap that comes again, perhaps after its answer, opens nothing again.
    """
    async with store.write() as session:
        if await intake.claim(session, key, at=real_now):
            await write_dialogue(
                session, telegram_id, flow=flow, step=step, by=key.update_id, now=now, data=data
            )


async def go_on(
    store: Store,
    telegram_id: TelegramId,
    *,
    flow: str,
    step: str,
    by: int,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """As `begin`, where the update `by` has an effect of its own, or may act again."""
    async with store.write() as session:
        await write_dialogue(session, telegram_id, flow=flow, step=step, by=by, now=now, data=data)


async def end(
    store: Store, telegram_id: TelegramId, *, by: int, now: datetime, but: str | None = None
) -> bool:
    """Awaits nothing any more that was asked before the update `by`; True if something was.

    `but`: a flow that goes on.
    """
    async with store.write() as session:
        return await close_dialogue(session, telegram_id, by=by, now=now, but=but)


def asked_before(by: int, now: datetime) -> Any:
    """SQL: the dialogue was opened by an update before this one, which may come again.

    One that has expired was, whatever its number says: they restart after a quiet week.
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


async def write_dialogue(
    session: Session,
    telegram_id: TelegramId,
    *,
    flow: str,
    step: str,
    by: int,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    facts = {**(data or {}), ASKED_BY: by}
    values = {"flow": flow, "step": step, "data": facts, "expires_at": now + LIFETIME}
    insert = insert_for(session, dialogue).values(telegram_id=telegram_id, revision=0, **values)
    await session.execute(
        insert.on_conflict_do_update(
            index_elements=[dialogue.c.telegram_id],
            set_={**values, "revision": dialogue.c.revision + 1},
            # What was asked later stays: this update comes again.
            where=asked_before(by + 1, now),
        )
    )


async def await_text(
    tx: Effect, *, flow: str, step: str, data: dict[str, Any] | None = None
) -> None:
    """Makes the next text in the chat of this act mean this step, unless a later one asked."""
    act = tx.act
    if act.chat is not None and act.once is not None:
        await write_dialogue(
            tx.session,
            act.chat,
            flow=flow,
            step=step,
            by=act.once.update_id,
            now=act.now,
            data=data,
        )


async def close_asked(tx: Effect) -> None:
    """Awaits nothing any more that was asked in this chat before this act.

    Also where the act has had its effect already: what was asked since then stays open.
    """
    act = tx.act
    if act.chat is not None and act.once is not None:
        await close_dialogue(tx.session, act.chat, by=act.once.update_id, now=act.now)


async def close_dialogue(
    session: Session,
    telegram_id: TelegramId,
    *,
    by: int | None = None,
    now: datetime | None = None,
    but: str | None = None,
) -> bool:
    """`by` and `now`: only what was asked before this update, or has expired. `but`: see `end`."""
    mine = delete(dialogue).where(dialogue.c.telegram_id == telegram_id)
    if but is not None:
        mine = mine.where(dialogue.c.flow != but)
    if by is not None and now is not None:
        mine = mine.where(asked_before(by, now))
    return bool((await session.execute(mine)).rowcount)
