"""Menu HR: the figures HR begins the day with."""

from handlers.actions import desk as actions
from handlers.desk import presses
from handlers.notices import Notices
from handlers.reception.routes import Right, Route, Routes

ROUTES = Routes(
    commands={
        "hr": Route(presses.open_desk, Right.HR),
    },
    presses={
        actions.OpenDesk: Route(presses.open_desk, Right.HR),
    },
)

NOTICES: Notices = {}
