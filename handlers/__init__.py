"""Reception: one update in, one storage call, one screen out. The routing table is below."""

from typing import TYPE_CHECKING, Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import feedback, guards, home, intercom
from handlers.guards import Handler, anyone, hr, linked
from handlers.screens.actions import Action
from handlers.screens.actions import feedback as feedback_actions
from handlers.screens.actions import home as home_actions

if TYPE_CHECKING:
    from bot.context import BotContext

COMMANDS: dict[str, Handler] = {
    "start": anyone(home.start),
    "menu": linked(home.menu),
    "bantuan": anyone(home.help_),
    "batal": anyone(home.leave),
    # competency
    # training
    # feedback
    "umpanbalik": linked(feedback.forms),
    # settings and privacy
    # hr
}

PRESSES: dict[type[Action], Handler] = {
    home_actions.OpenMenu: linked(home.menu),
    home_actions.OpenHelp: anyone(home.help_),
    # linking
    # settings and privacy
    # competency
    # training
    # feedback
    feedback_actions.OpenForms: linked(feedback.forms),
    feedback_actions.OpenForm: linked(feedback.open_form),
    feedback_actions.AskQuestion: linked(feedback.ask_question),
    feedback_actions.Rate: linked(feedback.rate),
    feedback_actions.SkipQuestion: linked(feedback.skip),
    feedback_actions.OpenSummary: linked(feedback.summary),
    feedback_actions.ChooseChange: linked(feedback.choose_change),
    feedback_actions.SubmitForm: linked(feedback.submit),
    feedback_actions.AnswerLater: linked(feedback.later),
    # hr desk and requests
    # announcements
    # importing
}
"""What each button does, and who may press it: the right is checked at the press."""

TYPED: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next text means
    # linking
    # settings and privacy
    # training
    # feedback
    ("feedback", "scale"): linked(feedback.typed_value),
    ("feedback", "text"): linked(feedback.typed_text),
    # hr desk and requests
    # announcements
}

FILES: dict[tuple[str, str], Handler] = {
    # (flow, step) of the open dialogue: what the next picture or file means
    # announcements
}


def register(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Adds every route. Order matters: the first that fits handles the update."""
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    # An edited message is passed over in silence; the intake does not even ask for it.
    app.add_handler(MessageHandler(~filters.ChatType.PRIVATE, intercom.group))
    app.add_handler(CallbackQueryHandler(intercom.press(PRESSES)))
    for name, handler in COMMANDS.items():
        app.add_handler(CommandHandler(name, handler, filters=private))
    # linking: the shared contact
    app.add_handler(MessageHandler(private & filters.TEXT, intercom.typed(TYPED)))
    app.add_handler(MessageHandler(private, intercom.other(FILES)))
    app.add_handler(ChatMemberHandler(intercom.membership, ChatMemberHandler.MY_CHAT_MEMBER))


__all__ = ["BotContext", "guards", "hr", "register"]
