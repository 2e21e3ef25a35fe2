"""Quiet hours, in which no message is sent, and the time to which such a message moves."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.outbox.messages import MessageKind

SOON = timedelta(hours=12)
"""What is about a training that begins within this time is told in quiet hours, too."""
CAN_WAIT = frozenset(
    (
        MessageKind.CORRECTION_DONE,
        MessageKind.DATA_REQUEST,
        MessageKind.DATA_REQUEST_DUE,
        MessageKind.OFFERING_MOVED,
        MessageKind.OFFERING_CALLED_OFF,
        MessageKind.OFFERING_REOPENED,
        MessageKind.SPEAKER,
        MessageKind.SPEAKER_FREED,
        MessageKind.SPEAKER_DECLINED,
        MessageKind.NOMINATION_ASKED,
        MessageKind.NOMINATION_ENDED,
        MessageKind.LETTER_CHANGED,
        MessageKind.PROMOTED,
        MessageKind.PASSED_OVER,
        MessageKind.SEAT_OFFER,
        MessageKind.SEAT_OFFER_ENDED,
        MessageKind.SEAT_OFFER_OUT,
        MessageKind.SEAT_TRANSFER,
        MessageKind.SEATS_ALLOTTED,
        MessageKind.SEATS_ALLOTMENT,
        MessageKind.QUEUE_ENDED,
        MessageKind.APPROVED,
        MessageKind.NOMINATED,
        MessageKind.REFUSED,
        MessageKind.REMOVED,
        MessageKind.PRESENCE,
        MessageKind.REQUEST,
        MessageKind.MANDATE_BEGUN,
        MessageKind.LATE_CANCEL,
        MessageKind.DECISION_ASKED,
        MessageKind.DECISION_JOINED,
        MessageKind.DECISION_ESCALATED,
        MessageKind.DECISION_LAPSED,
        MessageKind.QUEUE_UNREACHED,
        MessageKind.ANNOUNCEMENT_CHECK,
        MessageKind.HOST,
        MessageKind.HOST_DECLINED,
        MessageKind.ROLE_OFFERED,
        MessageKind.ROLE_ENDED,
        MessageKind.DAY_BUNDLE,
    )
)
"""Kinds of messages that wait for the end of quiet hours. Reminders and announcements have rules
of their own; what is about the security of an account, or answers HR's own file, comes at once."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A half-open span of local time, `start` in it and `end` not; equal ends mean none."""

    start: time
    end: time
    zone: str

    def holds(self, moment: datetime) -> bool:
        """Whether this moment lies in the quiet hours."""
        clock = self._local(moment).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours in which it lies."""
        if not self.holds(moment):
            return moment
        there = self._local(moment)
        days = 1 if there.time() >= self.end else 0
        return self._at(there, days, self.end)

    def before(self, moment: datetime) -> datetime:
        """The moment itself, or the last minute before the quiet hours in which it lies."""
        if not self.holds(moment):
            return moment
        there = self._local(moment)
        days = -1 if there.time() < self.start else 0
        return self._at(there, days, self.start) - timedelta(minutes=1)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def _at(self, there: datetime, days: int, clock: time) -> datetime:
        local = datetime.combine(there.date() + timedelta(days=days), clock, there.tzinfo)
        return local.astimezone(ZoneInfo("UTC"))
