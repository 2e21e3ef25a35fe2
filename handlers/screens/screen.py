"""What a handler shows: one message with its buttons, without Telegram's types."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from handlers.actions import Action
from handlers.screens.words import Html


class Style(StrEnum):
    """Green for the one main action of a screen, red for what cannot be undone."""

    PLAIN = ""
    MAIN = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it carries an action, opens a web address, or copies a text."""

    label: str
    does: Action | None = None
    url: str | None = None
    copies: str | None = None
    """Text that a tap puts into the clipboard of the phone."""
    style: Style = Style.PLAIN


Row = tuple[Button, ...]


def main(label: str, does: Action) -> Button:
    """A green button."""
    return Button(label, does, style=Style.MAIN)


def danger(label: str, does: Action) -> Button:
    """A red button."""
    return Button(label, does, style=Style.DANGER)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the message of the day, with its button."""

    text: Html
    button: Button


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the digest of its content, by which it is uploaded only once."""

    png: bytes
    digest: str
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is sent to a person; one that Telegram has already by its number."""

    name: str
    content: bytes
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text as a person wrote it, with its formatting as Telegram described it."""

    text: str
    entities: tuple[Mapping[str, Any], ...] = ()


class Keyboard(StrEnum):
    """Replaces the phone's keyboard by buttons, or removes that replacement."""

    CONTACT = "contact"
    CANCEL = "cancel"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text, buttons, perhaps a picture or a file."""

    text: Html
    rows: tuple[Row, ...] = ()
    picture: Picture | None = None
    document: Document | None = None
    keyboard: Keyboard | None = None
    keyboard_labels: tuple[str, ...] = ()
    new: bool = False
    """Sent as a message of its own; otherwise the message with the pressed button is edited."""
    keeps_old: bool = True
    """With `new`: the pressed message stays as it is; otherwise its buttons are removed."""
    protected: bool = False
    """Cannot be forwarded or saved, because it shows personal results."""
    then: "Screen | None" = None
    """A second message that follows at once."""
    instead: "Screen | None" = None
    """Shown if the picture cannot be sent."""
    written: Formatted | None = None
    """Shown in place of `text`."""
    reply_to: int | None = None
    """The number of an earlier message in the chat, to which this one is a reply."""
    alert: str | None = field(default=None)
    """A pop-up instead of a message; the present screen stays."""

    def under(self, line: Html) -> "Screen":
        """This screen with one line of explanation above it."""
        return replace(self, text=Html(f"{line}\n\n{self.text}"))

    def as_new(self, *, keeps_old: bool = True) -> "Screen":
        """This screen as a message of its own."""
        return replace(self, new=True, keeps_old=keeps_old)
