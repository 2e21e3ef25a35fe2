"""Buttons of the profile of competencies (Kompetensi Saya)."""

from domain.ids import CompetencyId
from handlers.codec import Action, action


@action("ks")
class ShowProfile(Action):
    """Opens the profile, or another page of its gaps (Kompetensi Saya)."""

    page: int = 0


@action("kd")
class OpenCompetency(Action):
    """Opens one competency; `page` is the page of gaps to return to."""

    competency: CompetencyId
    page: int = 0


@action("ka")
class ShowAll(Action):
    """Opens all competencies, one group a page (Semua Kompetensi)."""

    page: int = 0
