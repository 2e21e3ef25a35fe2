"""The messages that a phone received, each as it was before it was edited or deleted."""

import json
from typing import Any

from sandbox.model import Message

Content = tuple[str, str]
"""Text and buttons."""


class Arrivals(dict[int, Message]):
    """The messages of a chat, with the first content of those from the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[int, Content] = {}

    def __setitem__(self, number: int, message: Message) -> None:
        super().__setitem__(number, message)
        if not message.outgoing:
            self.first[number] = (message.said, json.dumps(message.inline_keyboard))


def first_of(phone: Any) -> dict[int, Content]:
    """By number, everything the bot ever sent to this phone."""
    arrivals: Arrivals = phone.chat.messages
    return arrivals.first
