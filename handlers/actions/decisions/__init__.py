"""Buttons of decisions: of the offices that decide, and of the people who wait."""

from enum import IntEnum

from domain.ids import DecisionId, EnrolmentId, OfferingId
from handlers.codec import Action, action


class RefusalGround(IntEnum):
    """The reasons for a refusal that buttons offer."""

    DUTY = 0
    UNIT_QUOTA = 1
    POST = 2
    TAKEN_BEFORE = 3
    SEATS = 4
    BUDGET = 5


@action("gb")
class ListDecisions(Action):
    """Opens one page of what waits for a person's decision (Permintaan)."""

    page: int = 0


@action("gj")
class OpenDecision(Action):
    """Opens one decision with its history (Rincian)."""

    decision: DecisionId


@action("gs")
class OpenOldest(Action):
    """Opens the oldest decision that waits (Rincian under the list)."""


@action("ga")
class ApproveDecision(Action):
    """Says yes (Setujui); `seen` is the time of the offering that the message showed."""

    decision: DecisionId
    seen: int | None = None


@action("gk")
class AskDecisionReason(Action):
    """Asks why it is refused (Tolak)."""

    decision: DecisionId


@action("gq")
class RefuseDecision(Action):
    """Says no for an offered reason."""

    decision: DecisionId
    reason: RefusalGround
    seen: int | None = None


@action("gw")
class TurnTick(Action):
    """Ticks one in the list, or takes its tick away."""

    decision: DecisionId
    page: int


@action("gy")
class TickPage(Action):
    """Ticks all of the page that was shown, known by its mark (Tandai Ini)."""

    page: int
    mark: int


@action("gm")
class ApproveTicked(Action):
    """Says yes to all that are ticked (Setujui Terpilih)."""


@action("gn")
class AskTickedReason(Action):
    """Asks why all that are ticked are refused (Tolak Terpilih)."""


@action("xa")
class RefuseTicked(Action):
    """Says no to all that are ticked, for an offered reason."""

    reason: RefusalGround


@action("xb")
class UndoDecision(Action):
    """Takes an answer back while nobody has been told (Urungkan)."""

    decision: DecisionId


@action("gv")
class UndoMany(Action):
    """Takes back what was decided at once; `at` is the second of it."""

    at: int


@action("gh")
class AskHand(Action):
    """Asks to which office a decision is handed over (Alihkan)."""

    decision: DecisionId


@action("gi")
class HandTo(Action):
    """Hands over to an office; `office` as storage/decisions/handing.py numbers them."""

    decision: DecisionId
    office: int


@action("gz")
class UndoHand(Action):
    """Takes a hand-over back (Urungkan)."""

    decision: DecisionId


@action("gg")
class NudgeOffice(Action):
    """Reminds the office where an own sign-up lies, once (Ingatkan)."""

    offering: OfferingId
    enrolment: EnrolmentId


@action("ge")
class OpenAges(Action):
    """Opens all open decisions by age (Lama Menunggu)."""


@action("gc")
class RemindOffices(Action):
    """Reminds every office with the messages of the next working morning (Ingatkan Semua)."""


@action("xc")
class DownloadOpen(Action):
    """Downloads all open decisions as a file."""
