"""Buttons of Kompetensi Saya."""

from domain.ids import CompetencyId
from handlers.actions.codec import Action, action


@action("ks")
class ShowProfile(Action):
    """Kompetensi Saya, or another page of its gaps."""

    page: int = 0


@action("kd")
class OpenCompetency(Action):
    """One competency; `page` is that of the gaps it was opened from."""

    competency: CompetencyId
    page: int = 0


@action("ka")
class ShowAll(Action):
    """Semua Kompetensi: one group a page."""

    page: int = 0
