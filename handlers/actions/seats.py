"""Buttons of one offering and its seats: for the person, and for HR."""

from enum import IntEnum

from domain.ids import EnrolmentId, MessageId, OfferingId
from handlers.codec import Action, action


class CancelReason(IntEnum):
    """The offered reasons for giving up a seat; none asks about health."""

    DUTY = 0
    PERSONAL = 1
    CLASH = 2


@action("to")
class OpenOffering(Action):
    """Opens an offering in its present state for this person (Rincian).

    `back` is where Kembali leads.
    """

    offering: OfferingId
    back: Action | None = None


@action("te")
class Enrol(Action):
    """Takes a seat, a place in the queue, or asks HR (Daftar, Masuk Daftar Tunggu, Daftar Lagi).

    `announced`: pressed under an announcement, whose text stays; `back` then is the notice.
    `seen`: what the message showed (domain/seats/seen.py), here and in the buttons below.
    """

    offering: OfferingId
    announced: bool = False
    seen: int | None = None
    back: Action | None = None


@action("ts")
class OpenSigned(Action):
    """Returns to the confirmation of a sign-up."""

    offering: OfferingId
    back: Action | None = None


@action("tn")
class OpenNotice(Action):
    """Returns to a promised message from the screen that its Rincian or Batalkan opened."""

    message: MessageId


@action("tc")
class CancelAsk(Action):
    """Asks before a seat is given up (Batalkan); `back` is the message it stands under."""

    offering: OfferingId
    back: Action | None = None


@action("tx")
class CancelNow(Action):
    """Gives up a seat (Ya, Batalkan; Tidak Bisa Hadir under the reminder of the day before)."""

    offering: OfferingId
    seen: int | None = None


@action("tm")
class AskMove(Action):
    """Asks before the person leaves a training at the same time (Pindah ke Pelatihan Ini)."""

    offering: OfferingId
    back: Action | None = None


@action("tk")
class MoveNow(Action):
    """Moves to this training (Ya, Pindah); `seen`: see domain/seats/moving.py."""

    offering: OfferingId
    seen: int
    back: Action | None = None


@action("tr")
class GiveReason(Action):
    """Chooses a reason after cancelling."""

    offering: OfferingId
    reason: CancelReason
    seen: int | None = None


@action("ta")
class AskCancelReason(Action):
    """Asks for another reason, which is typed (Alasan Lain)."""

    offering: OfferingId


@action("tl")
class SkipReason(Action):
    """Gives no reason (Lewati)."""


@action("ty")
class Confirm(Action):
    """Says that the person will attend (Saya Akan Hadir)."""

    offering: OfferingId
    seen: int | None = None
    back: Action | None = None


@action("ti")
class SendCalendar(Action):
    """Sends the calendar file (Unduh Kalender)."""

    offering: OfferingId


@action("em")
class ListMine(Action):
    """Opens the person's own trainings: those to come, by page, or past ones (Pelatihan Saya)."""

    past: bool = False
    page: int = 0


class RefusalReason(IntEnum):
    """The reasons for a refusal that buttons offer."""

    SEATS = 0
    POST = 1
    TAKEN_BEFORE = 2


@action("ql")
class OpenRequests(Action):
    """Opens one page of the sign-ups that wait for HR's decision (Permintaan)."""

    page: int


@action("qo")
class OpenRequest(Action):
    """Opens one sign-up that is not decided."""

    enrolment: EnrolmentId


@action("qa")
class Approve(Action):
    """Approves a sign-up (Setujui)."""

    enrolment: EnrolmentId
    seen: int | None = None


@action("qr")
class AskRefusalReason(Action):
    """Asks why a sign-up is refused (Tolak)."""

    enrolment: EnrolmentId


@action("qf")
class Refuse(Action):
    """Refuses a sign-up for an offered reason."""

    enrolment: EnrolmentId
    reason: RefusalReason
    seen: int | None = None


@action("hp")
class PickOffering(Action):
    """Opens one page of the offerings (Peserta), or of those that the last search found.

    `search` is the mark of that search: an older one is not kept.
    """

    page: int
    search: int | None = None


@action("hg")
class OpenParticipants(Action):
    """Opens one page of the participants of an offering."""

    offering: OfferingId
    page: int


@action("hw")
class DownloadParticipants(Action):
    """Downloads the participants as a file."""

    offering: OfferingId


class Removal(IntEnum):
    """The offered reasons for removing a participant."""

    POST = 0
    TAKEN_BEFORE = 1
    DUTY = 2


@action("hb")
class OpenParticipant(Action):
    """Opens one participant; `back` is where Kembali leads, if not to the participants."""

    enrolment: EnrolmentId
    back: Action | None = None


@action("he")
class AskRemoval(Action):
    """Asks why the participant is removed (Batalkan Keikutsertaan)."""

    enrolment: EnrolmentId


@action("hm")
class Remove(Action):
    """Removes the participant for an offered reason."""

    enrolment: EnrolmentId
    reason: Removal
    seen: int | None = None


@action("xt")
class TakeOffer(Action):
    """Takes the seat that is offered (Ambil Tempat)."""

    offering: OfferingId
    seen: int | None = None
    back: Action | None = None


@action("xs")
class SkipOffer(Action):
    """Leaves the offered seat to the next person (Lewati)."""

    offering: OfferingId
    seen: int | None = None
    back: Action | None = None


@action("xw")
class OpenHowFilled(Action):
    """Says how the seats of an offering are given (Cara Pengisian)."""

    offering: OfferingId
    back: Action | None = None


@action("xd")
class DownloadOrder(Action):
    """Downloads the order in which interested people got seats (Unduh Urutan)."""

    offering: OfferingId


@action("xm")
class PickTarget(Action):
    """Asks where the people of an offering that is called off may go (Pindahkan Peserta)."""

    offering: OfferingId
    page: int = 0


@action("xn")
class TransferTo(Action):
    """Offers the people of an offering seats in another one."""

    left: OfferingId
    to: OfferingId


@action("xu")
class UndoTransfer(Action):
    """Takes that back before people are told of it (Urungkan)."""

    left: OfferingId
    number: int
