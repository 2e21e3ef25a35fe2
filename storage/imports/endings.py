"""Tells the HR officer how an import ended, even if the process that ran it has died.

The message stands in the outbox from the start, and is put off as long as the process lives.
"""

from datetime import datetime, timedelta

from sqlalchemy import Update, update

from domain.act import Act
from domain.ids import ImportId
from domain.outbox.messages import MessageKind, MessageState
from storage.database.effects import Effect
from storage.database.store import Store
from storage.outbox import messages
from storage.outbox.tables import message

PATIENCE = timedelta(minutes=2)
"""A process that gives no sign of life for this long is taken for dead. Shorter than the longest
wait of the outbox (LONGEST_RETRY in due.py)."""


async def promise(tx: Effect, run: ImportId, *, saving: bool = False) -> None:
    """Promises the message, in the transaction that opens the import.

    A file that is delivered again is read again, and its message is sent once."""
    facts = {"run": run, "saving": saving}
    act = tx.act
    await messages.promise(
        tx.session,
        MessageKind.IMPORT_ENDED,
        to=act.person,
        facts=facts,
        once=_once(act),
        now=act.now,
    )
    await tx.session.execute(_unsent(act).values(facts=facts, **_later(act)))


async def saving(store: Store, act: Act, run: ImportId) -> None:
    """Promises the message before saving, which lasts longer than Telegram waits for an answer."""
    async with store.effect(act) as tx:
        if tx.first:
            await promise(tx, run, saving=True)


async def alive(store: Store, act: Act) -> None:
    """Puts the message off, since the file is still being read."""
    async with store.effect(act, claim=False) as tx:
        await tx.session.execute(_unsent(act).values(_later(act)))


async def ended(store: Store, act: Act, *, shown: bool) -> None:
    """Drops the message if the HR officer has seen the end (`shown`), else makes it due now."""
    done = {"state": MessageState.DROPPED.value, "settled_at": act.now}
    async with store.effect(act, claim=False) as tx:
        await tx.session.execute(
            _unsent(act).values(done if shown else {"not_before": act.now, "retry_at": None})
        )


def _later(act: Act) -> dict[str, datetime]:
    # By both clocks: the clock that people see may be moved on while a file is read.
    return {"not_before": act.now + PATIENCE, "retry_at": act.real_now + PATIENCE}


def _unsent(act: Act) -> Update:
    promised = message.c.dedupe_key == _once(act)
    return update(message).where(promised, message.c.state == MessageState.DUE.value)


def _once(act: Act) -> str:
    return f"import_end:{act.name}"
