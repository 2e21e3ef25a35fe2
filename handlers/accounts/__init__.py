"""Linking a Telegram account, preferences, privacy, and what HR does about accounts."""

from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from handlers.accounts import linking, notices, preferences, privacy
from handlers.accounts.hr import data_requests, failures, unlinked
from handlers.accounts.hr import notices as hr_notices
from handlers.actions import accounts as actions
from handlers.day_lines import LineNotice, LineNotices
from handlers.notices import Notice, Notices
from handlers.reception.routes import Look, Outside, Right, Route, Routes

ROUTES = Routes(
    commands={
        "start": Route(linking.start, Right.ANYONE),
        "pengaturan": Route(preferences.settings, Right.LINKED),
        "privasi": Route(privacy.rights, Right.LINKED),
    },
    presses={
        actions.OpenConsent: Route(linking.consent, Right.ANYONE),
        actions.OpenDataNotice: Route(linking.notice, Right.ANYONE),
        actions.Agree: Route(linking.agree, Right.ANYONE),
        actions.Decline: Route(linking.decline, Right.ANYONE),
        actions.OpenSettings: Route(preferences.settings, Right.LINKED),
        actions.OpenLanguage: Route(preferences.language, Right.LINKED),
        actions.SetLanguage: Route(preferences.set_language, Right.LINKED),
        actions.OpenReminders: Route(preferences.reminders, Right.LINKED),
        actions.SetReminder: Route(preferences.set_reminder, Right.LINKED),
        actions.OpenView: Route(preferences.view, Right.LINKED),
        actions.SetView: Route(preferences.set_view, Right.LINKED),
        actions.OpenPrivacy: Route(privacy.rights, Right.LINKED),
        actions.OpenKept: Route(privacy.kept, Right.LINKED),
        actions.SendCopy: Route(privacy.copy, Right.LINKED),
        actions.OpenLooks: Route(privacy.looks, Right.LINKED),
        actions.AskField: Route(privacy.ask_field, Right.LINKED),
        actions.AskCorrection: Route(privacy.ask_correction, Right.LINKED),
        actions.AskUnlink: Route(privacy.ask_unlink, Right.LINKED),
        actions.Unlink: Route(privacy.unlink, Right.ANYONE),
        actions.AskWithdraw: Route(privacy.ask_withdraw, Right.LINKED),
        actions.Withdraw: Route(privacy.withdraw, Right.ANYONE),
        actions.OpenUnlinked: Route(unlinked.summary, Right.HR),
        actions.DownloadUnlinked: Route(unlinked.download, Right.HR, Look("unlinked_downloaded")),
        actions.ShowInvitation: Route(unlinked.invitation, Right.HR),
        actions.OpenFailed: Route(failures.failures, Right.HR, Look("failures_seen")),
        actions.OpenFailure: Route(failures.failure, Right.HR, Look("failure_seen", "failure")),
        actions.ReleaseFailure: Route(failures.release, Right.HR, Look("failure_seen", "failure")),
        actions.SettleFailure: Route(failures.settle, Right.HR, Look("failures_seen")),
        actions.OpenDataRequests: Route(
            data_requests.listing, Right.HR, Look("data_requests_seen")
        ),
        actions.OpenDataRequest: Route(
            data_requests.one, Right.HR, Look("data_request_seen", "request")
        ),
        actions.SettleDataRequest: Route(
            data_requests.settle, Right.HR, Look("data_request_seen", "request")
        ),
    },
    texts={
        ("linking", "contact"): Route(linking.typed, Right.ANYONE),
        ("linking", "code"): Route(linking.typed, Right.ANYONE),
        ("linking", "early"): Route(linking.typed, Right.ANYONE),
        ("privacy", "correction"): Route(privacy.typed_correction, Right.LINKED),
    },
    files={
        ("linking", "contact"): Route(linking.typed, Right.ANYONE),
    },
    outside={
        Outside.CONTACT: Route(linking.contact, Right.ANYONE),
    },
)

NOTICES: Notices = {
    MessageKind.LINK_OLD: Notice(notices.old_account),
    MessageKind.CORRECTION_DONE: Notice(notices.correction_done),
    MessageKind.DATA_REQUEST: Notice(hr_notices.data_request, for_hr=True),
    MessageKind.DATA_REQUEST_DUE: Notice(hr_notices.data_request_due, for_hr=True),
    MessageKind.CODE_GUESSED: Notice(hr_notices.code_guessed, for_hr=True),
    MessageKind.UNLINKED_BY_HR: Notice(hr_notices.unlinked_by_hr),
}

DAY_LINES: LineNotices = {
    DayKind.DATA_REQUEST_DUE: LineNotice(hr_notices.data_request_line, for_hr=True),
}
