"""Buttons of the HR desk: figures, who is not linked, who failed to link, participants."""

from domain.ids import OfferingId
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
