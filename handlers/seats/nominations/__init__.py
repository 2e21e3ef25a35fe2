"""Nominations: HR, a superior or a unit's officer names people, and they answer."""

from domain.outbox.messages import MessageKind
from handlers.actions.seating import nominations as actions
from handlers.notices import Notice, Notices
from handlers.reception.routes import Right, Route, Routes
from handlers.seats.nominations import choosing, notices, presses, sending, states, substitutes

# The right of an office is checked where its people are read: one person may hold several.
ROUTES = Routes(
    presses={
        actions.PickNominated: Route(choosing.pick, Right.LINKED, goes_on=choosing.FLOW),
        actions.BeginNomination: Route(choosing.begin, Right.LINKED),
        actions.OpenNominated: Route(choosing.open_draft, Right.LINKED),
        actions.SetRelatedNominated: Route(choosing.related, Right.LINKED),
        actions.PickGroup: Route(choosing.pick_group, Right.LINKED, goes_on=choosing.FLOW),
        actions.SetGroup: Route(choosing.set_group, Right.LINKED, goes_on=choosing.FLOW),
        actions.AskNips: Route(choosing.ask_nips, Right.LINKED),
        actions.ListPeople: Route(choosing.list_people, Right.LINKED, goes_on=choosing.FLOW),
        actions.SetPerson: Route(choosing.set_person, Right.LINKED, goes_on=choosing.FLOW),
        actions.AskNominationReason: Route(sending.ask_reason, Right.LINKED),
        actions.ChooseNominationReason: Route(sending.choose_reason, Right.LINKED),
        actions.PreviewNomination: Route(sending.preview, Right.LINKED),
        actions.AskAnswerTime: Route(sending.ask_until, Right.LINKED),
        actions.SetAnswerTime: Route(sending.choose_until, Right.LINKED),
        actions.NominatePeople: Route(sending.send, Right.LINKED),
        actions.OpenNominations: Route(states.listing, Right.LINKED),
        actions.OpenNominee: Route(states.one, Right.LINKED),
        actions.RemindNominees: Route(states.remind, Right.LINKED),
        actions.OpenSubstitutes: Route(substitutes.pick, Right.LINKED),
        actions.NameSubstitute: Route(substitutes.name, Right.LINKED),
        actions.SayWilling: Route(presses.answer, Right.LINKED),
        actions.OpenAnswer: Route(presses.open_answer, Right.LINKED),
        actions.GiveRefusal: Route(presses.give_reason, Right.LINKED),
        actions.AskRefusalText: Route(presses.ask_reason, Right.LINKED),
    },
    texts={
        (choosing.FLOW, choosing.OFFERING): Route(choosing.search_offering, Right.LINKED),
        (choosing.FLOW, choosing.GROUP): Route(choosing.typed_group, Right.LINKED),
        (choosing.FLOW, choosing.NIPS): Route(choosing.typed_people, Right.LINKED),
        (choosing.FLOW, choosing.PEOPLE): Route(choosing.typed_people, Right.LINKED),
        (choosing.FLOW, "reason"): Route(sending.typed_reason, Right.LINKED),
        (choosing.FLOW, sending.UNTIL): Route(sending.typed_until, Right.LINKED),
        (choosing.FLOW, presses.REFUSAL): Route(presses.typed_reason, Right.LINKED),
    },
)

NOTICES: Notices = {
    MessageKind.NOMINATION_ASKED: Notice(notices.asked),
    MessageKind.NOMINATION_ENDED: Notice(notices.answered),
}
