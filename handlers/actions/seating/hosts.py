"""Buttons about who receives people at an offering (Panitia)."""

from dataclasses import dataclass

from domain.ids import HostId, OfferingId, PersonId
from handlers.codec import Action, action


@dataclass(frozen=True, slots=True)
class AboutHost(Action):
    """A button about one host of one offering."""

    host: HostId


@action("uh")
class ListHosts(Action):
    """Opens the hosts of an offering (Panitia)."""

    offering: OfferingId


@action("uk")
class AskHost(Action):
    """Asks who receives people (Tambah)."""

    offering: OfferingId


@action("ul")
class ListHostsFound(Action):
    """Opens one page of the people found; `search` is the mark of what was typed."""

    offering: OfferingId
    page: int
    search: int


@action("um")
class AddHost(Action):
    """Names a person of the roster, who is asked."""

    offering: OfferingId
    person: PersonId


@action("un")
class OpenHost(AboutHost):
    """Opens one host, to take them off."""


@action("up")
class RemoveHost(AboutHost):
    """Takes a host off (Hapus)."""


@action("uv")
class GiveHostAnswer(AboutHost):
    """The person accepts or declines (Bersedia, Berhalangan)."""

    willing: bool


@action("uw")
class OpenHosting(AboutHost):
    """Shows the person what they are to host (Rincian)."""


@action("ux")
class ListHosted(Action):
    """Opens one page of the offerings that the person hosts (Panitia)."""

    page: int = 0


@action("uy")
class OpenHosted(Action):
    """Opens one page of the participants of an offering that the person hosts."""

    offering: OfferingId
    page: int = 0
