"""Tells every HR officer of something: one promised message each, whatever it is about."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, literal, select

from domain.ids import PersonId
from domain.outbox.messages import MessageKind
from storage.database.store import Transaction
from storage.outbox import messages
from storage.people.actors import HR
from storage.people.tables import person, role


def officers() -> Select[Any]:
    """SQL: the id of each person in service who holds the HR role, linked to an account or not."""
    return (
        select(role.c.person_id)
        .join(person, person.c.id == role.c.person_id)
        .where(role.c.name == HR, person.c.active)
        .order_by(role.c.person_id)
    )


def once_for(cause: ColumnElement[str], officer: Any) -> ColumnElement[str]:
    """SQL: the dedupe key that `tell_officers` gives the message of one officer."""
    return cause + literal(":") + cast(officer, Text)


async def tell_officers(
    session: Transaction, kind: MessageKind, *, facts: dict[str, Any], once: str, now: datetime
) -> list[str]:
    """Promises a message to every HR officer; returns the dedupe keys of the messages.

    `once` names the cause, such as `req_data:7`. The message of an officer who is not linked ends
    as unreachable, so that the gap can be seen.
    """
    keys = []
    for officer in (await session.execute(officers())).scalars().all():
        keys.append(f"{once}:{officer}")
        await messages.promise(
            session, kind, to=PersonId(officer), facts=facts, once=keys[-1], now=now
        )
    return keys
