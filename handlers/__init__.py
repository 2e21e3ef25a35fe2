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
    requests,
    sending,
    staff,
    unlinked,
)
from handlers.hr import desk as hr_desk
from handlers.screens.actions import Action
from handlers.screens.actions import announcement as announcement_actions
from handlers.screens.actions import catalogue as catalogue_actions
from handlers.screens.actions import competency as competency_actions
from handlers.screens.actions import desk as desk_actions
from handlers.screens.actions import feedback as feedback_actions
from handlers.screens.actions import home as home_actions
from handlers.screens.actions import importing as import_actions
from handlers.screens.actions import linking as linking_actions
from handlers.screens.actions import preferences as preference_actions
from handlers.screens.actions import privacy as privacy_actions
from handlers.screens.actions import requests as request_actions
from handlers.screens.actions import staff as staff_actions
from handlers.screens.actions import training as training_actions

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
    home_actions.OpenMenu: linked(home.menu),
    home_actions.OpenHelp: anyone(home.help_),
    # linking
    linking_actions.OpenConsent: anyone(linking.consent),
    linking_actions.OpenDataNotice: anyone(linking.notice),
    linking_actions.Agree: anyone(linking.agree),
    linking_actions.Decline: anyone(linking.decline),
    # settings and privacy
    preference_actions.OpenSettings: linked(preferences.settings),
    preference_actions.OpenLanguage: linked(preferences.language),
    preference_actions.SetLanguage: linked(preferences.set_language),
    preference_actions.OpenReminders: linked(preferences.reminders),
    preference_actions.SetReminder: linked(preferences.set_reminder),
    preference_actions.OpenView: linked(preferences.view),
    preference_actions.SetView: linked(preferences.set_view),
    privacy_actions.OpenPrivacy: linked(privacy.rights),
    privacy_actions.OpenKept: linked(privacy.kept),
    privacy_actions.SendCopy: linked(privacy.copy),
    privacy_actions.AskField: linked(privacy.ask_field),
    privacy_actions.AskCorrection: linked(privacy.ask_correction),
    privacy_actions.AskUnlink: linked(privacy.ask_unlink),
    privacy_actions.Unlink: anyone(privacy.unlink),
    privacy_actions.AskWithdraw: linked(privacy.ask_withdraw),
    privacy_actions.Withdraw: anyone(privacy.withdraw),
    # competency
    competency_actions.ShowProfile: linked(competency.turn),
    competency_actions.ShowAll: linked(competency.everything),
    competency_actions.OpenCompetency: linked(competency.open_one),
    # training
    catalogue_actions.ListTrainings: linked(catalogue.listing),
    catalogue_actions.ListFound: linked(catalogue.found),
    catalogue_actions.ListOthers: linked(catalogue.others),
    catalogue_actions.OpenFilter: linked(catalogue.open_filter),
    catalogue_actions.ChooseMonth: linked(catalogue.months),
    catalogue_actions.ChooseMode: linked(catalogue.modes),
    catalogue_actions.ChooseCompetency: linked(catalogue.competencies),
    training_actions.OpenOffering: linked(training.open_offering),
    training_actions.Enrol: linked(training.enrol),
    training_actions.OpenSigned: linked(training.open_signed),
    training_actions.OpenNotice: linked(training.open_notice),
    training_actions.Confirm: linked(training.confirm),
    training_actions.SendCalendar: linked(training.send_calendar),
    training_actions.CancelAsk: linked(cancelling.ask),
    training_actions.CancelNow: linked(cancelling.cancel),
    training_actions.GiveReason: linked(cancelling.give_reason),
    training_actions.AskReason: linked(cancelling.ask_reason),
    training_actions.SkipReason: linked(cancelling.skip_reason),
    training_actions.ListMine: linked(my_trainings.listing),
    # feedback
    feedback_actions.OpenForms: linked(feedback.forms),
    feedback_actions.OpenForm: linked(feedback.open_form),
    feedback_actions.AskQuestion: linked(feedback.ask_question),
    feedback_actions.Rate: linked(feedback.rate),
    feedback_actions.SkipQuestion: linked(feedback.skip),
    feedback_actions.OpenSummary: linked(feedback.summary),
    feedback_actions.ChooseChange: linked(feedback.choose_change),
    feedback_actions.SubmitForm: linked(feedback.submit),
    feedback_actions.AnswerLater: linked(feedback.later),
    # hr desk and requests
    desk_actions.OpenDesk: for_hr(hr_desk.open_desk),
    desk_actions.OpenUnlinked: for_hr(unlinked.summary),
    desk_actions.DownloadUnlinked: for_hr(unlinked.download),
    desk_actions.ShowInvitation: for_hr(unlinked.invitation),
    desk_actions.OpenFailed: for_hr(hr_desk.failures),
    desk_actions.OpenFailure: for_hr(hr_desk.failure),
    desk_actions.ReleaseFailure: for_hr(hr_desk.release),
    desk_actions.SettleFailure: for_hr(hr_desk.settle),
    desk_actions.PickOffering: for_hr(participants.pick),
    desk_actions.OpenParticipants: for_hr(participants.listing),
    desk_actions.DownloadParticipants: for_hr(participants.download),
    staff_actions.FindStaff: for_hr(staff.ask),
    staff_actions.ListStaff: for_hr(staff.turn),
    staff_actions.OpenStaff: for_hr(staff.person),
    staff_actions.AskNumber: for_hr(staff.ask_number),
    staff_actions.SaveNumber: for_hr(staff.save_number),
    staff_actions.AskRelease: for_hr(staff.ask_release),
    staff_actions.Release: for_hr(staff.release),
    staff_actions.AskUnlink: for_hr(staff.ask_unlink),
    staff_actions.Unlink: for_hr(staff.unlink),
    request_actions.OpenRequests: for_hr(requests.listing),
    request_actions.OpenRequest: for_hr(requests.one),
    request_actions.Approve: for_hr(requests.approve),
    request_actions.AskReason: for_hr(requests.ask_reason),
    request_actions.Refuse: for_hr(requests.refuse),
    request_actions.OpenDataRequests: for_hr(data_requests.listing),
    request_actions.OpenDataRequest: for_hr(data_requests.one),
    request_actions.SettleDataRequest: for_hr(data_requests.settle),
    # announcements
    announcement_actions.NewAnnouncement: for_hr(announcing.what),
    announcement_actions.AnnounceTraining: for_hr(announcing.training),
    announcement_actions.AnnounceText: for_hr(announcing.ask_text),
    announcement_actions.OpenAudience: for_hr(audience.open_audience),
    announcement_actions.SetEverybody: for_hr(audience.everybody),
    announcement_actions.SetRelated: for_hr(audience.related),
    announcement_actions.PickAudience: for_hr(audience.pick),
    announcement_actions.SetPicked: for_hr(audience.picked),
    announcement_actions.ClearAudience: for_hr(audience.clear),
    announcement_actions.Preview: for_hr(announcing.preview),
    announcement_actions.EditAnnouncement: for_hr(announcing.edit),
    announcement_actions.AskWhen: for_hr(announcing.ask_when),
    announcement_actions.ScheduleAt: for_hr(announcing.schedule),
    announcement_actions.OpenAnnouncement: for_hr(sending.open_one),
    announcement_actions.SendNow: for_hr(sending.send),
    announcement_actions.AskCancel: for_hr(announcing.ask_cancel),
    announcement_actions.CancelAnnouncement: for_hr(announcing.cancel),
    announcement_actions.StopSending: for_hr(sending.stop),
    announcement_actions.LeaveProgress: for_hr(sending.leave),
    announcement_actions.DownloadUnreached: for_hr(sending.download),
    announcement_actions.ListAnnouncements: for_hr(sending.listing),
    announcement_actions.CorrectAnnouncement: for_hr(recalling.ask_correction),
    announcement_actions.SendCorrection: for_hr(recalling.correct),
    announcement_actions.AskTakeBack: for_hr(recalling.ask_take_back),
    announcement_actions.TakeBack: for_hr(recalling.take_back),
    # importing
    import_actions.OpenImport: for_hr(importing.ask),
    import_actions.DownloadTemplates: for_hr(importing.templates),
    import_actions.StopReading: for_hr(importing.stop),
    import_actions.OpenPreview: for_hr(importing.preview),
    import_actions.SaveImport: for_hr(importing.save),
    import_actions.OpenRows: for_hr(importing.rows),
    import_actions.DownloadRows: for_hr(importing.download),
}
"""What each button does, and who may press it: the right is checked at the press."""

TYPED: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next text means
    # linking
    ("linking", "contact"): anyone(linking.typed),
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
        app.add_handler(CommandHandler(name, handler, filters=private))
    app.add_handler(MessageHandler(private & filters.CONTACT, anyone(linking.contact)))
    app.add_handler(MessageHandler(private & filters.TEXT, intercom.typed(TYPED)))
    app.add_handler(MessageHandler(private, intercom.other(FILES, linked(importing.received))))
    app.add_handler(ChatMemberHandler(intercom.membership, ChatMemberHandler.MY_CHAT_MEMBER))


__all__ = ["BotContext", "guards", "register"]
