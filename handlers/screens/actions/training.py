"""Buttons of one offering: its details, the seat, cancelling, the list of what I take part in."""

from enum import IntEnum

from domain.ids import MessageId, OfferingId
from handlers.screens.actions.codec import Action, action


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
class AskReason(Action):
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
