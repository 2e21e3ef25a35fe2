"""Buttons of one offering and its seats: for the person, and for HR."""

from enum import IntEnum

from domain.ids import EnrolmentId, MessageId, OfferingId
from handlers.actions.codec import Action, action


class CancelReason(IntEnum):
    """Why a seat was given up, as offered; health is never asked about."""

    DUTY = 0
    PERSONAL = 1
    CLASH = 2


@action("to")
class OpenOffering(Action):
    """Rincian: an offering in its present state for this person; `back` is where Kembali leads."""

    offering: OfferingId
    back: Action | None = None


@action("te")
class Enrol(Action):
    """Daftar, Masuk Daftar Tunggu, Daftar Lagi: a seat, a place in the queue or a request.

    `announced`: pressed under an announcement, whose text stays; `back` then is the notice.
    """

    offering: OfferingId
    announced: bool = False
    back: Action | None = None


@action("ts")
class OpenSigned(Action):
    """The confirmation after Daftar, as it was."""

    offering: OfferingId
    back: Action | None = None


@action("tn")
class OpenNotice(Action):
    """A promised message as it was: where Kembali leads after Rincian or Batalkan under it."""

    message: MessageId


@action("tc")
class CancelAsk(Action):
    """Batalkan: asks once; `back` is the message as it was."""

    offering: OfferingId
    back: Action | None = None


@action("tx")
class CancelNow(Action):
    """Ya, Batalkan; under the reminder of the day before also Batalkan itself."""

    offering: OfferingId


@action("tr")
class GiveReason(Action):
    """A reason chosen after cancelling."""

    offering: OfferingId
    reason: CancelReason


@action("ta")
class AskCancelReason(Action):
    """Alasan Lain: the reason is typed."""

    offering: OfferingId


@action("tl")
class SkipReason(Action):
    """Lewati: no reason is given."""


@action("ty")
class Confirm(Action):
    """Saya Hadir."""

    offering: OfferingId
    back: Action | None = None


@action("ti")
class SendCalendar(Action):
    """Unduh Kalender."""

    offering: OfferingId


@action("em")
class ListMine(Action):
    """Pelatihan Saya: what is coming (page 0 on), or what is past."""

    past: bool = False
    page: int = 0


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
class AskRefusalReason(Action):
    """Tolak: asks why."""

    enrolment: EnrolmentId


@action("qf")
class Refuse(Action):
    """A reason chosen by button."""

    enrolment: EnrolmentId
    reason: Refusal


@action("hp")
class PickOffering(Action):
    """Peserta: the offerings, one page."""

    page: int


@action("hg")
class OpenParticipants(Action):
    """The participants of an offering, one page."""

    offering: OfferingId
    page: int


@action("hw")
class DownloadParticipants(Action):
    """The participants as a file."""

    offering: OfferingId


class Removal(IntEnum):
    """Reasons offered for taking somebody off."""

    POST = 0
    TAKEN_BEFORE = 1
    DUTY = 2


@action("hb")
class OpenParticipant(Action):
    """One participant."""

    enrolment: EnrolmentId


@action("he")
class AskRemoval(Action):
    """Batalkan Keikutsertaan: why?"""

    enrolment: EnrolmentId


@action("hm")
class Remove(Action):
    """Takes the participant off for one of the reasons offered."""

    enrolment: EnrolmentId
    reason: Removal
