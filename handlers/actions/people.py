"""Buttons of the search for people of the roster, and of what HR may change about a link."""

from dataclasses import dataclass

from domain.ids import PersonId
from handlers.actions.codec import Action, action


@dataclass(frozen=True, slots=True)
class AboutPerson(Action):
    """A button about one person of the roster."""

    person: PersonId


@action("hc")
class FindStaff(Action):
    """Asks for a name or a NIP (Cari Pegawai)."""


@action("hr")
class ListStaff(Action):
    """Opens one page of the last search; `search` is its mark: an older search is not kept."""

    page: int
    search: int | None = None


@action("hn")
class OpenStaff(AboutPerson):
    """Opens the card of one person."""


@action("hq")
class AskNumber(AboutPerson):
    """Asks for the phone number (Ubah Nomor HP)."""


@action("hk")
class SaveNumber(AboutPerson):
    """Saves the number although another person has the same."""


@action("hv")
class IssueCode(AboutPerson):
    """Makes a new one-time code (Kode Penghubung)."""


@action("hj")
class AskRelease(AboutPerson):
    """Asks before the old link ends (Lepas Akun Lama)."""


@action("hy")
class Release(AboutPerson):
    """Ends the link of the old account, so that a new account can link."""


@action("ha")
class AskEndLink(AboutPerson):
    """Asks before the link ends (Lepas Akun)."""


@action("hz")
class EndLink(AboutPerson):
    """Ends the link."""
