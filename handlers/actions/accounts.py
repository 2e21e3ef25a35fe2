"""Buttons of a person's account (linking, settings, privacy) and of HR's lists about accounts."""

from enum import IntEnum

from domain.ids import DataRequestId, FailureId, OfferingId
from domain.reminders import MUTABLE
from handlers.codec import Action, action


class Field(IntEnum):
    """The field of personal data that a person says is wrong."""

    NAME = 0
    POST = 1
    PHONE = 2
    ASSESSMENT = 3
    TRAINING = 4

    @property
    def code(self) -> str:
        """The word stored with the request."""
        return self.name.lower()


@action("vm")
class OpenPrivacy(Action):
    """Opens the privacy screen (Privasi)."""


@action("vk")
class OpenKept(Action):
    """Shows the stored data (Data Tersimpan)."""


@action("vc")
class SendCopy(Action):
    """Sends a copy of all data (Salinan Data)."""


@action("vl")
class OpenLooks(Action):
    """Shows how often others looked at the person's data (Siapa Melihat)."""


@action("vp")
class AskField(Action):
    """Asks which field is wrong (Perbaiki Data)."""


@action("vt")
class AskCorrection(Action):
    """Chooses the field; its right content is typed next."""

    field: Field


@action("vu")
class AskUnlink(Action):
    """Asks before the link ends (Lepas Akun)."""


@action("vy")
class Unlink(Action):
    """Ends the link (Ya, Lepas)."""


@action("vw")
class AskWithdraw(Action):
    """Asks before consent is withdrawn (Cabut Persetujuan)."""


@action("vz")
class Withdraw(Action):
    """Withdraws the consent (Ya, Cabut)."""


class Language(IntEnum):
    """The languages in which the bot speaks."""

    INDONESIAN = 0
    ENGLISH = 1

    @property
    def code(self) -> str:
        """The word stored with the link."""
        return ("id", "en")[self]


class ReminderKind(IntEnum):
    """The kinds of reminders that can be switched off, written in the order they are shown.

    The number is in buttons that are already sent, and is the position in `MUTABLE`: a new kind
    takes the next number, wherever it is written.
    """

    H7 = 0
    H1 = 1
    H0 = 2
    CLOSING = 3
    FEEDBACK = 4

    @property
    def code(self) -> str:
        """The word stored with the link."""
        return MUTABLE[self]


@action("sm")
class OpenSettings(Action):
    """Opens the settings (Pengaturan)."""


@action("sl")
class OpenLanguage(Action):
    """Opens the choice of language (Bahasa)."""


@action("sb")
class SetLanguage(Action):
    """Saves a language."""

    language: Language


@action("sr")
class OpenReminders(Action):
    """Opens the list of reminders (Pengingat)."""


@action("sk")
class SetReminder(Action):
    """Switches one kind of reminder on or off."""

    kind: ReminderKind
    on: bool


@action("sv")
class OpenView(Action):
    """Opens the choice of picture or text (Tampilan Kompetensi)."""


@action("sg")
class SetView(Action):
    """Shows the profile of competencies as a picture, or as text."""

    picture: bool


@action("lc")
class OpenConsent(Action):
    """Returns to the question of consent; `offering` is the one that opens after linking."""

    offering: OfferingId | None = None


@action("ln")
class OpenDataNotice(Action):
    """Shows the notice on personal data (Rincian); `back` is where Kembali leads."""

    back: Action | None = None


@action("la")
class Agree(Action):
    """Agrees to the processing of personal data (Setuju)."""

    offering: OfferingId | None = None


@action("ld")
class Decline(Action):
    """Declines (Tidak Setuju)."""

    offering: OfferingId | None = None


@action("hu")
class OpenUnlinked(Action):
    """Shows how many people are not linked (Belum Terhubung)."""


@action("hx")
class DownloadUnlinked(Action):
    """Downloads the list of people who are not linked (Unduh)."""


@action("hi")
class ShowInvitation(Action):
    """Sends the invitation as a message of its own."""


@action("hf")
class OpenFailed(Action):
    """Opens one page of the failed tries to link (Gagal Terhubung)."""

    page: int


@action("ho")
class OpenFailure(Action):
    """Opens one failed try to link."""

    failure: FailureId
    page: int


@action("hl")
class ReleaseFailure(Action):
    """Ends the old link of the person of a failed try (Lepas Akun Lama)."""

    failure: FailureId
    page: int


@action("hs")
class SettleFailure(Action):
    """Marks a failed try as settled (Tandai Selesai)."""

    failure: FailureId
    page: int


@action("qd")
class OpenDataRequests(Action):
    """Opens one page of the requests about personal data (Permintaan Data)."""

    page: int


@action("qi")
class OpenDataRequest(Action):
    """Opens one request about personal data."""

    request: DataRequestId


@action("qs")
class SettleDataRequest(Action):
    """Marks a request as settled (Tandai Selesai)."""

    request: DataRequestId
