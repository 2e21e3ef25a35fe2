"""Titles of offices' files that HR has matched with a column, remembered for the next file."""

from sqlalchemy import select

from domain.act import Act
from domain.imports.layout.titles import title_key
from storage.database.store import Store, insert_for
from storage.imports.tables import taught_title
from storage.people import audit


async def taught(store: Store) -> dict[str, str]:
    """The column of each matched title, by the title's letters and digits."""
    async with store.read() as session:
        rows = await session.execute(select(taught_title.c.key, taught_title.c.column))
        return {row.key: row.column for row in rows}


async def teach(store: Store, act: Act, *, title: str, column: str) -> None:
    """Matches a title with a column; a later match of the same title replaces it."""
    async with store.effect(act) as tx:
        if not tx.first:
            return
        match = insert_for(tx.session, taught_title).values(key=title_key(title), column=column)
        await tx.session.execute(
            match.on_conflict_do_update(index_elements=["key"], set_={"column": column})
        )
        await audit.record(tx.session, "title_matched", actor=act.by, about=None, at=act.now)
