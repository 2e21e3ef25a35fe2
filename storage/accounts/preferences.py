"""What a person chose: language, kinds of reminders, picture or text. Kept with the link."""

from typing import Any

from sqlalchemy import select, update

from domain.accounts.privacy import Preferences
from domain.act import Act
from domain.ids import PersonId
from domain.reminders import MUTABLE
from storage.accounts.tables import link
from storage.database.store import Store, Transaction


async def read(store: Store, person_id: PersonId) -> Preferences:
    """The preferences of a linked person."""
    async with store.read() as session:
        return await _read(session, person_id)


async def change(
    store: Store,
    act: Act,
    *,
    language: str | None = None,
    picture: bool | None = None,
    reminder: str | None = None,
    on: bool = True,
) -> Preferences:
    """Changes the given ones: the language, picture or text, or one kind of reminder."""
    person_id = act.person
    async with store.effect(act) as tx:
        # Locked, so that two kinds switched at the same moment are both stored.
        before = await _read(tx.session, person_id, lock=True)
        if not tx.first:
            return before
        values: dict[str, Any] = {}
        if language is not None:
            values["language"] = language
        if picture is not None:
            values["picture"] = picture
        if reminder is not None:
            off = (before.muted - {reminder}) if on else (before.muted | {reminder})
            values["muted"] = [kind for kind in MUTABLE if kind in off]
        await tx.session.execute(update(link).where(link.c.person_id == person_id).values(values))
        return await _read(tx.session, person_id)


async def _read(session: Transaction, person_id: PersonId, *, lock: bool = False) -> Preferences:
    query = select(link.c.language, link.c.picture, link.c.muted)
    query = query.where(link.c.person_id == person_id)
    row = (await session.execute(query.with_for_update() if lock else query)).one()
    return Preferences(row.language, row.picture, frozenset(row.muted))
