"""Promised messages: written with their cause, claimed under a lease, settled with the claim."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, or_, select, update

from domain.ids import PersonId, TelegramId
from domain.outbox.messages import Claimed, MessageState, Priority, Verdict
from storage.accounts.tables import link
from storage.database.columns import constant
from storage.database.store import PROMISED, Store, Transaction, insert_for
from storage.outbox import due
from storage.outbox.pace import take_tokens, tokens_left
from storage.outbox.tables import message
from storage.people.actors import linked

_CHAT = bindparam("b_chat", type_=BigInteger())
# The link of the person has ended: the account must not be written down again.
_CHAT_STILL_LINKED = case(
    (message.c.chat_id.is_not(None), _CHAT),
    else_=select(link.c.telegram_id)
    .where(link.c.person_id == message.c.person_id, link.c.telegram_id == _CHAT)
    .scalar_subquery(),
)


async def promise(
    session: Transaction,
    kind: str,
    *,
    to: PersonId | None,
    facts: dict[str, Any],
    once: str,
    now: datetime,
    priority: Priority = Priority.CONFIRMATION,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    chat: TelegramId | None = None,
) -> bool:
    """Promises a message in the transaction of its cause; False if the key was promised before."""
    row = {
        **_promised(kind, to, facts, once, now),
        "chat_id": chat,
        "priority": int(priority),
        "not_before": not_before or now,
        "not_after": not_after,
    }
    insert = insert_for(session, message).values(row)
    done = await session.execute(insert.on_conflict_do_nothing())
    session.info[PROMISED] = True
    return bool(done.rowcount)


async def promise_each(
    session: Transaction,
    kind: str,
    promised: Sequence[tuple[PersonId, dict[str, Any], str]],
    *,
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Like `promise`, for each (to, facts, once), in one statement."""
    if promised:
        rows = [_promised(kind, *each, now) for each in promised]
        rows = [{**row, "not_before": not_before or now} for row in rows]
        await session.execute(insert_for(session, message).on_conflict_do_nothing(), rows)
        session.info[PROMISED] = True


async def drop_unsent(session: Transaction, person_id: PersonId, *, now: datetime) -> int:
    """Drops all unsent messages of this person (left service, withdrew consent).

    Except those that tell an account about its own end.
    """
    done = await session.execute(
        update(message)
        .where(message.c.person_id == person_id, message.c.state == MessageState.DUE.value)
        .where(or_(message.c.chat_id.is_(None), message.c.announcement_id.is_not(None)))
        .values(state=MessageState.DROPPED.value, settled_at=now)
    )
    return done.rowcount


async def anything_due(
    store: Store,
    *,
    now: datetime,
    real_now: datetime,
    kinds: Collection[str],
    urgent_only: bool = False,
) -> bool:
    """Whether a claim could find a message; asked first, since most claims would find none."""
    asked = due.asked(now, real_now, urgent_only, most=1)
    async with store.look() as session:
        return (await session.execute(due.due(frozenset(kinds)), asked)).first() is not None


async def claim(
    store: Store,
    *,
    now: datetime,
    real_now: datetime,
    rate: float | None,
    most: int,
    kinds: Collection[str],
    urgent_only: bool = False,
    quiet_until: datetime | None = None,
) -> list[Claimed]:
    """Takes up to `most` due messages under a lease; each holds the token of its claim.

    `now` is the clock people see (what is due); `real_now` runs leases, retries and the rate.
    `rate` is in messages a second; None means no limit (measurements only). `kinds` are those that
    this program can send; others are left to the program that promised them. `quiet_until`: it is
    quiet until then, so what can wait is left, too.
    """
    token = uuid.uuid4().hex
    async with store.write(row="gate") as session:
        allowed = await tokens_left(session, real_now=real_now, rate=rate, most=most)
        if not allowed:
            return []
        query = (due.due if store.is_sqlite else due.locked)(frozenset(kinds))
        if quiet_until is not None:
            query = query.where(~due.can_wait(now, quiet_until))
        asked = due.asked(now, real_now, urgent_only, most=allowed)
        ids = list((await session.execute(query, asked)).scalars())
        if not ids:
            return []
        await session.execute(
            update(message)
            .where(message.c.id.in_(ids))
            .values(
                state=MessageState.SENDING.value,
                claim=token,
                leased_until=real_now + due.LEASE,
                # The lease has ended: the try that it stood for may have arrived.
                uncertain=case(
                    (message.c.state == MessageState.SENDING.value, True),
                    else_=message.c.uncertain,
                ),
                attempts=message.c.attempts
                + case((message.c.state == MessageState.SENDING.value, 1), else_=0),
            )
        )
        await take_tokens(session, len(ids), real_now=real_now, rate=rate)
        rows = await session.execute(
            select(message, link.c.telegram_id, link.c.language, link.c.unreachable_at)
            .outerjoin(link, linked(message.c.person_id))
            .where(message.c.id.in_(ids))
            .order_by(message.c.priority, message.c.not_before, message.c.id)
        )
        return [_claimed(row, token) for row in rows]


async def settle(store: Store, verdicts: Sequence[Verdict], *, real_now: datetime) -> None:
    """Writes the outcomes of tries, except of messages whose lease another process took over."""
    if not verdicts:
        return
    async with store.write() as session:
        await session.execute(
            update(message)
            .where(message.c.id == bindparam("b_id"), message.c.claim == bindparam("b_claim"))
            .where(message.c.state == MessageState.SENDING.value)
            .values(
                state=bindparam("b_state"),
                attempts=message.c.attempts + bindparam("b_tries"),
                retry_at=bindparam("b_retry"),
                uncertain=bindparam("b_uncertain"),
                telegram_message_id=bindparam("b_telegram"),
                sent_chat_id=_CHAT_STILL_LINKED,
                settled_at=bindparam("b_settled"),
                error=bindparam("b_error"),
                claim=None,
                leased_until=None,
            ),
            [_settlement(verdict, real_now) for verdict in verdicts],
        )
        gone = [v.message.telegram_id for v in verdicts if v.unreachable]
        if gone:
            await session.execute(
                update(link).where(link.c.telegram_id.in_(gone)).values(unreachable_at=real_now)
            )


async def end_leases(store: Store, *, real_now: datetime) -> int:
    """Ends the lease of every message in flight; returns how many there were.

    Called where no process can hold one: a SQLite database has one process, which begins now.
    """
    async with store.write() as session:
        done = await session.execute(
            update(message)
            .where(message.c.state == constant(MessageState.SENDING))
            .values(leased_until=real_now)
        )
        return done.rowcount


async def lapse(store: Store, *, now: datetime) -> int:
    """Marks messages that were not sent before their `not_after`; returns how many."""
    async with store.write() as session:
        done = await session.execute(
            update(message)
            .where(message.c.state == constant(MessageState.DUE), message.c.not_after <= now)
            .values(
                # A message that may have arrived is not marked as given up.
                state=case(
                    (message.c.uncertain, MessageState.UNKNOWN.value),
                    else_=MessageState.EXPIRED.value,
                ),
                settled_at=now,
            )
        )
        return done.rowcount


def _promised(
    kind: str, to: PersonId | None, facts: dict[str, Any], once: str, now: datetime
) -> dict[str, Any]:
    return {
        "kind": kind,
        "person_id": to,
        "facts": facts,
        "dedupe_key": once,
        "priority": int(Priority.CONFIRMATION),
        "not_before": now,
        "state": MessageState.DUE.value,
        "created_at": now,
    }


def _claimed(row: Any, token: str) -> Claimed:
    reachable = row.telegram_id if row.unreachable_at is None else None
    return Claimed(
        id=row.id,
        kind=row.kind,
        facts=row.facts,
        person_id=row.person_id,
        telegram_id=row.chat_id if row.chat_id is not None else reachable,
        language=row.language,
        attempts=row.attempts,
        announcement_id=row.announcement_id,
        not_after=row.not_after,
        claim=token,
        leased_until=row.leased_until,
        uncertain=row.uncertain,
        blocked=row.unreachable_at is not None,
    )


def _settlement(verdict: Verdict, real_now: datetime) -> dict[str, Any]:
    again = verdict.state is MessageState.DUE
    wait = timedelta(seconds=verdict.retry_in or 0)
    return {
        "b_id": verdict.message.id,
        "b_claim": verdict.message.claim,
        "b_state": verdict.state.value,
        "b_tries": int(verdict.counted),
        "b_retry": real_now + wait if again else None,
        "b_uncertain": verdict.uncertain,
        "b_telegram": verdict.telegram_message_id,
        "b_chat": verdict.message.telegram_id if verdict.state is MessageState.SENT else None,
        "b_settled": None if again else real_now,
        "b_error": verdict.error,
    }
