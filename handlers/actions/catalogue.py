"""Buttons of the catalogue: its tabs, filters and what a search found."""

from enum import IntEnum

from domain.ids import CompetencyId, OfferingId
from handlers.actions.codec import Action, action


class ModeChoice(IntEnum):
    """How a training is held, as a filter."""

    ONSITE = 0
    ONLINE = 1
    BLENDED = 2


@action("cl")
class ListTrainings(Action):
    """Daftar Pelatihan: Untuk Saya (`everything` false) or Semua, filtered, one page.

    `month` counts months from the year 0 (year * 12 + month - 1).
    """

    everything: bool = False
    page: int = 0
    month: int | None = None
    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("cs")
class ListFound(Action):
    """One page of what the last search found, as long as it is the one with this mark."""

    page: int
    search: int


@action("cp")
class ListOthers(Action):
    """Pelatihan Lain: other runs of this training first, then trainings for its competencies."""

    offering: OfferingId
    page: int = 0


@action("cf")
class OpenFilter(Action):
    """Saring, with the choices made so far."""

    month: int | None = None
    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("cm")
class ChooseMonth(Action):
    """Bulan."""

    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("co")
class ChooseMode(Action):
    """Moda."""

    month: int | None = None
    competency: CompetencyId | None = None


@action("cc")
class ChooseCompetency(Action):
    """Kompetensi, one page."""

    page: int = 0
    month: int | None = None
    mode: ModeChoice | None = None
