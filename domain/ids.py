"""Typed ids, so that two whole numbers of different meaning cannot be swapped."""

from dataclasses import dataclass
from typing import NewType

PersonId = NewType("PersonId", int)
UnitId = NewType("UnitId", int)
PositionId = NewType("PositionId", int)
CompetencyId = NewType("CompetencyId", int)
TrainingId = NewType("TrainingId", int)
OfferingId = NewType("OfferingId", int)
TrainingSessionId = NewType("TrainingSessionId", int)
DraftId = NewType("DraftId", int)
"""An offering that HR prepares in the chat."""
ChangeId = NewType("ChangeId", int)
"""A change of an offering that HR made in the chat."""
SpeakerId = NewType("SpeakerId", int)
"""One person who speaks in one session."""
HostId = NewType("HostId", int)
"""One person who receives people at an offering."""
EnrolmentId = NewType("EnrolmentId", int)
NominationId = NewType("NominationId", int)
"""One person named for an offering by one office."""
NominationDraftId = NewType("NominationDraftId", int)
"""Whom an officer or a superior is about to name for an offering."""
AssignmentLetterId = NewType("AssignmentLetterId", int)
"""The letter of assignment of one unit for an offering."""
FormId = NewType("FormId", int)
QuestionId = NewType("QuestionId", int)
AnnouncementId = NewType("AnnouncementId", int)
MessageId = NewType("MessageId", int)
DayLineId = NewType("DayLineId", int)
ImportId = NewType("ImportId", int)
ImportLogId = NewType("ImportLogId", int)
FailureId = NewType("FailureId", int)
"""A try to link an account that failed."""
DataRequestId = NewType("DataRequestId", int)
DecisionId = NewType("DecisionId", int)
"""One question that a superior, a unit officer or HR answers with yes or no."""
MandateId = NewType("MandateId", int)
"""A person acts for the holder of a post, for a time."""
UnitOfficerId = NewType("UnitOfficerId", int)
"""The role of one person as the HR officer of one unit and the units below it."""
TelegramId = NewType("TelegramId", int)
"""A Telegram user; in a private chat the chat has the same number."""


@dataclass(frozen=True, slots=True)
class Fence:
    """Proof that this process holds the lane of a person; the number changes with every holder."""

    telegram_id: TelegramId
    number: int


@dataclass(frozen=True, slots=True)
class UpdateKey:
    """Identifies one update of one bot: claimed once, in the transaction of its effect."""

    bot_id: int
    update_id: int
    fence: Fence | None = None
    """Where several processes share the lanes: an effect is committed only while it is valid."""
