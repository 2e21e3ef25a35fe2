"""The figures of a broadcast: progress, people it did not reach, messages deleted or corrected."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

RECENT_SECONDS = 10
"""The span over which the present rate is measured."""
TELLING_SECONDS = 3
"""A shorter span says nothing of the time that is left."""


@dataclass(frozen=True, slots=True)
class BroadcastTally:
    """How many messages of an announcement are in each state."""

    total: int = 0
    waiting: int = 0
    """Due or in flight."""
    sent: int = 0
    maybe_twice: int = 0
    """Of those sent: an earlier try, whose outcome is unknown, may have arrived as well."""
    uncertain: int = 0
    failed: int = 0
    """Refused by Telegram, too late, or its person has left."""
    closed: int = 0
    """Not sent, since sign-up for the announced training had closed or it was called off."""
    blocked: int = 0
    unlinked: int = 0
    cancelled: int = 0
    recent: int = 0
    """Sent within the last RECENT_SECONDS."""

    @property
    def recipients(self) -> int:
        """How many people could receive it at all."""
        return self.total - self.unlinked

    @property
    def unreached(self) -> int:
        """How many people are known not to have received it."""
        return self.total - self.sent - self.waiting


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is."""

    percent: int
    done: int
    recipients: int
    rate: int
    """Messages a second."""
    left: timedelta
    failed: int


def progress(
    tally: BroadcastTally, *, expected: int, elapsed: timedelta, send_rate: int, fanned_out: bool
) -> Progress:
    """The figures of a running broadcast; `expected` counts until all are in the outbox."""
    recipients = tally.recipients if fanned_out else max(tally.recipients, expected)
    waiting = tally.waiting + recipients - tally.recipients
    span = min(float(RECENT_SECONDS), max(1.0, elapsed.total_seconds()))
    rate = tally.recent / span
    expected_rate = rate if rate and span >= TELLING_SECONDS else send_rate
    left = timedelta(seconds=waiting / expected_rate)
    percent = (recipients - waiting) * 100 // recipients if recipients else 100
    failed = tally.failed + tally.uncertain
    return Progress(percent, tally.sent, recipients, round(rate), left, failed)


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person who did not receive an announcement."""

    nip: str
    name: str
    position: str | None
    unit: str | None
    reason: "UnreachedReason"


class UnreachedReason(StrEnum):
    """Why a person did not receive it."""

    UNLINKED = "unlinked"
    BLOCKED = "blocked"
    UNCERTAIN = "uncertain"
    STOPPED = "stopped"
    CLOSED = "closed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Recall:
    """What a correction or a withdrawal does and did."""

    sent: int
    """Messages that were sent at all."""
    total: int
    """Those it is tried on."""
    waiting: int = 0
    done: int = 0
    told: int = 0
    """People who are told of the correction in a message of its own."""

    @property
    def failed(self) -> int:
        return self.total - self.waiting - self.done

    @property
    def too_old(self) -> int:
        """Sent too long ago to be deleted."""
        return self.sent - self.total
