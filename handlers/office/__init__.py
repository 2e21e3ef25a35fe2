"""The office's own rules that HR keeps in the chat: its public holidays."""

from handlers.actions import desk as actions
from handlers.notices import Notices
from handlers.office import presses
from handlers.reception.routes import Right, Route, Routes

ROUTES = Routes(
    presses={
        actions.OpenHolidays: Route(presses.listing, Right.HR),
        actions.AskHoliday: Route(presses.ask, Right.HR),
        actions.RemoveHoliday: Route(presses.remove, Right.HR),
        actions.RestoreHoliday: Route(presses.restore, Right.HR),
    },
    texts={
        (presses.FLOW, presses.STEP): Route(presses.typed, Right.HR),
    },
)

NOTICES: Notices = {}
