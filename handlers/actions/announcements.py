"""Buttons of announcements (Pengumuman): content, audience, time, sending, report, recall."""

from domain.announcements.audience import Kind
from domain.ids import AnnouncementId, OfferingId
from handlers.codec import Action, action


@action("aw")
class NewAnnouncement(Action):
    """Asks what to announce, one page of trainings (Buat Pengumuman)."""

    page: int = 0


@action("at")
class AnnounceTraining(Action):
    """Chooses the training to announce."""

    offering: OfferingId


@action("af")
class AnnounceText(Action):
    """Asks for a free text (Teks Bebas), or for the text of an existing announcement (Isi)."""

    announcement: AnnouncementId | None = None


@action("aa")
class OpenAudience(Action):
    """Opens the choice of the audience (Kirim kepada siapa?)."""

    announcement: AnnouncementId


@action("al")
class SetEverybody(Action):
    """Adds every civil servant to the audience, or removes them (Semua ASN)."""

    announcement: AnnouncementId
    on: bool


@action("ar")
class SetRelated(Action):
    """Adds people with a gap that the training answers, or removes them (Kesenjangan Terkait)."""

    announcement: AnnouncementId
    on: bool


@action("ap")
class PickAudience(Action):
    """Opens one page of units, posts, gaps or participants to choose from."""

    announcement: AnnouncementId
    kind: Kind
    page: int
    fresh: bool
    """True for a press on the audience screen: an earlier search of the list is dropped."""


@action("ag")
class SetPicked(Action):
    """Switches one entry of the list on or off.

    The button holds the wanted state, so that a second press changes nothing.
    """

    announcement: AnnouncementId
    kind: Kind
    chosen: int
    on: bool
    page: int


@action("ax")
class ClearAudience(Action):
    """Removes all choices (Hapus Pilihan)."""

    announcement: AnnouncementId


@action("av")
class PreviewAnnouncement(Action):
    """Shows the preview (Pratinjau)."""

    announcement: AnnouncementId


@action("ae")
class EditAnnouncement(Action):
    """Opens what can be changed (Ubah); a scheduled announcement is changed in a copy."""

    announcement: AnnouncementId


@action("bv")
class SaveChanges(Action):
    """Changes the scheduled announcement to what was previewed (Simpan)."""

    announcement: AnnouncementId
    """The copy that was changed."""
    revision: int


@action("as")
class AskWhen(Action):
    """Asks when to send the revision that was previewed (Jadwalkan)."""

    announcement: AnnouncementId
    revision: int


@action("am")
class ScheduleAt(Action):
    """Chooses one of the offered times for the revision that was previewed."""

    announcement: AnnouncementId
    revision: int
    minute: int
    """Minutes since 1970 in UTC."""


@action("ao")
class OpenAnnouncement(Action):
    """Opens an announcement in its present state: scheduled, being sent or done."""

    announcement: AnnouncementId


@action("an")
class SendNow(Action):
    """Sends the revision that was previewed (Kirim Sekarang)."""

    announcement: AnnouncementId
    revision: int
    in_quiet: bool
    """True if the HR officer was told that it is quiet hours and pressed anyway."""


@action("ab")
class AskCancel(Action):
    """Asks before a scheduled announcement is cancelled (Batalkan)."""

    announcement: AnnouncementId


@action("ay")
class CancelAnnouncement(Action):
    """Cancels a scheduled announcement (Ya, Batalkan)."""

    announcement: AnnouncementId


@action("ah")
class StopSending(Action):
    """Stops the sending at once (Hentikan)."""

    announcement: AnnouncementId


@action("ai")
class LeaveProgress(Action):
    """Opens the HR desk below a message that is still being edited (Menu HR)."""


@action("bk")
class AskRest(Action):
    """Asks before it is sent to those who did not get it (Kirim kepada yang Belum)."""

    announcement: AnnouncementId


@action("bu")
class SendToRest(Action):
    """Sends it to as many people as HR saw that did not get it."""

    announcement: AnnouncementId
    people: int


@action("ad")
class DownloadUnreached(Action):
    """Downloads who did not get it, and why (Unduh)."""

    announcement: AnnouncementId


@action("bl")
class ListAnnouncements(Action):
    """Opens one page of scheduled and sent announcements (Terjadwal dan Terkirim)."""

    page: int


@action("be")
class CorrectAnnouncement(Action):
    """Asks for the corrected text (Perbaiki)."""

    announcement: AnnouncementId


@action("bs")
class SendCorrection(Action):
    """Sends the correction that was previewed (Perbaiki Diam-diam)."""

    announcement: AnnouncementId
    revision: int


@action("bn")
class CorrectAndTell(Action):
    """Sends the correction that was previewed, and a message about it (Perbaiki dan Kabari)."""

    announcement: AnnouncementId
    revision: int


@action("bt")
class AskTakeBack(Action):
    """Asks before the announcement is taken back (Tarik)."""

    announcement: AnnouncementId


@action("by")
class TakeBack(Action):
    """Deletes the announcement from all chats (Ya, Tarik)."""

    announcement: AnnouncementId


@action("uc")
class OpenCheck(Action):
    """Opens what another officer is to check, as people will get it."""

    announcement: AnnouncementId


@action("ui")
class ApproveAnnouncement(Action):
    """Another officer lets it be sent (Setujui)."""

    announcement: AnnouncementId
    revision: int


@action("ur")
class ReturnAnnouncement(Action):
    """Another officer does not let it be sent (Kembalikan)."""

    announcement: AnnouncementId
    revision: int


@action("ut")
class StopCheck(Action):
    """It is to be checked by no officer, and is a draft again (Batalkan)."""

    announcement: AnnouncementId
