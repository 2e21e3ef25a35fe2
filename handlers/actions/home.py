"""Buttons of the main menu and of help."""

from enum import IntEnum

from handlers.codec import Action, action


@action("mm")
class OpenMenu(Action):
    """Opens the main menu (Menu Utama)."""


@action("mh")
class OpenHelp(Action):
    """Opens help (Bantuan)."""


class Topic(IntEnum):
    """The questions that help answers."""

    TERMS = 0
    SIGNING_UP = 1
    ABSENCE = 2
    MARKS = 3
    NUMBER = 4
    HR = 5


@action("mq")
class AskHelp(Action):
    """Opens the answer to one question."""

    topic: Topic
