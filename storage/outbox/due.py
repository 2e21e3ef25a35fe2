"""Which messages a dispatcher may take now.

A message of a kind that this program does not know is left, as it is, to the newer program that
promised it. Taking it only to put it back would use up the rate (a broadcast of an unknown kind
would stop every other message) and would keep the newer program waiting. It holds up no later
message of its person: where no newer program runs any more, it would do so for ever. So those may
overtake it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, exists, literal, or_, select

from domain.outbox.messages import Priority, State
from storage.database.columns import Utc, constant
from storage.outbox.tables import message

LEASE = timedelta(minutes=3)
"""Longer than all time-outs of one try together: a lapsed lease means that its holder is gone."""
LONGEST_RETRY = timedelta(minutes=5)
SKEW = timedelta(minutes=1)
"""A lease or a retry farther ahead than any that is handed out was written by a clock that has
been set back since: it is over."""
UNSETTLED = message.c.state.in_([constant(State.DUE), constant(State.SENDING)])
"""SQL: word for word as the index ix_message_unsettled has it, so that it is found by it."""


def _due() -> Any:
    now, real_now = bindparam("now", type_=Utc()), bindparam("real_now", type_=Utc())
    longest = bindparam("longest", type_=Utc())
    other = message.alias("other")
    latest = bindparam("latest", type_=Utc())
    # One message in flight per person keeps their order; so does one that waits for its retry.
    busy = exists(
        select(literal(1)).where(
            other.c.person_id == message.c.person_id,
            other.c.state == State.SENDING.value,
            other.c.id != message.c.id,
            other.c.leased_until > real_now,
            other.c.leased_until <= longest,
        )
    )
    overtakes = exists(
        select(literal(1)).where(
            other.c.person_id == message.c.person_id,
            other.c.state == State.DUE.value,
            other.c.id < message.c.id,
            other.c.priority <= message.c.priority,
            other.c.retry_at > real_now,
            other.c.retry_at <= latest,
        )
    )
    ready = and_(
        message.c.state == State.DUE.value,
        or_(message.c.not_after.is_(None), message.c.not_after > now),
        or_(
            message.c.retry_at.is_(None),
            message.c.retry_at <= real_now,
            message.c.retry_at > latest,
        ),
    )
    # Also after its time: whoever takes it settles what became of it.
    lapsed = and_(
        message.c.state == State.SENDING.value,
        or_(message.c.leased_until <= real_now, message.c.leased_until > longest),
    )
    # Read in the order of the index: it ends at the last message taken, whatever waits behind.
    return (
        select(message.c.id)
        .where(UNSETTLED, message.c.not_before <= now, or_(ready, lapsed), ~busy, ~overtakes)
        .where(message.c.priority <= bindparam("least"))
        .where(message.c.kind.in_(bindparam("kinds", expanding=True)))
        .order_by(message.c.priority, message.c.not_before, message.c.id)
        .limit(bindparam("most"))
    )


def asked(
    now: datetime, real_now: datetime, urgent_only: bool, *, kinds: Collection[str], most: int
) -> dict[str, Any]:
    """The parameters of DUE."""
    least = Priority.REMINDER if urgent_only else Priority.BULK
    return {
        "now": now,
        "real_now": real_now,
        "longest": real_now + LEASE + SKEW,
        "latest": real_now + LONGEST_RETRY + SKEW,
        "least": int(least),
        "kinds": list(kinds),
        "most": most,
    }


# Asked many times a second: built once.
DUE = _due()
LOCKED = DUE.with_for_update(skip_locked=True)
