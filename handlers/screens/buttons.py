"""Buttons that many screens share: the menu, the HR desk, a button with its figure."""

from handlers.actions import Action
from handlers.actions import desk as actions
from handlers.actions.home import OpenMenu
from handlers.actions.seats import OpenRequests
from handlers.screens.screen import Button, Row
from handlers.screens.words import Words


def counted(w: Words, label: str, count: int, does: Action) -> Button:
    """A button with its figure, which goes when it is 0."""
    return Button(f"{label} {w.number(count)}" if count else label, does)


def requests_button(w: Words, waiting: int) -> Button:
    """[Permintaan {r}]; the figure goes when it is 0."""
    return counted(w, w.label("Permintaan"), waiting, OpenRequests(0))


def desk_button(w: Words) -> Button:
    """[Menu HR]"""
    return Button(w.label("Menu HR"), actions.OpenDesk())


def back_to_desk(w: Words) -> Row:
    """[Kembali] [Menu Utama] of a screen that came from the desk."""
    return (Button(w.label("Kembali"), actions.OpenDesk()), *menu_row(w))


def menu_row(w: Words) -> tuple[Button, ...]:
    """[Menu Utama]"""
    return (Button(w.label("Menu Utama"), OpenMenu()),)
