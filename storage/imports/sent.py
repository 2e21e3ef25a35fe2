"""Files that HR sent in a chat: where Telegram keeps them, so that they can be read again."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from domain.act import Act
from domain.ids import ImportId
from domain.imports.layout.passed import Manner
from storage.database.store import Store
from storage.imports.tables import import_run

HELD = "held"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was sent in a chat."""

    name: str
    file_id: str
    """Where Telegram keeps it."""
    manner: Manner


async def hold(store: Store, act: Act, *, name: str, file_id: str, timezone: str) -> ImportId:
    """Keeps where a file is, until HR says whether it is to be imported."""
    values = {
        "owner_id": act.by,
        "state": HELD,
        "files": [name],
        "sheets": [],
        "refusals": [],
        "timezone": timezone,
        "source": file_id,
        "created_at": act.real_now,
    }
    async with store.effect(act, claim=False) as tx:
        held = insert(import_run).values(values).returning(import_run.c.id)
        return ImportId((await tx.session.execute(held)).scalar_one())


async def source(store: Store, import_id: ImportId) -> Source | None:
    """What is needed to read the file of an import again; None if Telegram does not keep it."""
    run = import_run.c
    query = select(run.files, run.source, run.manner).where(run.id == import_id)
    async with store.read() as session:
        found = (await session.execute(query)).one_or_none()
    if found is None or not found.source:
        return None
    kept = found.manner or {}
    manner = Manner(
        hidden_too=kept.get("hidden_too", False),
        staff=kept.get("staff", False),
        first=tuple(kept.get("first", ())),
    )
    return Source(found.files[0], found.source, manner)
