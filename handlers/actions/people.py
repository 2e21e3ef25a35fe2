"""Buttons of the search for people of the roster, and of what HR may change about a link."""

from dataclasses import dataclass

from domain.ids import PersonId, UnitId, UnitOfficerId
from domain.people.audit import Access
from domain.people.staff import StaffOnly
from handlers.codec import Action, action


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


@action("ys")
class OpenNarrowing(Action):
    """Opens what the last search can be narrowed to, one page of units (Saring)."""

    search: int
    page: int = 0


@action("yn")
class ListNarrowedStaff(Action):
    """Narrows the last search to these people; without `search` the whole roster."""

    search: int | None = None
    unit: UnitId | None = None
    only: StaffOnly | None = None


@action("yd")
class DownloadStaff(Action):
    """Downloads all people that the last search found (Unduh)."""

    search: int


@action("hn")
class OpenStaff(AboutPerson):
    """Opens the card of one person."""


@action("ht")
class ListStaffTrainings(AboutPerson):
    """Opens one page of the trainings of a person (Pelatihan)."""

    page: int = 0


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


@action("ua")
class OpenAudit(Action):
    """Opens the search of the audit log (Riwayat Akses)."""


@dataclass(frozen=True, slots=True)
class AuditFilter(Action):
    """A button of the audit log; a fact that is None does not narrow it."""

    person: PersonId | None = None
    access: Access | None = None
    event: int | None = None
    """The number of the event in domain/people/audit.py."""
    since: int | None = None
    """The first day, counted from the year 1."""
    until: int | None = None
    """The last day; None: up to now."""


@action("uf")
class FindAudit(AuditFilter):
    """Opens one page of what the audit log has."""

    page: int = 0
    newest: int | None = None
    """The entry that the list began with when its first page was shown."""


@action("ud")
class DownloadAudit(AuditFilter):
    """Downloads what a search of the audit log found (Unduh)."""


@action("ue")
class PickDeed(AuditFilter):
    """Opens one page of the deeds to choose from (Tindakan)."""

    page: int = 0


@action("ra")
class ListRoles(Action):
    """Opens one page of the officers of units (Peran)."""

    page: int = 0


@action("rb")
class AskRolePerson(Action):
    """Asks who becomes the officer of a unit (Tambah Pengelola)."""


@action("rc")
class ListRolePeople(Action):
    """Opens one page of the people found for the role; `search` is the mark of what was typed."""

    page: int
    search: int


@action("rd")
class PickRoleUnit(AboutPerson):
    """Asks of which unit the person becomes the officer."""


@action("re")
class AskRole(AboutPerson):
    """Asks before the role is given; a typed day becomes its last one."""

    unit: UnitId


@action("rf")
class GiveRole(AboutPerson):
    """Gives the role and shows the code (Ya, Jadikan)."""

    unit: UnitId
    until: int | None = None
    """The last day, counted from the year 1."""


@action("rg")
class OpenRole(Action):
    """Opens the role of one person."""

    role: UnitOfficerId


@action("rh")
class RevokeRole(Action):
    """Takes a role back (Cabut Peran)."""

    role: UnitOfficerId


@action("ri")
class AskRoleCode(Action):
    """Asks the person for the code of the role (Masukkan Kode)."""

    role: UnitOfficerId


@action("rj")
class DeclineRole(Action):
    """The person does not take the role (Tolak Tugas)."""

    role: UnitOfficerId
