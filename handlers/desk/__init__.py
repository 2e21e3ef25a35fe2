"""The HR desk (Menu HR): figures, the groups of what HR does, one search for all."""

from handlers.actions import desk as actions
from handlers.desk import presses
from handlers.notices import Notices
from handlers.reception.routes import Look, Right, Route, Routes

SEARCHED = Look("staff_searched")

ROUTES = Routes(
    commands={
        "hr": Route(presses.open_desk, Right.HR),
    },
    presses={
        actions.OpenDesk: Route(presses.open_desk, Right.HR, goes_on="staff"),
        actions.OpenGroup: Route(presses.open_group, Right.HR, goes_on="staff"),
        actions.FindAgain: Route(presses.find_again, Right.HR, SEARCHED, goes_on="staff"),
        actions.ListFoundOfferings: Route(
            presses.found_offerings, Right.HR, SEARCHED, goes_on="staff"
        ),
        actions.OpenFoundRun: Route(presses.open_found, Right.HR, goes_on="staff"),
    },
    texts={
        ("staff", "everything"): Route(presses.find, Right.HR, SEARCHED, gives_way=True),
    },
)

NOTICES: Notices = {}
