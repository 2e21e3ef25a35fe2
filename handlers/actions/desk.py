"""The button of the HR desk."""

from handlers.actions.codec import Action, action


@action("hd")
class OpenDesk(Action):
    """Opens the HR desk (Menu HR)."""
