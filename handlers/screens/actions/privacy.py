"""Buttons of Privasi."""

from enum import IntEnum

from handlers.screens.actions.codec import Action, action


class Field(IntEnum):
    """Which data a person says are wrong."""

    NAME = 0
    POST = 1
    PHONE = 2
    ASSESSMENT = 3
    TRAINING = 4

    @property
    def code(self) -> str:
        """As kept with the request."""
        return self.name.lower()


@action("vm")
class OpenPrivacy(Action):
    """Privasi."""


@action("vk")
class OpenKept(Action):
    """Data Tersimpan."""


@action("vc")
class SendCopy(Action):
    """Salinan Data."""


@action("vp")
class AskField(Action):
    """Perbaiki Data: which data?"""


@action("vt")
class AskCorrection(Action):
    """A field was chosen: the right data are typed."""

    field: Field


@action("vu")
class AskUnlink(Action):
    """Putuskan Tautan: asks once."""


@action("vy")
class Unlink(Action):
    """Ya, Putuskan."""


@action("vw")
class AskWithdraw(Action):
    """Cabut Persetujuan: asks once."""


@action("vz")
class Withdraw(Action):
    """Ya, Cabut."""
