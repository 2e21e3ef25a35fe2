"""The revision of the roster: the first row that a file, or an HR officer in the chat, locks.

Both write many rows in one transaction. Who has locked this row may lock the others in any order.
"""

from sqlalchemy import select, update

from storage.database.store import Transaction, insert_for
from storage.imports.tables import roster


async def lock_revision(session: Transaction) -> int:
    """Locks and reads the revision of the roster; other imports wait for this transaction."""
    first = insert_for(session, roster).values(id=1, revision=0)
    await session.execute(first.on_conflict_do_nothing())
    query = select(roster.c.revision).with_for_update()
    return int((await session.execute(query)).scalar_one())


async def bump_revision(session: Transaction) -> None:
    """Raises the revision of the roster, so that earlier previews are made again."""
    revision = await lock_revision(session)
    await session.execute(update(roster).values(revision=revision + 1))
