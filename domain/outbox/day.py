"""One message a day: what is neither an own seat nor a duty of the hour waits as a line of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.decisions.clock import MORNING, WorkDays
from domain.ids import DayLineId, PersonId

MOST_LINES = 3
"""Lines of one bundle; further ones come the next time."""


class DayKind(StrEnum):
    """What a line is about; the words are stored, and stay."""

    CLOSING = "reminders.closing"
    DATA_REQUEST_DUE = "accounts.data_request_due"
    QUEUE_UNREACHED = "seats.queue_unreached"
    SEATS_ALLOTMENT = "seats.allotted"
    SPEAKER_DECLINED = "catalogue.speaker_declined"


ONE_A_DAY = frozenset((DayKind.CLOSING,))
"""Kinds of which a bundle holds at most one line."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line as it is stored."""

    id: DayLineId
    person_id: PersonId
    kind: str
    facts: dict[str, Any]


def chosen(waiting: Sequence[DayLine]) -> tuple[DayLine, ...]:
    """The lines of one person's bundle, out of those that wait in their order."""
    taken: list[DayLine] = []
    for line in waiting:
        single = line.kind in ONE_A_DAY
        if len(taken) < MOST_LINES and not (single and line.kind in {one.kind for one in taken}):
            taken.append(line)
    return tuple(taken)


def goes_out(days: WorkDays, now: datetime) -> bool:
    """Whether today's bundle is sent by now: from the morning of a working day on."""
    today = days.today(now)
    return days.works(today) and now >= days.at(today, MORNING)


def next_bundle(days: WorkDays, now: datetime) -> datetime:
    """When the next bundle goes out."""
    today = days.today(now)
    at = days.at(today, MORNING)
    if days.works(today) and now < at:
        return at
    return days.at(days.after(now, 1), MORNING)
