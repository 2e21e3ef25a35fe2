"""What is decided, and what became of it."""

from enum import StrEnum


class DecisionKind(StrEnum):
    """What is asked; the words are stored, and stay."""

    SEAT = "seat"
    """A sign-up for an offering; the object is the enrolment."""
    ANNOUNCEMENT = "announcement"
    """A message to many people that a second HR officer checks; the object is the announcement."""


class ApprovalBy(StrEnum):
    """Who approves a sign-up for an offering that needs approval, as stored."""

    HR = "hr"
    SUPERIOR = "superior"
    BOTH = "superior+hr"
    """The superior first, then HR."""

    @property
    def first(self) -> "DecisionStep":
        """The office that is asked first."""
        return DecisionStep.HR if self is ApprovalBy.HR else DecisionStep.SUPERIOR


APPROVAL_WORDS: dict[str, str] = {
    ApprovalBy.HR: "ya",
    ApprovalBy.SUPERIOR: "atasan",
    ApprovalBy.BOTH: "atasan+hr",
}
"""The words of PERLU PERSETUJUAN in HR's files."""


class DecisionStep(StrEnum):
    """Which office answers; an offering can ask the superior and then HR."""

    SUPERIOR = "superior"
    HR = "hr"


class DecisionState(StrEnum):
    """The present state of one decision; all but OPEN are final, unless it is undone."""

    OPEN = "open"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """The person no longer wants it, or it was replaced by another decision."""
    LAPSED = "lapsed"
    """Its object is over, and no office had answered."""


class DecisionEvent(StrEnum):
    """An entry in the history of a decision; the words are stored, and stay."""

    ASKED = "asked"
    REMINDED = "reminded"
    ESCALATED = "escalated"
    """The next superior can decide as well."""
    RAISED = "raised"
    """HR's attention was called to it."""
    HANDED = "handed"
    APPROVED = "approved"
    REFUSED = "refused"
    UNDONE = "undone"
    WITHDRAWN = "taken_back"
    """Not `withdrawn`, which in the audit log means the consent of a person."""
    LAPSED = "lapsed"


class MandateKind(StrEnum):
    """How a person acts for a post; the words are stored, and stay (learning.md section 3)."""

    VACANT = "plt"
    """Plt.: the post has no holder."""
    ABSENT = "plh"
    """Plh.: the holder is away for a time."""
    DELEGATE = "delegasi"
    """Beside the holder, who decides as well."""
