"""Announcements to many people (Buat Pengumuman): HR writes, sends and corrects them."""

from domain.outbox.messages import MessageKind
from handlers.actions import announcements as actions
from handlers.announcements import audience, checking, recalling, sending, writing
from handlers.announcements import notices as announcements_notices
from handlers.notices import Notice, Notices, Sending
from handlers.reception.routes import Look, Right, Route, Routes

ROUTES = Routes(
    commands={
        "pengumuman": Route(writing.what, Right.HR),
    },
    presses={
        actions.NewAnnouncement: Route(writing.what, Right.HR),
        actions.AnnounceTraining: Route(writing.training, Right.HR),
        actions.AnnounceText: Route(writing.ask_text, Right.HR),
        actions.OpenAudience: Route(audience.open_audience, Right.HR),
        actions.SetEverybody: Route(audience.everybody, Right.HR),
        actions.SetRelated: Route(audience.related, Right.HR),
        actions.PickAudience: Route(audience.pick, Right.HR, goes_on="announcement"),
        actions.SetPicked: Route(audience.picked, Right.HR, goes_on="announcement"),
        actions.ClearAudience: Route(audience.clear, Right.HR),
        actions.PreviewAnnouncement: Route(writing.preview, Right.HR),
        actions.EditAnnouncement: Route(writing.edit, Right.HR),
        actions.SaveChanges: Route(writing.save_changes, Right.HR),
        actions.AskWhen: Route(writing.ask_when, Right.HR),
        actions.ScheduleAt: Route(writing.schedule, Right.HR),
        actions.OpenAnnouncement: Route(sending.open_one, Right.HR),
        actions.SendNow: Route(sending.send, Right.HR),
        actions.AskCancel: Route(writing.ask_cancel, Right.HR),
        actions.CancelAnnouncement: Route(writing.cancel, Right.HR),
        actions.StopSending: Route(sending.stop, Right.HR),
        actions.OpenCheck: Route(checking.open_check, Right.HR),
        actions.ApproveAnnouncement: Route(checking.approve, Right.HR),
        actions.ReturnAnnouncement: Route(checking.send_back, Right.HR),
        actions.StopCheck: Route(checking.stop, Right.HR),
        actions.LeaveProgress: Route(sending.leave, Right.HR),
        actions.AskRest: Route(sending.ask_rest, Right.HR),
        actions.SendToRest: Route(sending.send_to_rest, Right.HR),
        actions.DownloadUnreached: Route(
            sending.download, Right.HR, Look("unreached_downloaded", "announcement")
        ),
        actions.ListAnnouncements: Route(sending.listing, Right.HR),
        actions.CorrectAnnouncement: Route(recalling.ask_correction, Right.HR),
        actions.SendCorrection: Route(recalling.correct, Right.HR),
        actions.CorrectAndTell: Route(recalling.correct_and_tell, Right.HR),
        actions.AskTakeBack: Route(recalling.ask_take_back, Right.HR),
        actions.TakeBack: Route(recalling.take_back, Right.HR),
    },
    texts={
        ("announcement", "text"): Route(writing.text, Right.HR),
        ("announcement", "name"): Route(audience.typed_name, Right.HR),
        ("announcement", "time"): Route(writing.typed_time, Right.HR),
        ("announcement", "correction"): Route(recalling.typed, Right.HR),
    },
    files={
        ("announcement", "text"): Route(writing.file, Right.HR),
        ("announcement", "correction"): Route(recalling.not_text, Right.HR),
    },
)

NOTICES: Notices = {
    MessageKind.ANNOUNCEMENT: Notice(announcements_notices.announcement),
    MessageKind.ANNOUNCEMENT_EDIT: Notice(
        announcements_notices.corrected, tries=5, sending=Sending.EDIT
    ),
    MessageKind.ANNOUNCEMENT_CORRECTED: Notice(announcements_notices.told_of_correction),
    MessageKind.ANNOUNCEMENT_DELETE: Notice(
        announcements_notices.taken_back, tries=5, sending=Sending.DELETE
    ),
    MessageKind.ANNOUNCEMENT_PROGRESS: Notice(announcements_notices.watch, for_hr=True),
    MessageKind.ANNOUNCEMENT_CHECK: Notice(announcements_notices.check, for_hr=True),
    MessageKind.ANNOUNCEMENT_HELD: Notice(announcements_notices.held, for_hr=True),
}
