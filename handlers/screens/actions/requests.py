"""Buttons of what HR decides or settles: sign-ups and requests about personal data."""

from enum import IntEnum

from domain.ids import EnrolmentId
from handlers.screens.actions.codec import Action, action


class Refusal(IntEnum):
    """The reasons offered as buttons."""

    SEATS = 0
    POST = 1
    TAKEN_BEFORE = 2


@action("ql")
class OpenRequests(Action):
    """Permintaan: the sign-ups that wait for a decision, one page."""

    page: int


@action("qo")
class OpenRequest(Action):
    """One sign-up, undecided."""

    enrolment: EnrolmentId


@action("qa")
class Approve(Action):
    """Setujui."""

    enrolment: EnrolmentId


@action("qr")
class AskReason(Action):
    """Tolak: asks why."""

    enrolment: EnrolmentId


@action("qf")
class Refuse(Action):
    """A reason chosen by button."""

    enrolment: EnrolmentId
    reason: Refusal


@action("qd")
class OpenDataRequests(Action):
    """Permintaan Data, one page."""

    page: int


@action("qi")
class OpenDataRequest(Action):
    """One request about personal data."""

    request: int


@action("qs")
class SettleDataRequest(Action):
    """Tandai Selesai."""

    request: int
