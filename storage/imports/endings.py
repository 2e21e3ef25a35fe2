"""The promise that HR hears what became of a file, also where the process that had it is gone."""

from datetime import datetime, timedelta

from sqlalchemy import Update, update

from domain.ids import ImportId, PersonId, UpdateKey
from domain.outbox.messages import MessageKind, State
from storage.database.store import Session, Store
from storage.outbox import messages
from storage.outbox.tables import message
from storage.process import intake

PATIENCE = timedelta(minutes=2)
"""Without a sign of life for longer, a reading is given up. Shorter than the longest
wait of the outbox (LONGEST_RETRY in due.py)."""


async def promise(
    session: Session,
    key: UpdateKey,
    run: ImportId,
    owner: PersonId,
    *,
    saving: bool = False,
    now: datetime,
    real_now: datetime,
) -> None:
    """With the import itself. A file delivered once more is read anew, and told of once."""
    facts = {"run": run, "saving": saving}
    await messages.promise(
        session, MessageKind.IMPORT_ENDED, to=owner, facts=facts, once=_once(key), now=now
    )
    await session.execute(_unsent(key).values(facts=facts, **_later(now, real_now)))


async def saving(
    store: Store,
    key: UpdateKey,
    run: ImportId,
    owner: PersonId,
    *,
    now: datetime,
    real_now: datetime,
) -> None:
    """Before an import is saved, which takes longer than Telegram waits for a tap's effect."""
    async with store.write() as session:
        if await intake.claim(session, key, at=real_now):
            await promise(session, key, run, owner, saving=True, now=now, real_now=real_now)


async def alive(store: Store, key: UpdateKey, *, now: datetime, real_now: datetime) -> None:
    """The file is still being read: it is too early to tell its end."""
    async with store.write() as session:
        await session.execute(_unsent(key).values(_later(now, real_now)))


async def ended(store: Store, key: UpdateKey, *, shown: bool, now: datetime) -> None:
    """Nothing is left to tell where the end was `shown`; else it is told as soon as possible."""
    done = {"state": State.DROPPED.value, "settled_at": now}
    async with store.write() as session:
        await session.execute(
            _unsent(key).values(done if shown else {"not_before": now, "retry_at": None})
        )


def _later(now: datetime, real_now: datetime) -> dict[str, datetime]:
    # By both clocks: the one people see may be moved on while a file is read.
    return {"not_before": now + PATIENCE, "retry_at": real_now + PATIENCE}


def _unsent(key: UpdateKey) -> Update:
    promised = message.c.dedupe_key == _once(key)
    return update(message).where(promised, message.c.state == State.DUE.value)


def _once(key: UpdateKey) -> str:
    return f"import_end:{key.bot_id}:{key.update_id}"
