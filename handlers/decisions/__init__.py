"""What waits for a yes or no: offices decide, HR sees all by age, the person reminds."""

from domain.outbox.messages import MessageKind
from handlers.actions import decisions as actions
from handlers.actions import seats as older
from handlers.decisions import hr, notices, person, posts, presses
from handlers.notices import Notice, Notices
from handlers.reception.routes import Look, Right, Route, Routes, joined

_AGES = Look("requests_seen")

_DECIDING = Routes(
    commands={
        "permintaan": Route(presses.listing, Right.LINKED),
    },
    presses={
        actions.ListDecisions: Route(presses.listing, Right.LINKED),
        actions.OpenDecision: Route(presses.one, Right.LINKED),
        actions.OpenOldest: Route(presses.oldest, Right.LINKED),
        actions.ApproveDecision: Route(presses.approve, Right.LINKED),
        actions.AskDecisionReason: Route(presses.ask_reason, Right.LINKED),
        actions.RefuseDecision: Route(presses.refuse, Right.LINKED),
        actions.TurnTick: Route(presses.tick, Right.LINKED),
        actions.TickPage: Route(presses.tick_page, Right.LINKED),
        actions.ApproveTicked: Route(presses.approve_ticked, Right.LINKED),
        actions.AskTickedReason: Route(presses.ask_ticked_reason, Right.LINKED),
        actions.RefuseTicked: Route(presses.refuse_ticked, Right.LINKED),
        actions.UndoDecision: Route(presses.undo, Right.LINKED),
        actions.UndoMany: Route(presses.undo_many, Right.LINKED),
        actions.AskHand: Route(presses.ask_hand, Right.LINKED),
        actions.HandTo: Route(presses.hand_over, Right.LINKED),
        actions.UndoHand: Route(presses.undo_hand, Right.LINKED),
        actions.NudgeOffice: Route(person.nudge, Right.LINKED),
        actions.OpenAges: Route(hr.ages, Right.HR, _AGES),
        actions.RemindOffices: Route(hr.remind, Right.HR),
        actions.DownloadOpen: Route(hr.download, Right.HR, Look("decisions.downloaded")),
        # Buttons of messages of older versions.
        older.OpenRequests: Route(presses.listing, Right.HR),
        older.OpenRequest: Route(presses.older_one, Right.HR),
        older.Approve: Route(presses.older_approve, Right.HR),
        older.AskRefusalReason: Route(presses.older_ask_reason, Right.HR),
        older.Refuse: Route(presses.older_refuse, Right.HR),
    },
    texts={
        (presses.FLOW, "reason"): Route(presses.typed_reason, Right.LINKED),
        (presses.MANY, "reason"): Route(presses.typed_ticked_reason, Right.LINKED),
        ("request", "reason"): Route(presses.older_typed_reason, Right.HR),
    },
)

ROUTES = joined((_DECIDING, posts.ROUTES))

NOTICES: Notices = posts.NOTICES | {
    MessageKind.DECISION_ASKED: Notice(notices.asked),
    MessageKind.DECISION_ESCALATED: Notice(notices.escalated),
    MessageKind.DECISION_JOINED: Notice(notices.joined),
    MessageKind.DECISION_LAPSED: Notice(notices.lapsed),
    MessageKind.REQUEST: Notice(notices.request, for_hr=True),
}
