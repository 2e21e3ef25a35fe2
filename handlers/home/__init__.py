"""The main menu, help, and ending an open question."""

from handlers.actions import home as actions
from handlers.home import presses
from handlers.notices import Notices
from handlers.reception.routes import Outside, Right, Route, Routes

ROUTES = Routes(
    commands={
        "menu": Route(presses.menu, Right.LINKED),
        "bantuan": Route(presses.help_, Right.ANYONE),
        "batal": Route(presses.leave, Right.ANYONE, ends_dialogue=False),
    },
    presses={
        actions.OpenMenu: Route(presses.menu, Right.LINKED),
        actions.OpenHelp: Route(presses.help_, Right.ANYONE),
        actions.AskHelp: Route(presses.answer, Right.LINKED),
    },
    outside={
        Outside.COMMAND: Route(presses.unknown, Right.LINKED),
    },
)

NOTICES: Notices = {}
