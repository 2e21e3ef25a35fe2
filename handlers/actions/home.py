"""Buttons of the main menu and of help."""

from handlers.actions.codec import Action, action


@action("mm")
class OpenMenu(Action):
    """Opens the main menu (Menu Utama)."""


@action("mh")
class OpenHelp(Action):
    """Opens help (Bantuan)."""
