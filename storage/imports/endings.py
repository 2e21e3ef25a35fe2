"""The promise that HR hears what became of a file, also where the process that had it is gone."""

from datetime import datetime, timedelta

from sqlalchemy import Update, update

from domain.act import Act
from domain.ids import ImportId
from domain.outbox.messages import MessageKind, State
from storage.database.effects import Effect
from storage.database.store import Store
from storage.outbox import messages
from storage.outbox.tables import message

PATIENCE = timedelta(minutes=2)
"""Without a sign of life for longer, a reading is given up. Shorter than the longest
wait of the outbox (LONGEST_RETRY in due.py)."""


async def promise(tx: Effect, run: ImportId, *, saving: bool = False) -> None:
    """With the import itself. A file delivered once more is read anew, and told of once."""
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
    """Before an import is saved, which takes longer than Telegram waits for a tap's effect."""
    async with store.effect(act) as tx:
        if tx.first:
            await promise(tx, run, saving=True)


async def alive(store: Store, act: Act) -> None:
    """The file is still being read: it is too early to tell its end."""
    async with store.effect(act, claim=False) as tx:
        await tx.session.execute(_unsent(act).values(_later(act)))


async def ended(store: Store, act: Act, *, shown: bool) -> None:
    """Nothing is left to tell where the end was `shown`; else it is told as soon as possible."""
    done = {"state": State.DROPPED.value, "settled_at": act.now}
    async with store.effect(act, claim=False) as tx:
        await tx.session.execute(
            _unsent(act).values(done if shown else {"not_before": act.now, "retry_at": None})
        )


def _later(act: Act) -> dict[str, datetime]:
    # By both clocks: the one people see may be moved on while a file is read.
    return {"not_before": act.now + PATIENCE, "retry_at": act.real_now + PATIENCE}


def _unsent(act: Act) -> Update:
    promised = message.c.dedupe_key == _once(act)
    return update(message).where(promised, message.c.state == State.DUE.value)


def _once(act: Act) -> str:
    return f"import_end:{act.name}"
