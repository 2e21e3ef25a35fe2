"""Buttons of Cari Pegawai: a person of the roster and what HR may change about the link."""

from dataclasses import dataclass

from domain.ids import PersonId
from handlers.actions.codec import Action, action


@dataclass(frozen=True, slots=True)
class AboutPerson(Action):
    """A button about one person of the roster."""

    person: PersonId


@action("hc")
class FindStaff(Action):
    """Cari Pegawai: asks for a name or a NIP."""


@action("hr")
class ListStaff(Action):
    """One page of what the last search found, as long as it is the one with this mark."""

    page: int
    search: int | None = None


@action("hn")
class OpenStaff(AboutPerson):
    """One person."""


@action("hq")
class AskNumber(AboutPerson):
    """Ubah Nomor HP: asks for the number."""


@action("hk")
class SaveNumber(AboutPerson):
    """Keeps a number although somebody else has it, too."""


@action("hv")
class IssueCode(AboutPerson):
    """Kode Tautan: a fresh one-time code."""


@action("hj")
class AskRelease(AboutPerson):
    """Lepas Tautan Lama: asks once."""


@action("hy")
class Release(AboutPerson):
    """Lets the old account go, so that a new one can link."""


@action("ha")
class AskUnlink(AboutPerson):
    """Putuskan Tautan: asks once."""


@action("hz")
class Unlink(AboutPerson):
    """Ends the link."""
