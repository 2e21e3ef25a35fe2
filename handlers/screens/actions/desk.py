"""Buttons of the HR desk: figures, who is not linked, who failed to link, participants."""

from enum import IntEnum

from domain.ids import EnrolmentId, OfferingId
from handlers.screens.actions.codec import Action, action


@action("hd")
class OpenDesk(Action):
    """Menu HR."""


@action("hu")
class OpenUnlinked(Action):
    """Belum Terhubung."""


@action("hx")
class DownloadUnlinked(Action):
    """Unduh under Belum Terhubung."""


@action("hi")
class ShowInvitation(Action):
    """The invitation, in a message of its own."""


@action("hf")
class OpenFailed(Action):
    """Gagal Terhubung, one page."""

    page: int


@action("ho")
class OpenFailure(Action):
    """One person who could not link."""

    failure: int
    page: int


@action("hl")
class ReleaseFailure(Action):
    """Lepas Tautan Lama for the person of a failed try."""

    failure: int
    page: int


@action("hs")
class SettleFailure(Action):
    """Tandai Selesai for a failed try."""

    failure: int
    page: int


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
