"""Reception: one update in, one storage call, one screen out. The routing table is below."""

from typing import TYPE_CHECKING, Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import (
    cancelling,
    catalogue,
    competency,
    feedback,
    guards,
    home,
    intercom,
    linking,
    my_trainings,
    preferences,
    privacy,
    training,
)
from handlers.guards import Handler, anyone, linked
from handlers.guards import hr as for_hr  # the name of the guard is a room's, too
from handlers.hr import (
    announcing,
    audience,
    data_requests,
    importing,
    participants,
    recalling,
    removing,
    requests,
    sending,
    staff,
    unlinked,
)
from handlers.hr import desk as hr_desk
from handlers.screens import actions
from handlers.screens.actions import Action

if TYPE_CHECKING:
    from bot.context import BotContext

COMMANDS: dict[str, Handler] = {
    "start": anyone(linking.start),
    "menu": linked(home.menu),
    "bantuan": anyone(home.help_),
    "batal": anyone(home.leave),
    # competency
    "kompetensi": linked(competency.show),
    # training
    "pelatihan": linked(catalogue.first_page),
    "saya": linked(my_trainings.coming),
    # feedback
    "umpanbalik": linked(feedback.forms),
    # settings and privacy
    "pengaturan": linked(preferences.settings),
    "privasi": linked(privacy.rights),
    # hr
    "hr": for_hr(hr_desk.open_desk),
    "pengumuman": for_hr(announcing.what),
    "impor": for_hr(importing.ask),
}

PRESSES: dict[type[Action], Handler] = {
    actions.home.OpenMenu: linked(home.menu),
    actions.home.OpenHelp: anyone(home.help_),
    # linking
    actions.linking.OpenConsent: anyone(linking.consent),
    actions.linking.OpenDataNotice: anyone(linking.notice),
    actions.linking.Agree: anyone(linking.agree),
    actions.linking.Decline: anyone(linking.decline),
    # settings and privacy
    actions.preferences.OpenSettings: linked(preferences.settings),
    actions.preferences.OpenLanguage: linked(preferences.language),
    actions.preferences.SetLanguage: linked(preferences.set_language),
    actions.preferences.OpenReminders: linked(preferences.reminders),
    actions.preferences.SetReminder: linked(preferences.set_reminder),
    actions.preferences.OpenView: linked(preferences.view),
    actions.preferences.SetView: linked(preferences.set_view),
    actions.privacy.OpenPrivacy: linked(privacy.rights),
    actions.privacy.OpenKept: linked(privacy.kept),
    actions.privacy.SendCopy: linked(privacy.copy),
    actions.privacy.AskField: linked(privacy.ask_field),
    actions.privacy.AskCorrection: linked(privacy.ask_correction),
    actions.privacy.AskUnlink: linked(privacy.ask_unlink),
    actions.privacy.Unlink: anyone(privacy.unlink),
    actions.privacy.AskWithdraw: linked(privacy.ask_withdraw),
    actions.privacy.Withdraw: anyone(privacy.withdraw),
    # competency
    actions.competency.ShowProfile: linked(competency.turn),
    actions.competency.ShowAll: linked(competency.everything),
    actions.competency.OpenCompetency: linked(competency.open_one),
    # training
    actions.catalogue.ListTrainings: linked(catalogue.listing),
    actions.catalogue.ListFound: linked(catalogue.found),
    actions.catalogue.ListOthers: linked(catalogue.others),
    actions.catalogue.OpenFilter: linked(catalogue.open_filter),
    actions.catalogue.ChooseMonth: linked(catalogue.months),
    actions.catalogue.ChooseMode: linked(catalogue.modes),
    actions.catalogue.ChooseCompetency: linked(catalogue.competencies),
    actions.training.OpenOffering: linked(training.open_offering),
    actions.training.Enrol: linked(training.enrol),
    actions.training.OpenSigned: linked(training.open_signed),
    actions.training.OpenNotice: linked(training.open_notice),
    actions.training.Confirm: linked(training.confirm),
    actions.training.SendCalendar: linked(training.send_calendar),
    actions.training.CancelAsk: linked(cancelling.ask),
    actions.training.CancelNow: linked(cancelling.cancel),
    actions.training.GiveReason: linked(cancelling.give_reason),
    actions.training.AskReason: linked(cancelling.ask_reason),
    actions.training.SkipReason: linked(cancelling.skip_reason),
    actions.training.ListMine: linked(my_trainings.listing),
    # feedback
    actions.feedback.OpenForms: linked(feedback.forms),
    actions.feedback.OpenForm: linked(feedback.open_form),
    actions.feedback.AskQuestion: linked(feedback.ask_question),
    actions.feedback.Rate: linked(feedback.rate),
    actions.feedback.SkipQuestion: linked(feedback.skip),
    actions.feedback.OpenSummary: linked(feedback.summary),
    actions.feedback.ChooseChange: linked(feedback.choose_change),
    actions.feedback.SubmitForm: linked(feedback.submit),
    actions.feedback.AnswerLater: linked(feedback.later),
    # hr desk and requests
    actions.desk.OpenDesk: for_hr(hr_desk.open_desk),
    actions.desk.OpenUnlinked: for_hr(unlinked.summary),
    actions.desk.DownloadUnlinked: for_hr(unlinked.download),
    actions.desk.ShowInvitation: for_hr(unlinked.invitation),
    actions.desk.OpenFailed: for_hr(hr_desk.failures),
    actions.desk.OpenFailure: for_hr(hr_desk.failure),
    actions.desk.ReleaseFailure: for_hr(hr_desk.release),
    actions.desk.SettleFailure: for_hr(hr_desk.settle),
    actions.desk.PickOffering: for_hr(participants.pick),
    actions.desk.OpenParticipants: for_hr(participants.listing),
    actions.desk.DownloadParticipants: for_hr(participants.download),
    actions.desk.OpenParticipant: for_hr(removing.one),
    actions.desk.AskRemoval: for_hr(removing.ask_reason),
    actions.desk.Remove: for_hr(removing.remove),
    actions.staff.FindStaff: for_hr(staff.ask),
    actions.staff.ListStaff: for_hr(staff.turn),
    actions.staff.OpenStaff: for_hr(staff.person),
    actions.staff.AskNumber: for_hr(staff.ask_number),
    actions.staff.SaveNumber: for_hr(staff.save_number),
    actions.staff.AskRelease: for_hr(staff.ask_release),
    actions.staff.Release: for_hr(staff.release),
    actions.staff.AskUnlink: for_hr(staff.ask_unlink),
    actions.staff.Unlink: for_hr(staff.unlink),
    actions.staff.IssueCode: for_hr(staff.issue_code),
    actions.requests.OpenRequests: for_hr(requests.listing),
    actions.requests.OpenRequest: for_hr(requests.one),
    actions.requests.Approve: for_hr(requests.approve),
    actions.requests.AskReason: for_hr(requests.ask_reason),
    actions.requests.Refuse: for_hr(requests.refuse),
    actions.requests.OpenDataRequests: for_hr(data_requests.listing),
    actions.requests.OpenDataRequest: for_hr(data_requests.one),
    actions.requests.SettleDataRequest: for_hr(data_requests.settle),
    # announcements
    actions.announcement.NewAnnouncement: for_hr(announcing.what),
    actions.announcement.AnnounceTraining: for_hr(announcing.training),
    actions.announcement.AnnounceText: for_hr(announcing.ask_text),
    actions.announcement.OpenAudience: for_hr(audience.open_audience),
    actions.announcement.SetEverybody: for_hr(audience.everybody),
    actions.announcement.SetRelated: for_hr(audience.related),
    actions.announcement.PickAudience: for_hr(audience.pick),
    actions.announcement.SetPicked: for_hr(audience.picked),
    actions.announcement.ClearAudience: for_hr(audience.clear),
    actions.announcement.Preview: for_hr(announcing.preview),
    actions.announcement.EditAnnouncement: for_hr(announcing.edit),
    actions.announcement.AskWhen: for_hr(announcing.ask_when),
    actions.announcement.ScheduleAt: for_hr(announcing.schedule),
    actions.announcement.OpenAnnouncement: for_hr(sending.open_one),
    actions.announcement.SendNow: for_hr(sending.send),
    actions.announcement.AskCancel: for_hr(announcing.ask_cancel),
    actions.announcement.CancelAnnouncement: for_hr(announcing.cancel),
    actions.announcement.StopSending: for_hr(sending.stop),
    actions.announcement.LeaveProgress: for_hr(sending.leave),
    actions.announcement.DownloadUnreached: for_hr(sending.download),
    actions.announcement.ListAnnouncements: for_hr(sending.listing),
    actions.announcement.CorrectAnnouncement: for_hr(recalling.ask_correction),
    actions.announcement.SendCorrection: for_hr(recalling.correct),
    actions.announcement.AskTakeBack: for_hr(recalling.ask_take_back),
    actions.announcement.TakeBack: for_hr(recalling.take_back),
    # importing
    actions.importing.OpenImport: for_hr(importing.ask),
    actions.importing.DownloadTemplates: for_hr(importing.templates),
    actions.importing.StopReading: for_hr(importing.stop),
    actions.importing.OpenPreview: for_hr(importing.preview),
    actions.importing.SaveImport: for_hr(importing.save),
    actions.importing.OpenRows: for_hr(importing.rows),
    actions.importing.DownloadRows: for_hr(importing.download),
}
"""What each button does, and who may press it: the right is checked at the press."""

TYPED: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next text means
    # linking
    ("linking", "contact"): anyone(linking.typed),
    ("linking", "code"): anyone(linking.typed),
    ("linking", "early"): anyone(linking.typed),
    # settings and privacy
    ("privacy", "correction"): linked(privacy.typed_correction),
    # training
    ("cancel", "reason"): linked(cancelling.typed_reason),
    # feedback
    ("feedback", "scale"): linked(feedback.typed_value),
    ("feedback", "text"): linked(feedback.typed_text),
    # hr desk and requests
    ("staff", "search"): for_hr(staff.search),
    ("staff", "number"): for_hr(staff.number),
    ("request", "reason"): for_hr(requests.typed_reason),
    ("removal", "reason"): for_hr(removing.typed_reason),
    # announcements
    ("announcement", "text"): for_hr(announcing.text),
    ("announcement", "name"): for_hr(audience.typed_name),
    ("announcement", "time"): for_hr(announcing.typed_time),
    ("announcement", "correction"): for_hr(recalling.typed),
}

FILES: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next picture or file means
    ("linking", "contact"): anyone(linking.typed),
    # announcements
    ("announcement", "text"): for_hr(announcing.picture),
    ("announcement", "correction"): for_hr(recalling.not_text),
}


def register(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Adds every route. Order matters: the first that fits handles the update."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    # An edited message is passed over in silence; the intake does not even ask for it.
    app.add_handler(MessageHandler(~filters.ChatType.PRIVATE, intercom.group))
    app.add_handler(CallbackQueryHandler(intercom.press(PRESSES)))
    for name, handler in COMMANDS.items():
        app.add_handler(CommandHandler(name, intercom.command(name, handler), filters=private))
    any_other = intercom.command("menu", linked(home.menu))
    app.add_handler(MessageHandler(private & filters.COMMAND, any_other))
    app.add_handler(MessageHandler(private & filters.CONTACT, anyone(linking.contact)))
    app.add_handler(MessageHandler(private & filters.TEXT, intercom.typed(TYPED)))
    app.add_handler(MessageHandler(private, intercom.other(FILES, linked(importing.received))))
    app.add_handler(ChatMemberHandler(intercom.membership, ChatMemberHandler.MY_CHAT_MEMBER))


__all__ = ["BotContext", "guards", "register"]
