"""Which person a shared phone number belongs to, and how many attempts an account has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.accounts.failures import FailureReason
from domain.ids import OfferingId, PersonId

CONSENT_VERSION = "1"
"""Version of the privacy text that people agree to; raised when its meaning changes."""
TRIES_A_DAY = 5
"""Attempts an account has per local day: enough for mistakes, too few to try out numbers."""
NUMBER_TRIES_A_DAY = 5
"""Attempts with a missing or wrong code per number and local day, whichever accounts make them.
No number of them voids the code: the holder of a recycled number could keep its person out."""
TRIES_KEPT = timedelta(days=3)
"""The count of attempts is the only data kept about an account that is not linked."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the roster who has the shared number."""

    person_id: PersonId
    active: bool
    linked: bool
    """With another account that HR has not released."""


def find(candidates: Sequence[Candidate]) -> PersonId | FailureReason:
    """The one active person with this number who has no other account, or why there is none.

    HR is told the reason; the person who tries gets the same words for every reason.
    """
    active = [one for one in candidates if one.active]
    if not active:
        return FailureReason.INACTIVE if candidates else FailureReason.UNKNOWN
    if len(active) > 1:
        return FailureReason.SHARED
    return FailureReason.LINKED if active[0].linked else active[0].person_id


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person agreed to and when, kept until the person shares the number."""

    version: str
    at: datetime
    offering: OfferingId | None
    """The deep link that the person followed, to be opened after linking."""
    code: str | None = None
    """The link code that the person opened or typed before sharing the number."""
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
    """What is opened after linking."""


@dataclass(frozen=True, slots=True)
class LinkRefused:
    """No person was found for the number."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class NoTriesLeft:
    """The account has used up its attempts of this day."""


@dataclass(frozen=True, slots=True)
class Stale:
    """The account has given no consent, or the consent has expired."""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """The number belongs to a person; the person must type the link code next."""


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """The account is linked already."""


LinkOutcome = Linked | CodeAsked | LinkRefused | NoTriesLeft | Stale | AlreadyLinked
