"""The states and outcomes of a promised message (a row of the outbox)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from domain.ids import AnnouncementId, MessageId, PersonId, TelegramId

NOT_LINKED, BLOCKED = "not linked", "blocked"
"""Why a message is unreachable."""
NO_LONGER_RELEVANT = "no longer relevant"
"""Why a message was dropped when it was rendered."""


class MessageState(StrEnum):
    """The states of a message; all but DUE and SENDING are final."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    """Telegram may or may not have it, and the kind forbids another try."""
    UNREACHABLE = "unreachable"
    """The person is not linked, blocks the bot, or has deleted the account."""
    EXPIRED = "expired"
    """Its not_after passed before it could be sent."""
    DROPPED = "dropped"
    """No longer relevant when it was rendered, or its person left."""
    CANCELLED = "cancelled"
    """Stopped by HR before it was sent."""
    PARKED = "parked"
    """Telegram refuses its content; the reason stands in `error`."""


class MessageKind(StrEnum):
    """Every kind of message that this version promises; the words are stored, and stay.

    A row of the outbox may hold another word: one that a newer version has written.
    """

    LINK_OLD = "link_old"
    UNLINKED_BY_HR = "unlinked_by_hr"
    CORRECTION_DONE = "correction_done"
    DATA_REQUEST = "req_data"
    DATA_REQUEST_DUE = "data_request_due"
    CODE_GUESSED = "code_guessed"
    OFFERING_MOVED = "offering_moved"
    OFFERING_CALLED_OFF = "offering_called_off"
    OFFERING_REOPENED = "offering_reopened"
    SPEAKER = "offerings.speaker"
    SPEAKER_FREED = "offerings.speaker_freed"
    SPEAKER_DECLINED = "offerings.speaker_declined"
    NOMINATION_ASKED = "nominations.asked"
    NOMINATION_ENDED = "nominations.ended"
    LETTER_CHANGED = "letters.changed"
    PROMOTED = "note.promoted"
    QUEUE_ENDED = "note.queue.end"
    APPROVED = "note.approved"
    NOMINATED = "note.nominated"
    REFUSED = "note.refused"
    REMOVED = "note.removed"
    PRESENCE = "presence"
    PASSED_OVER = "note.passed"
    SEAT_OFFER = "seats.offer"
    SEAT_OFFER_ENDED = "seats.offer_ended"
    """Edits the message with the offer."""
    SEAT_OFFER_OUT = "seats.offer_out"
    SEAT_TRANSFER = "seats.transfer"
    """To a person of an offering that is called off: a seat in another one."""
    SEATS_ALLOTTED = "seats.outcome"
    """To each interested person, when seats are given by need or by draw."""
    SEATS_ALLOTMENT = "seats.allotment"
    """The same to HR."""
    QUEUE_UNREACHED = "queue_unreached"
    REQUEST = "request_notice"
    LATE_CANCEL = "late_cancel"
    DECISION_ASKED = "decisions.asked"
    DECISION_JOINED = "decisions.joined"
    DECISION_ESCALATED = "decisions.escalated"
    DECISION_LAPSED = "decisions.lapsed"
    REMINDER_H7 = "rem.h7"
    REMINDER_H1 = "rem.h1"
    REMINDER_H0 = "rem.h0"
    CLOSING = "rem.closing"
    FEEDBACK_INVITE = "fb.invite"
    FEEDBACK_H1 = "fb.rem.h1"
    FEEDBACK_H3 = "fb.rem.h3"
    HOST = "offerings.host"
    HOST_DECLINED = "offerings.host_declined"
    ROLE_OFFERED = "roles.offered"
    ROLE_ENDED = "roles.ended"
    MANDATE_BEGUN = "mandates.begun"
    IMPORT_ENDED = "import_end"
    DAY_BUNDLE = "day.bundle"
    """One a day: what can wait, each as a line (domain/outbox/day.py)."""
    ANNOUNCEMENT = "announcement"
    ANNOUNCEMENT_EDIT = "announcement_edit"
    ANNOUNCEMENT_CORRECTED = "announcement_corrected"
    ANNOUNCEMENT_DELETE = "announcement_delete"
    ANNOUNCEMENT_PROGRESS = "announcement_progress"
    ANNOUNCEMENT_CHECK = "announcements.check"
    ANNOUNCEMENT_HELD = "announcement_held"


class Priority(IntEnum):
    """A smaller number is sent first, so that a broadcast never delays a confirmation."""

    CONFIRMATION = 0
    REMINDER = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that one dispatcher has leased, with the chat it goes to."""

    id: MessageId
    kind: str
    facts: dict[str, Any]
    person_id: PersonId | None
    telegram_id: TelegramId | None
    """None: the person is not linked (or blocks the bot)."""
    language: str | None
    attempts: int
    announcement_id: AnnouncementId | None
    not_after: datetime | None
    claim: str
    leased_until: datetime
    """When the lease ends, in real time; afterwards another dispatcher may take the message."""
    uncertain: bool
    """An earlier try may have arrived."""
    blocked: bool = False
    """Linked, and blocks the bot."""

    def ended(self, now: datetime, *, tries: int) -> MessageState | None:
        """The final state without another try; None if the message is still to be sent.

        A message is final if it may have arrived and had all its tries, or if it was in flight
        when its process ended and it is too late now.
        """
        late = self.not_after is not None and self.not_after <= now
        if self.uncertain and (late or self.attempts >= tries):
            return MessageState.UNKNOWN
        return MessageState.EXPIRED if late else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of one try; it is settled with the claim that allowed the try."""

    message: Claimed
    state: MessageState
    telegram_message_id: int | None = None
    error: str | None = None
    retry_in: float | None = None
    """Seconds of real time until the next try; only with MessageState.DUE."""
    counted: bool = field(default=True)
    """Whether the try counts (a 429 or a refused connection does not)."""
    uncertain: bool = False
    unreachable: bool = False
    """The person blocks the bot or the account is gone."""

    @classmethod
    def later(cls, message: Claimed, seconds: float, error: str | None = None) -> "Verdict":
        """The verdict "not sent now, try later"; an earlier try may still have arrived."""
        return cls(
            message,
            MessageState.DUE,
            error=error,
            retry_in=seconds,
            counted=False,
            uncertain=message.uncertain,
        )
