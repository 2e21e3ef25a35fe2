"""Buttons that many screens share: the menu, the HR desk, a button with a figure."""

from handlers.actions import Action
from handlers.actions import desk as actions
from handlers.actions.decisions import ListDecisions
from handlers.actions.home import OpenMenu
from handlers.screens.screen import Button, Row
from handlers.screens.words import Words


def counted(w: Words, label: str, count: int, does: Action) -> Button:
    """A button with a figure, which is left out if it is 0."""
    return Button(f"{label} {w.number(count)}" if count else label, does)


def requests_button(w: Words, waiting: int) -> Button:
    """The button to what waits for a decision ([Permintaan {r}])."""
    return counted(w, w.label("Permintaan"), waiting, ListDecisions())


def desk_button(w: Words) -> Button:
    """The button to the HR desk ([Menu HR])."""
    return Button(w.label("Menu HR"), actions.OpenDesk())


def back_to_desk(w: Words) -> Row:
    """The row of a screen that was opened from the desk ([Kembali] [Menu Utama])."""
    return (Button(w.label("Kembali"), actions.OpenDesk()), *menu_row(w))


def back_to_group(w: Words, group: actions.DeskGroup) -> Row:
    """The row of a screen that was opened from a group of the desk ([Kembali] [Menu HR])."""
    return (Button(w.label("Kembali"), actions.OpenGroup(group)), desk_button(w))


def menu_row(w: Words) -> tuple[Button, ...]:
    """The row with the button to the main menu ([Menu Utama])."""
    return (Button(w.label("Menu Utama"), OpenMenu()),)


def back_or_desk(w: Words, back: Action) -> Row:
    """The last row of what HR officers work with ([Kembali] [Menu HR])."""
    return (Button(w.label("Kembali"), back), desk_button(w))
