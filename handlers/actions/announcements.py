"""Buttons of Pengumuman: what, to whom, when, and what became of it."""

from domain.announcements.audience import Kind
from domain.ids import AnnouncementId, OfferingId
from handlers.actions.codec import Action, action


@action("aw")
class NewAnnouncement(Action):
    """Buat Pengumuman: what to announce, one page."""

    page: int = 0


@action("at")
class AnnounceTraining(Action):
    """The training to announce was chosen."""

    offering: OfferingId


@action("af")
class AnnounceText(Action):
    """Teks Bebas, or Isi of an announcement that exists."""

    announcement: AnnouncementId | None = None


@action("aa")
class OpenAudience(Action):
    """Kirim kepada siapa?"""

    announcement: AnnouncementId


@action("al")
class SetEverybody(Action):
    """Semua ASN."""

    announcement: AnnouncementId
    on: bool


@action("ar")
class SetRelated(Action):
    """Kesenjangan Terkait."""

    announcement: AnnouncementId
    on: bool


@action("ap")
class PickAudience(Action):
    """Unit Kerja, Jabatan, Kesenjangan or Peserta: the list, one page."""

    announcement: AnnouncementId
    kind: Kind
    page: int
    fresh: bool
    """From the audience: what was searched before counts no more."""


@action("ag")
class SetPicked(Action):
    """One entry of the list, switched on or off. The wish is in the button: twice is once."""

    announcement: AnnouncementId
    kind: Kind
    chosen: int
    on: bool
    page: int


@action("ax")
class ClearAudience(Action):
    """Hapus Pilihan."""

    announcement: AnnouncementId


@action("av")
class Preview(Action):
    """Pratinjau."""

    announcement: AnnouncementId


@action("ae")
class EditAnnouncement(Action):
    """Ubah."""

    announcement: AnnouncementId


@action("as")
class AskWhen(Action):
    """Jadwalkan, for the revision that was previewed."""

    announcement: AnnouncementId
    revision: int


@action("am")
class ScheduleAt(Action):
    """One of the moments offered; the revision is the one that was previewed."""

    announcement: AnnouncementId
    revision: int
    minute: int
    """Minutes since 1970 in UTC."""


@action("ao")
class OpenAnnouncement(Action):
    """An announcement as it stands now: scheduled, on its way or done."""

    announcement: AnnouncementId


@action("an")
class SendNow(Action):
    """Kirim Sekarang, for the revision that was previewed."""

    announcement: AnnouncementId
    revision: int
    in_quiet: bool
    """Pressed after being told that it is quiet hours."""


@action("ab")
class AskCancel(Action):
    """Batalkan on a scheduled announcement."""

    announcement: AnnouncementId


@action("ay")
class CancelAnnouncement(Action):
    """Ya, Batalkan."""

    announcement: AnnouncementId


@action("ah")
class StopSending(Action):
    """Hentikan: acts at once."""

    announcement: AnnouncementId


@action("ai")
class LeaveProgress(Action):
    """Menu HR under a message that goes on being edited."""


@action("ad")
class DownloadUnreached(Action):
    """Unduh: who did not get it, and why."""

    announcement: AnnouncementId


@action("bl")
class ListAnnouncements(Action):
    """Terjadwal dan Terkirim, one page."""

    page: int


@action("be")
class CorrectAnnouncement(Action):
    """Perbaiki: asks for the new text."""

    announcement: AnnouncementId


@action("bs")
class SendCorrection(Action):
    """Kirim Perbaikan, as it was previewed."""

    announcement: AnnouncementId
    revision: int


@action("bt")
class AskTakeBack(Action):
    """Tarik: asks once."""

    announcement: AnnouncementId


@action("by")
class TakeBack(Action):
    """Ya, Tarik."""

    announcement: AnnouncementId
