"""Reads stored rows in the form in which tests compare them."""

from typing import Any

from sqlalchemy import select

from storage.evaluation.tables import answer
from storage.people.tables import audit
from tests.support.town import Town


async def rows(town: Town, table: Any) -> list[Any]:
    async with town.store.read() as session:
        return list((await session.execute(select(table))).all())


async def answers(town: Town) -> list[tuple[int | None, str | None, bool]]:
    query = select(answer.c.value, answer.c.text, answer.c.skipped).order_by(answer.c.question_id)
    async with town.store.read() as session:
        return [tuple(row) for row in await session.execute(query)]


async def events(town: Town) -> list[tuple[str, int, int | None]]:
    query = select(audit.c.event, audit.c.actor_id, audit.c.object_id).order_by(audit.c.id)
    async with town.store.read() as session:
        return [tuple(row) for row in await session.execute(query)]
