"""Buttons of Cari Pegawai: a person of the roster and what HR may change about the link."""

from domain.ids import PersonId
from handlers.screens.actions.codec import Action, action


@action("hc")
class FindStaff(Action):
    """Cari Pegawai: asks for a name or a NIP."""


@action("hr")
class ListStaff(Action):
    """One page of what the last search found."""

    page: int


@action("hn")
class OpenStaff(Action):
    """One person."""

    person: PersonId


@action("hq")
class AskNumber(Action):
    """Ubah Nomor HP: asks for the number."""

    person: PersonId


@action("hk")
class SaveNumber(Action):
    """Keeps a number although somebody else has it, too."""

    person: PersonId


@action("hj")
class AskRelease(Action):
    """Lepas Tautan Lama: asks once."""

    person: PersonId


@action("hy")
class Release(Action):
    """Lets the old account go, so that a new one can link."""

    person: PersonId


@action("ha")
class AskUnlink(Action):
    """Putuskan Tautan: asks once."""

    person: PersonId


@action("hz")
class Unlink(Action):
    """Ends the link."""

    person: PersonId
