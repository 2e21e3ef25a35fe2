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

from handlers.accounts import linking, preferences, privacy
from handlers.accounts.hr import data_requests, unlinked
from handlers.accounts.hr import failures as hr_desk
from handlers.actions import Action
from handlers.actions import accounts as accounts_accounts
from handlers.actions import announcements as announcements_announcements
from handlers.actions import catalogue as catalogue_catalogue
from handlers.actions import competencies as competencies_competencies
from handlers.actions import desk as desk_desk
from handlers.actions import evaluation as evaluation_evaluation
from handlers.actions import home as home_home
from handlers.actions import imports as imports_imports
from handlers.actions import people as people_people
from handlers.actions import seats as seats_seats
from handlers.announcements import audience, recalling, sending, writing
from handlers.catalogue import presses as catalogue_presses
from handlers.competencies import presses as competencies_presses
from handlers.desk import presses as desk_presses
from handlers.evaluation import presses as evaluation_presses
from handlers.home import presses as home_presses
from handlers.imports import presses as imports_presses
from handlers.people import hr as people_hr
from handlers.reception import guards, routing
from handlers.reception.guards import Handler, anyone, linked
from handlers.reception.guards import hr as for_hr  # the name of the guard is a room's, too
from handlers.seats import cancelling, mine
from handlers.seats import presses as seats_presses
from handlers.seats.hr import approvals, participants, removing

if TYPE_CHECKING:
    from bot.intake.replying import BotContext

COMMANDS: dict[str, Handler] = {
    "start": anyone(linking.start),
    "menu": linked(home_presses.menu),
    "bantuan": anyone(home_presses.help_),
    "batal": anyone(home_presses.leave),
    # competency
    "kompetensi": linked(competencies_presses.show),
    # training
    "pelatihan": linked(catalogue_presses.first_page),
    "saya": linked(mine.coming),
    # feedback
    "umpanbalik": linked(evaluation_presses.forms),
    # settings and privacy
    "pengaturan": linked(preferences.settings),
    "privasi": linked(privacy.rights),
    # hr
    "hr": for_hr(desk_presses.open_desk),
    "pengumuman": for_hr(writing.what),
    "impor": for_hr(imports_presses.ask),
}

PRESSES: dict[type[Action], Handler] = {
    home_home.OpenMenu: linked(home_presses.menu),
    home_home.OpenHelp: anyone(home_presses.help_),
    # linking
    accounts_accounts.OpenConsent: anyone(linking.consent),
    accounts_accounts.OpenDataNotice: anyone(linking.notice),
    accounts_accounts.Agree: anyone(linking.agree),
    accounts_accounts.Decline: anyone(linking.decline),
    # settings and privacy
    accounts_accounts.OpenSettings: linked(preferences.settings),
    accounts_accounts.OpenLanguage: linked(preferences.language),
    accounts_accounts.SetLanguage: linked(preferences.set_language),
    accounts_accounts.OpenReminders: linked(preferences.reminders),
    accounts_accounts.SetReminder: linked(preferences.set_reminder),
    accounts_accounts.OpenView: linked(preferences.view),
    accounts_accounts.SetView: linked(preferences.set_view),
    accounts_accounts.OpenPrivacy: linked(privacy.rights),
    accounts_accounts.OpenKept: linked(privacy.kept),
    accounts_accounts.SendCopy: linked(privacy.copy),
    accounts_accounts.AskField: linked(privacy.ask_field),
    accounts_accounts.AskCorrection: linked(privacy.ask_correction),
    accounts_accounts.AskUnlink: linked(privacy.ask_unlink),
    accounts_accounts.Unlink: anyone(privacy.unlink),
    accounts_accounts.AskWithdraw: linked(privacy.ask_withdraw),
    accounts_accounts.Withdraw: anyone(privacy.withdraw),
    # competency
    competencies_competencies.ShowProfile: linked(competencies_presses.turn),
    competencies_competencies.ShowAll: linked(competencies_presses.everything),
    competencies_competencies.OpenCompetency: linked(competencies_presses.open_one),
    # training
    catalogue_catalogue.ListTrainings: linked(catalogue_presses.listing),
    catalogue_catalogue.ListFound: linked(catalogue_presses.found),
    catalogue_catalogue.ListOthers: linked(catalogue_presses.others),
    catalogue_catalogue.OpenFilter: linked(catalogue_presses.open_filter),
    catalogue_catalogue.ChooseMonth: linked(catalogue_presses.months),
    catalogue_catalogue.ChooseMode: linked(catalogue_presses.modes),
    catalogue_catalogue.ChooseCompetency: linked(catalogue_presses.competencies),
    seats_seats.OpenOffering: linked(seats_presses.open_offering),
    seats_seats.Enrol: linked(seats_presses.enrol),
    seats_seats.OpenSigned: linked(seats_presses.open_signed),
    seats_seats.OpenNotice: linked(seats_presses.open_notice),
    seats_seats.Confirm: linked(seats_presses.confirm),
    seats_seats.SendCalendar: linked(seats_presses.send_calendar),
    seats_seats.CancelAsk: linked(cancelling.ask),
    seats_seats.CancelNow: linked(cancelling.cancel),
    seats_seats.GiveReason: linked(cancelling.give_reason),
    seats_seats.AskCancelReason: linked(cancelling.ask_reason),
    seats_seats.SkipReason: linked(cancelling.skip_reason),
    seats_seats.ListMine: linked(mine.listing),
    # feedback
    evaluation_evaluation.OpenForms: linked(evaluation_presses.forms),
    evaluation_evaluation.OpenForm: linked(evaluation_presses.open_form),
    evaluation_evaluation.AskQuestion: linked(evaluation_presses.ask_question),
    evaluation_evaluation.Rate: linked(evaluation_presses.rate),
    evaluation_evaluation.SkipQuestion: linked(evaluation_presses.skip),
    evaluation_evaluation.OpenSummary: linked(evaluation_presses.summary),
    evaluation_evaluation.ChooseChange: linked(evaluation_presses.choose_change),
    evaluation_evaluation.SubmitForm: linked(evaluation_presses.submit),
    evaluation_evaluation.AnswerLater: linked(evaluation_presses.later),
    # hr desk and requests
    desk_desk.OpenDesk: for_hr(desk_presses.open_desk),
    accounts_accounts.OpenUnlinked: for_hr(unlinked.summary),
    accounts_accounts.DownloadUnlinked: for_hr(unlinked.download),
    accounts_accounts.ShowInvitation: for_hr(unlinked.invitation),
    accounts_accounts.OpenFailed: for_hr(hr_desk.failures),
    accounts_accounts.OpenFailure: for_hr(hr_desk.failure),
    accounts_accounts.ReleaseFailure: for_hr(hr_desk.release),
    accounts_accounts.SettleFailure: for_hr(hr_desk.settle),
    seats_seats.PickOffering: for_hr(participants.pick),
    seats_seats.OpenParticipants: for_hr(participants.listing),
    seats_seats.DownloadParticipants: for_hr(participants.download),
    seats_seats.OpenParticipant: for_hr(removing.one),
    seats_seats.AskRemoval: for_hr(removing.ask_reason),
    seats_seats.Remove: for_hr(removing.remove),
    people_people.FindStaff: for_hr(people_hr.ask),
    people_people.ListStaff: for_hr(people_hr.turn),
    people_people.OpenStaff: for_hr(people_hr.person),
    people_people.AskNumber: for_hr(people_hr.ask_number),
    people_people.SaveNumber: for_hr(people_hr.save_number),
    people_people.AskRelease: for_hr(people_hr.ask_release),
    people_people.Release: for_hr(people_hr.release),
    people_people.AskUnlink: for_hr(people_hr.ask_unlink),
    people_people.Unlink: for_hr(people_hr.unlink),
    people_people.IssueCode: for_hr(people_hr.issue_code),
    seats_seats.OpenRequests: for_hr(approvals.listing),
    seats_seats.OpenRequest: for_hr(approvals.one),
    seats_seats.Approve: for_hr(approvals.approve),
    seats_seats.AskRefusalReason: for_hr(approvals.ask_reason),
    seats_seats.Refuse: for_hr(approvals.refuse),
    accounts_accounts.OpenDataRequests: for_hr(data_requests.listing),
    accounts_accounts.OpenDataRequest: for_hr(data_requests.one),
    accounts_accounts.SettleDataRequest: for_hr(data_requests.settle),
    # announcements
    announcements_announcements.NewAnnouncement: for_hr(writing.what),
    announcements_announcements.AnnounceTraining: for_hr(writing.training),
    announcements_announcements.AnnounceText: for_hr(writing.ask_text),
    announcements_announcements.OpenAudience: for_hr(audience.open_audience),
    announcements_announcements.SetEverybody: for_hr(audience.everybody),
    announcements_announcements.SetRelated: for_hr(audience.related),
    announcements_announcements.PickAudience: for_hr(audience.pick),
    announcements_announcements.SetPicked: for_hr(audience.picked),
    announcements_announcements.ClearAudience: for_hr(audience.clear),
    announcements_announcements.Preview: for_hr(writing.preview),
    announcements_announcements.EditAnnouncement: for_hr(writing.edit),
    announcements_announcements.AskWhen: for_hr(writing.ask_when),
    announcements_announcements.ScheduleAt: for_hr(writing.schedule),
    announcements_announcements.OpenAnnouncement: for_hr(sending.open_one),
    announcements_announcements.SendNow: for_hr(sending.send),
    announcements_announcements.AskCancel: for_hr(writing.ask_cancel),
    announcements_announcements.CancelAnnouncement: for_hr(writing.cancel),
    announcements_announcements.StopSending: for_hr(sending.stop),
    announcements_announcements.LeaveProgress: for_hr(sending.leave),
    announcements_announcements.DownloadUnreached: for_hr(sending.download),
    announcements_announcements.ListAnnouncements: for_hr(sending.listing),
    announcements_announcements.CorrectAnnouncement: for_hr(recalling.ask_correction),
    announcements_announcements.SendCorrection: for_hr(recalling.correct),
    announcements_announcements.AskTakeBack: for_hr(recalling.ask_take_back),
    announcements_announcements.TakeBack: for_hr(recalling.take_back),
    # importing
    imports_imports.OpenImport: for_hr(imports_presses.ask),
    imports_imports.DownloadTemplates: for_hr(imports_presses.templates),
    imports_imports.StopReading: for_hr(imports_presses.stop),
    imports_imports.OpenPreview: for_hr(imports_presses.preview),
    imports_imports.SaveImport: for_hr(imports_presses.save),
    imports_imports.OpenRows: for_hr(imports_presses.rows),
    imports_imports.DownloadRows: for_hr(imports_presses.download),
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
    ("feedback", "scale"): linked(evaluation_presses.typed_value),
    ("feedback", "text"): linked(evaluation_presses.typed_text),
    # hr desk and requests
    ("staff", "search"): for_hr(people_hr.search),
    ("staff", "number"): for_hr(people_hr.number),
    ("request", "reason"): for_hr(approvals.typed_reason),
    ("removal", "reason"): for_hr(removing.typed_reason),
    # announcements
    ("announcement", "text"): for_hr(writing.text),
    ("announcement", "name"): for_hr(audience.typed_name),
    ("announcement", "time"): for_hr(writing.typed_time),
    ("announcement", "correction"): for_hr(recalling.typed),
}

FILES: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next picture or file means
    ("linking", "contact"): anyone(linking.typed),
    # announcements
    ("announcement", "text"): for_hr(writing.picture),
    ("announcement", "correction"): for_hr(recalling.not_text),
}


def register(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Adds every route. Order matters: the first that fits handles the update."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    # An edited message is passed over in silence; the intake does not even ask for it.
    app.add_handler(MessageHandler(~filters.ChatType.PRIVATE, routing.group))
    app.add_handler(CallbackQueryHandler(routing.press(PRESSES)))
    for name, handler in COMMANDS.items():
        app.add_handler(CommandHandler(name, routing.command(name, handler), filters=private))
    any_other = routing.command("menu", linked(home_presses.menu))
    app.add_handler(MessageHandler(private & filters.COMMAND, any_other))
    app.add_handler(MessageHandler(private & filters.CONTACT, anyone(linking.contact)))
    app.add_handler(MessageHandler(private & filters.TEXT, routing.typed(TYPED)))
    app.add_handler(
        MessageHandler(private, routing.other(FILES, linked(imports_presses.received)))
    )
    app.add_handler(ChatMemberHandler(routing.membership, ChatMemberHandler.MY_CHAT_MEMBER))


__all__ = ["BotContext", "guards", "register"]
