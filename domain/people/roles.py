"""The role of a unit officer: given by HR with a code, accepted by typing it, and its end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.ids import PersonId, UnitId, UnitOfficerId

TRIES = 5
"""Wrong codes after which the role is void, and HR gives it anew."""


class RoleAnswer(StrEnum):
    """What became of a typed code."""

    ACCEPTED = "accepted"
    WRONG = "wrong"
    NONE_LEFT = "none left"
    """The last try was wrong: the role is void."""
    VOID = "void"
    """No role waits for a code: it is accepted, declined, taken back, or the code is too old."""


class RoleEnd(StrEnum):
    """Why a role has ended; stored in the facts of the message that tells it."""

    REVOKED = "revoked"
    DECLINED = "declined"
    WRONG_CODE = "wrong code"
    UNANSWERED = "unanswered"
    OVER = "over"
    LEFT_UNIT = "left unit"
    LEFT_SERVICE = "left service"


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit whose officer a person can become, with the people in service in it and below."""

    id: UnitId
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class UnitRole:
    """The role of one person as the officer of one unit."""

    id: UnitOfficerId
    person: PersonId
    name: str
    """Of the person, with titles."""
    nip: str
    unit: str
    given_at: datetime
    accepted: bool
    until: date | None
    ended: bool
    wrong: int

    @property
    def tries_left(self) -> int:
        return max(0, TRIES - self.wrong)


@dataclass(frozen=True, slots=True)
class CodeTyped:
    """A typed code was judged; `role` is as it stands now."""

    answer: RoleAnswer
    role: UnitRole | None
