"""Routes every update to a handler: one update in, one call of storage, one screen out.

Each capability declares its routes and the kinds of messages it promises in its own `__init__`;
they are joined here. Read this first.
"""

from typing import Any, Protocol

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import (
    accounts,
    announcements,
    catalogue,
    competencies,
    day_lines,
    decisions,
    desk,
    evaluation,
    home,
    imports,
    notices,
    office,
    outbox,
    people,
    reminders,
    seats,
)
from handlers.home import presses as home_presses
from handlers.notices import Notices
from handlers.reception import routing
from handlers.reception.commands import ENGLISH_COMMANDS
from handlers.reception.routes import Outside, Right, Route, Routes, joined
from handlers.reception.said import Answers, Phrases


class Capability(Protocol):
    """What the package of a capability declares."""

    ROUTES: Routes
    NOTICES: Notices


CAPABILITIES: tuple[Capability, ...] = (
    home,
    accounts,
    people,
    competencies,
    catalogue,
    seats,
    decisions,
    evaluation,
    reminders,
    announcements,
    imports,
    office,
    desk,
    outbox,
)

ROUTES = joined(capability.ROUTES for capability in CAPABILITIES)

PHRASES = Phrases(
    ROUTES,
    Answers(
        greeting=Route(home_presses.menu, Right.LINKED),
        peace=Route(home_presses.peace, Right.LINKED),
        thanks=Route(home_presses.thanks, Right.LINKED),
    ),
)

notices.join(capability.NOTICES for capability in CAPABILITIES)
day_lines.join((accounts.DAY_LINES, catalogue.DAY_LINES, seats.DAY_LINES, reminders.DAY_LINES))


def register(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Adds a PTB handler for every route. Order matters: the first fit handles the update."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    outside = ROUTES.outside
    # An edited message is ignored without an answer; the intake does not even ask for it.
    app.add_handler(MessageHandler(~filters.ChatType.PRIVATE, routing.group))
    app.add_handler(CallbackQueryHandler(routing.press(ROUTES.presses)))
    for name, route in ROUTES.commands.items():
        names = {name, ENGLISH_COMMANDS.get(name, name)}
        app.add_handler(CommandHandler(names, routing.command(route), filters=private))
    any_other = routing.unknown_command(PHRASES, outside[Outside.COMMAND])
    app.add_handler(MessageHandler(private & filters.COMMAND, any_other))
    shared = routing.contact(outside[Outside.CONTACT])
    app.add_handler(MessageHandler(private & filters.CONTACT, shared))
    text = routing.typed(ROUTES.texts, outside[Outside.TEXT], PHRASES)
    app.add_handler(MessageHandler(private & filters.TEXT, text))
    app.add_handler(MessageHandler(private, routing.other(ROUTES.files, outside[Outside.FILE])))
    app.add_handler(ChatMemberHandler(routing.membership, ChatMemberHandler.MY_CHAT_MEMBER))
