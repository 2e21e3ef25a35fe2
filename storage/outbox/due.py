"""Which messages a dispatcher may take now.

A message of a kind that this program does not know is left to the newer program that promised it.
Taking it and putting it back would use up the rate (a broadcast of an unknown kind would stop
every other message) and would delay the newer program. Later messages of the same person may
overtake it: if no newer program runs any more, they would otherwise wait for ever.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, literal, or_, select

from domain.outbox.messages import MessageState, Priority
from domain.outbox.quiet import CAN_WAIT, SOON
from storage.catalogue.tables import offering
from storage.database.columns import Utc, among, constant
from storage.outbox.tables import message
from storage.seats.tables import enrolment

LEASE = timedelta(minutes=3)
"""Longer than all time-outs of one try together: after the lease its holder is gone."""
LONGEST_RETRY = timedelta(minutes=5)
"""The longest wait between two tries."""
SKEW = timedelta(minutes=1)
"""A lease or retry farther in the future than any that is given was written by a clock that has
been set back since: it counts as over."""
UNSETTLED = message.c.state.in_([constant(MessageState.DUE), constant(MessageState.SENDING)])
"""SQL: exactly the condition of the index ix_message_unsettled, which is used only then."""


@cache
def due(kinds: frozenset[str]) -> Any:
    """SQL: the ids of the messages of these kinds that may be taken; see `asked`.

    Built once for each set of kinds, since it runs many times a second.
    """
    now, real_now = bindparam("now", type_=Utc()), bindparam("real_now", type_=Utc())
    longest = bindparam("longest", type_=Utc())
    other = message.alias("other")
    latest = bindparam("latest", type_=Utc())
    # One message in flight per person keeps their order; so does one that waits for a retry.
    busy = exists(
        select(literal(1)).where(
            other.c.person_id == message.c.person_id,
            other.c.state == MessageState.SENDING.value,
            other.c.id != message.c.id,
            other.c.leased_until > real_now,
            other.c.leased_until <= longest,
        )
    )
    overtakes = exists(
        select(literal(1)).where(
            other.c.person_id == message.c.person_id,
            other.c.state == MessageState.DUE.value,
            other.c.id < message.c.id,
            other.c.priority <= message.c.priority,
            other.c.retry_at > real_now,
            other.c.retry_at <= latest,
        )
    )
    ready = and_(
        message.c.state == MessageState.DUE.value,
        or_(message.c.not_after.is_(None), message.c.not_after > now),
        or_(
            message.c.retry_at.is_(None),
            message.c.retry_at <= real_now,
            message.c.retry_at > latest,
        ),
    )
    # Also after its time: its outcome must be settled.
    lapsed = and_(
        message.c.state == MessageState.SENDING.value,
        or_(message.c.leased_until <= real_now, message.c.leased_until > longest),
    )
    # In the order of the index: the query ends at the last message taken, however many follow.
    return (
        select(message.c.id)
        .where(UNSETTLED, message.c.not_before <= now, or_(ready, lapsed), ~busy, ~overtakes)
        .where(message.c.priority <= bindparam("least"))
        .where(among(message.c.kind, sorted(kinds)))
        .order_by(message.c.priority, message.c.not_before, message.c.id)
        .limit(bindparam("most"))
    )


def can_wait(now: Any, until: Any) -> Any:
    """SQL: a message of a kind that waits for the end of the quiet hours, at `until`.

    Not one about a training that begins soon, nor one that would then be too late.
    """
    about = or_(
        offering.c.id == message.c.facts["offering"].as_integer(),
        offering.c.id
        == select(enrolment.c.offering_id)
        .where(enrolment.c.id == message.c.facts["enrolment"].as_integer())
        .correlate(message)
        .scalar_subquery(),
    )
    soon = exists(
        select(literal(1)).where(
            about, offering.c.starts_at > now, offering.c.starts_at <= now + SOON
        )
    )
    return and_(
        among(message.c.kind, CAN_WAIT),
        or_(message.c.not_after.is_(None), message.c.not_after > until),
        ~soon,
    )


def asked(now: datetime, real_now: datetime, urgent_only: bool, *, most: int) -> dict[str, Any]:
    """The parameters of `due`."""
    least = Priority.REMINDER if urgent_only else Priority.BULK
    return {
        "now": now,
        "real_now": real_now,
        "longest": real_now + LEASE + SKEW,
        "latest": real_now + LONGEST_RETRY + SKEW,
        "least": int(least),
        "most": most,
    }


@cache
def locked(kinds: frozenset[str]) -> Any:
    """The same for engines with row locks: what another process is taking is passed over."""
    return due(kinds).with_for_update(skip_locked=True)
