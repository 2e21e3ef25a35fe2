"""Finding a training (Cari Pelatihan), and HR's offerings (Angkatan)."""

from domain.outbox.day import DayKind
from domain.outbox.messages import MessageKind
from handlers.actions import catalogue as actions
from handlers.actions import offerings
from handlers.actions.seating import hosts
from handlers.catalogue import hosting, presses, speaking
from handlers.catalogue.hr import editing, lists, making, sessions, speakers, stages, whole
from handlers.day_lines import LineNotice, LineNotices
from handlers.notices import Notice, Notices
from handlers.reception.routes import Look, Outside, Right, Route, Routes, joined

_OWN = Routes(
    commands={
        "pelatihan": Route(presses.first_page, Right.LINKED),
        "angkatan": Route(lists.first_page, Right.HR),
    },
    presses={
        actions.ListTrainings: Route(presses.listing, Right.LINKED),
        actions.ListFound: Route(presses.found, Right.LINKED),
        actions.SearchMeant: Route(presses.meant, Right.LINKED),
        actions.ListOthers: Route(presses.others, Right.LINKED),
        actions.OpenFilter: Route(presses.open_filter, Right.LINKED),
        actions.ChooseMonth: Route(presses.months, Right.LINKED),
        actions.ChooseMode: Route(presses.modes, Right.LINKED),
        actions.ChooseCompetency: Route(presses.competencies, Right.LINKED),
        actions.CatalogueFile: Route(whole.download, Right.HR, Look("catalogue.downloaded")),
        offerings.ListRuns: Route(lists.listing, Right.HR, goes_on=lists.FLOW),
        offerings.DownloadRuns: Route(
            whole.download_state, Right.HR, Look("catalogue.downloaded")
        ),
        offerings.OpenRun: Route(lists.one, Right.HR, goes_on=lists.FLOW),
        offerings.AskChange: Route(editing.ask, Right.HR, goes_on=lists.FLOW),
        offerings.AskRunField: Route(editing.ask_field, Right.HR, goes_on=lists.FLOW),
        offerings.AskEmptied: Route(editing.emptied, Right.HR, goes_on=lists.FLOW),
        offerings.ChooseFilling: Route(editing.filling, Right.HR, goes_on=lists.FLOW),
        offerings.ChooseApproval: Route(editing.approval, Right.HR, goes_on=lists.FLOW),
        offerings.SaveRun: Route(editing.save, Right.HR, goes_on=lists.FLOW),
        offerings.ListSessions: Route(sessions.listing, Right.HR, goes_on=lists.FLOW),
        offerings.OpenSession: Route(sessions.one, Right.HR, goes_on=lists.FLOW),
        offerings.AskNewSession: Route(sessions.ask_new, Right.HR),
        offerings.AskDivision: Route(sessions.divide, Right.HR),
        offerings.AskSessionPart: Route(sessions.ask_part, Right.HR),
        offerings.AskSessionEmptied: Route(sessions.emptied, Right.HR),
        offerings.AskSessionRemoval: Route(sessions.ask_removal, Right.HR),
        hosts.ListHosts: Route(hosting.listing, Right.HR),
        hosts.AskHost: Route(hosting.ask, Right.HR),
        hosts.ListHostsFound: Route(
            hosting.turn, Right.HR, Look("staff_searched"), goes_on=hosting.FLOW
        ),
        hosts.AddHost: Route(hosting.add, Right.HR, goes_on=hosting.FLOW),
        hosts.OpenHost: Route(hosting.open_one, Right.HR, Look("staff_searched")),
        hosts.RemoveHost: Route(hosting.remove, Right.HR),
        hosts.GiveHostAnswer: Route(hosting.answer, Right.LINKED),
        hosts.OpenHosting: Route(hosting.details, Right.LINKED),
        hosts.ListHosted: Route(hosting.desk, Right.LINKED),
        hosts.OpenHosted: Route(hosting.run, Right.LINKED),
        offerings.AskSpeaker: Route(speakers.ask, Right.HR, goes_on=lists.FLOW),
        offerings.ListSpeakersFound: Route(
            speakers.turn, Right.HR, Look("staff_searched"), goes_on=lists.FLOW
        ),
        offerings.AddSpeaker: Route(speakers.add, Right.HR, goes_on=lists.FLOW),
        offerings.AddOutsider: Route(speakers.add_outsider, Right.HR, goes_on=lists.FLOW),
        offerings.RemoveSpeaker: Route(speakers.remove, Right.HR, goes_on=lists.FLOW),
        offerings.GiveAnswer: Route(speaking.answer, Right.LINKED),
        offerings.OpenSpeaking: Route(speaking.details, Right.LINKED),
        offerings.UndoChange: Route(stages.undo, Right.HR),
        offerings.ListHistory: Route(stages.listing, Right.HR, goes_on=lists.FLOW),
        offerings.ResumeSignUp: Route(stages.start_sign_up, Right.HR),
        offerings.ResumeSignUpUntil: Route(stages.start_until, Right.HR),
        offerings.EndSignUp: Route(stages.end_sign_up, Right.HR),
        offerings.AskOffReason: Route(stages.ask_off_reason, Right.HR),
        offerings.ChooseOffReason: Route(stages.off_reason, Right.HR),
        offerings.CallOff: Route(stages.call_off, Right.HR, goes_on=lists.FLOW),
        offerings.HoldAgain: Route(stages.hold_again, Right.HR),
        offerings.ArchiveRun: Route(stages.archive, Right.HR),
        offerings.RestoreRun: Route(stages.restore, Right.HR),
        offerings.DownloadUntold: Route(
            stages.download_unlinked, Right.HR, Look("participants_downloaded", "offering")
        ),
    },
    texts={
        (lists.FLOW, lists.SEARCH): Route(lists.search, Right.HR),
        (lists.FLOW, editing.VALUE): Route(editing.typed, Right.HR),
        (lists.FLOW, editing.SAVE): Route(editing.typed, Right.HR),
        (lists.FLOW, sessions.SESSION): Route(sessions.typed, Right.HR),
        (hosting.FLOW, "search"): Route(hosting.search, Right.HR, Look("staff_searched")),
        (lists.FLOW, speakers.SPEAKER): Route(speakers.search, Right.HR, Look("staff_searched")),
        (lists.FLOW, sessions.SAVE): Route(sessions.typed, Right.HR),
        (lists.FLOW, stages.UNTIL): Route(stages.typed_until, Right.HR),
        (lists.FLOW, stages.REASON): Route(stages.typed_off_reason, Right.HR),
        (lists.FLOW, stages.SURE): Route(stages.typed_off_reason, Right.HR),
    },
    outside={
        Outside.TEXT: Route(presses.search, Right.LINKED),
    },
)

ROUTES = joined((_OWN, making.ROUTES))

NOTICES: Notices = {
    MessageKind.HOST: Notice(hosting.asked),
    MessageKind.HOST_DECLINED: Notice(hosting.declined, for_hr=True),
    MessageKind.SPEAKER: Notice(speaking.asked),
    MessageKind.SPEAKER_FREED: Notice(speaking.freed),
    MessageKind.SPEAKER_DECLINED: Notice(speakers.declined, for_hr=True),
}

DAY_LINES: LineNotices = {
    DayKind.SPEAKER_DECLINED: LineNotice(speakers.declined_line, for_hr=True),
}
