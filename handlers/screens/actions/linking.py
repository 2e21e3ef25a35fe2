"""Buttons of linking an account."""

from domain.ids import OfferingId
from handlers.screens.actions.codec import Action, action


@action("lc")
class OpenConsent(Action):
    """Back to the question of consent; the offering is where the person was heading."""

    offering: OfferingId | None = None


@action("ln")
class OpenDataNotice(Action):
    """Rincian: the notice on personal data; `back` is where Kembali leads."""

    back: Action | None = None


@action("la")
class Agree(Action):
    """Setuju."""

    offering: OfferingId | None = None


@action("ld")
class Decline(Action):
    """Tidak Setuju."""

    offering: OfferingId | None = None
