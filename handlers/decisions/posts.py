"""Who decides in the place of whom: mandates, days of absence."""

from domain.outbox.messages import MessageKind
from handlers.actions.decisions import absences as absence_actions
from handlers.actions.decisions import mandates as mandate_actions
from handlers.decisions import absences, appointing, mandated, mandates
from handlers.notices import Notice, Notices
from handlers.reception.routes import Look, Right, Route, Routes

STAFF_SEARCHED = Look("staff_searched")
_FLOW = appointing.FLOW

ROUTES = Routes(
    presses={
        mandate_actions.ListMandates: Route(mandates.listing, Right.HR),
        mandate_actions.OpenMandate: Route(mandates.card, Right.HR),
        mandate_actions.EndMandate: Route(mandates.end, Right.HR),
        mandate_actions.AskMandate: Route(appointing.ask, Right.HR),
        mandate_actions.ListPosts: Route(appointing.turn_posts, Right.HR, goes_on=_FLOW),
        mandate_actions.PickPost: Route(appointing.pick_post, Right.HR, goes_on=_FLOW),
        mandate_actions.PickMandateKind: Route(appointing.pick_kind, Right.HR, goes_on=_FLOW),
        mandate_actions.ListMandateHolders: Route(
            appointing.turn_holders, Right.HR, STAFF_SEARCHED, goes_on=_FLOW
        ),
        mandate_actions.PickMandateHolder: Route(appointing.pick_holder, Right.HR, goes_on=_FLOW),
        mandate_actions.PassOverLetter: Route(
            appointing.pass_over_letter, Right.HR, goes_on=_FLOW
        ),
        mandate_actions.EndOtherMandate: Route(appointing.end_other, Right.HR, goes_on=_FLOW),
        mandate_actions.SaveMandate: Route(appointing.save, Right.HR, goes_on=_FLOW),
        absence_actions.OpenAbsence: Route(absences.main, Right.LINKED),
        absence_actions.AwayToday: Route(absences.for_today, Right.LINKED),
        absence_actions.AwayUntilFriday: Route(absences.until_friday, Right.LINKED),
        absence_actions.AskAway: Route(absences.ask, Right.LINKED),
        absence_actions.EndAway: Route(absences.end, Right.LINKED),
    },
    texts={
        (_FLOW, "post"): Route(appointing.search_post, Right.HR),
        (_FLOW, "kind"): Route(appointing.typed_kind, Right.HR),
        (_FLOW, "holder"): Route(appointing.search_holder, Right.HR, STAFF_SEARCHED),
        (_FLOW, "days"): Route(appointing.days, Right.HR),
        (absences.FLOW, absences.STEP): Route(absences.typed, Right.LINKED),
        (_FLOW, "letter"): Route(appointing.letter, Right.HR),
    },
)

NOTICES: Notices = {
    MessageKind.MANDATE_BEGUN: Notice(mandated.mandate_begun),
}
