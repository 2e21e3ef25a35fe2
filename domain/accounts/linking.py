"""Which person a shared number belongs to, and how often somebody may try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.accounts.failures import FailureReason
from domain.ids import OfferingId, PersonId

CONSENT_VERSION = "1"
"""Of the words that are agreed to; rises with every change of their meaning."""
TRIES_A_DAY = 5
"""By the calendar of the house: enough for a mistake, too few to try out numbers."""
TRIES_KEPT = timedelta(days=3)
"""The counter of tries is all that is kept of somebody who is not linked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the roster who has the shared number."""

    person_id: PersonId
    active: bool
    linked: bool
    """With another account that HR has not released."""


def find(candidates: Sequence[Candidate]) -> PersonId | FailureReason:
    """The one active person with this number who is not linked elsewhere, or why there is none.

    HR learns the reason; the person who tries gets the same words for all of them.
    """
    active = [one for one in candidates if one.active]
    if not active:
        return FailureReason.INACTIVE if candidates else FailureReason.UNKNOWN
    if len(active) > 1:
        return FailureReason.SHARED
    return FailureReason.LINKED if active[0].linked else active[0].person_id


@dataclass(frozen=True, slots=True)
class Consent:
    """What was agreed to and when, kept until the number is shared."""

    version: str
    at: datetime
    offering: OfferingId | None
    """Where the person was heading when asked."""
    code: str | None = None
    """A link code that was opened or typed before."""
    phone: str | None = None
    """The shared number, while its code is awaited."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The account is linked now."""

    name: str
    """With titles."""
    position: str | None
    unit: str | None
    offering: OfferingId | None
    """What opens at once."""


@dataclass(frozen=True, slots=True)
class Refused:
    """No person could be found for the number."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class NoTriesLeft:
    """The tries of this day are used up."""


@dataclass(frozen=True, slots=True)
class Stale:
    """No consent is open that the number could follow."""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """The number is known to us now; the link code is still to be typed."""


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """The account is linked already."""


Outcome = Linked | CodeAsked | Refused | NoTriesLeft | Stale | AlreadyLinked
