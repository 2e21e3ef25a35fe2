"""Buttons of a person's account: linking, settings, privacy; and of HR's lists about accounts."""

from enum import IntEnum

from domain.ids import DataRequestId, FailureId, OfferingId
from domain.reminders import MUTABLE
from handlers.actions.codec import Action, action


class Field(IntEnum):
    """Which data a person says are wrong."""

    NAME = 0
    POST = 1
    PHONE = 2
    ASSESSMENT = 3
    TRAINING = 4

    @property
    def code(self) -> str:
        """As kept with the request."""
        return self.name.lower()


@action("vm")
class OpenPrivacy(Action):
    """Privasi."""


@action("vk")
class OpenKept(Action):
    """Data Tersimpan."""


@action("vc")
class SendCopy(Action):
    """Salinan Data."""


@action("vp")
class AskField(Action):
    """Perbaiki Data: which data?"""


@action("vt")
class AskCorrection(Action):
    """A field was chosen: the right data are typed."""

    field: Field


@action("vu")
class AskUnlink(Action):
    """Putuskan Tautan: asks once."""


@action("vy")
class Unlink(Action):
    """Ya, Putuskan."""


@action("vw")
class AskWithdraw(Action):
    """Cabut Persetujuan: asks once."""


@action("vz")
class Withdraw(Action):
    """Ya, Cabut."""


class Language(IntEnum):
    """The languages of the house."""

    INDONESIAN = 0
    ENGLISH = 1

    @property
    def code(self) -> str:
        """As kept with the link."""
        return ("id", "en")[self]


class ReminderKind(IntEnum):
    """The kinds of reminders that can be switched off, in the order they are shown."""

    H7 = 0
    H1 = 1
    H0 = 2
    CLOSING = 3
    FEEDBACK = 4

    @property
    def code(self) -> str:
        """As kept with the link."""
        return MUTABLE[self]


@action("sm")
class OpenSettings(Action):
    """Pengaturan."""


@action("sl")
class OpenLanguage(Action):
    """Bahasa."""


@action("sb")
class SetLanguage(Action):
    """A language; acts at once."""

    language: Language


@action("sr")
class OpenReminders(Action):
    """Pengingat."""


@action("sk")
class SetReminder(Action):
    """One kind of reminder, on or off."""

    kind: ReminderKind
    on: bool


@action("sv")
class OpenView(Action):
    """Gambar atau Teks."""


@action("sg")
class SetView(Action):
    """Kompetensi Saya as a picture, or as text."""

    picture: bool


@action("lc")
class OpenConsent(Action):
    """Back to the question of consent; the offering is where the person was heading."""

    offering: OfferingId | None = None


@action("ln")
class OpenDataNotice(Action):
    """Rincian: the notice on personal data; `back` is where Kembali leads."""

    back: Action | None = None


@action("la")
class Agree(Action):
    """Setuju."""

    offering: OfferingId | None = None


@action("ld")
class Decline(Action):
    """Tidak Setuju."""

    offering: OfferingId | None = None


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

    failure: FailureId
    page: int


@action("hl")
class ReleaseFailure(Action):
    """Lepas Tautan Lama for the person of a failed try."""

    failure: FailureId
    page: int


@action("hs")
class SettleFailure(Action):
    """Tandai Selesai for a failed try."""

    failure: FailureId
    page: int


@action("qd")
class OpenDataRequests(Action):
    """Permintaan Data, one page."""

    page: int


@action("qi")
class OpenDataRequest(Action):
    """One request about personal data."""

    request: DataRequestId


@action("qs")
class SettleDataRequest(Action):
    """Tandai Selesai."""

    request: DataRequestId
