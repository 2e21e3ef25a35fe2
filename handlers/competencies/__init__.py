"""A person's competencies (Kompetensi Saya): how they are rated, and the gaps."""

from handlers.actions import competencies as actions
from handlers.competencies import presses
from handlers.notices import Notices
from handlers.reception.routes import Right, Route, Routes

ROUTES = Routes(
    commands={
        "kompetensi": Route(presses.show, Right.LINKED),
    },
    presses={
        actions.ShowProfile: Route(presses.turn, Right.LINKED),
        actions.ShowAll: Route(presses.everything, Right.LINKED),
        actions.OpenCompetency: Route(presses.open_one, Right.LINKED),
    },
)

NOTICES: Notices = {}
