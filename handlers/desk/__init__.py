"""The HR desk (Menu HR): figures and the buttons to all that HR does."""

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
