"""Buttons of Pengaturan. The wish is in the button: twice is once."""

from enum import IntEnum

from domain.reminders import MUTABLE
from handlers.screens.actions.codec import Action, action


class Language(IntEnum):
    """The languages of the house."""

    INDONESIAN = 0
    ENGLISH = 1

    @property
    def code(self) -> str:
        """As kept with the link."""
        return ("id", "en")[self]


class ReminderKind(IntEnum):
    """The kinds of reminders that can be switched off, in the order they are shown."""

    H7 = 0
    H1 = 1
    H0 = 2
    CLOSING = 3
    FEEDBACK = 4

    @property
    def code(self) -> str:
        """As kept with the link."""
        return MUTABLE[self]


@action("sm")
class OpenSettings(Action):
    """Pengaturan."""


@action("sl")
class OpenLanguage(Action):
    """Bahasa."""


@action("sb")
class SetLanguage(Action):
    """A language; acts at once."""

    language: Language


@action("sr")
class OpenReminders(Action):
    """Pengingat."""


@action("sk")
class SetReminder(Action):
    """One kind of reminder, on or off."""

    kind: ReminderKind
    on: bool


@action("sv")
class OpenView(Action):
    """Gambar atau Teks."""


@action("sg")
class SetView(Action):
    """Kompetensi Saya as a picture, or as text."""

    picture: bool
