"""Buttons of the menu and the ways out."""

from handlers.actions.codec import Action, action


@action("mm")
class OpenMenu(Action):
    """Menu Utama."""


@action("mh")
class OpenHelp(Action):
    """Bantuan."""
