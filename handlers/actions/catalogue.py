"""Buttons of the catalogue: its tabs, its filters and what a search found."""

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
    """Opens one page of the filtered list: trainings for this person, or all (`everything`).

    `month` counts months from the year 0 (year * 12 + month - 1).
    """

    everything: bool = False
    page: int = 0
    month: int | None = None
    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("cs")
class ListFound(Action):
    """Opens one page of the last search; `search` is its mark: an older search is not kept."""

    page: int
    search: int


@action("cd")
class SearchMeant(Action):
    """Searches for the suggestion of this number instead; `search` is the mark of the search."""

    search: int
    choice: int


@action("cp")
class ListOthers(Action):
    """Lists other trainings: first other runs of the same, then those for its competencies."""

    offering: OfferingId
    page: int = 0


@action("cx")
class CatalogueFile(Action):
    """Sends the whole catalogue as a file that can be loaded again (Unduh Katalog; HR)."""


@action("cf")
class OpenFilter(Action):
    """Opens the filters with the choices made so far (Saring)."""

    month: int | None = None
    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("cm")
class ChooseMonth(Action):
    """Opens the choice of a month (Bulan)."""

    mode: ModeChoice | None = None
    competency: CompetencyId | None = None


@action("co")
class ChooseMode(Action):
    """Opens the choice of how the training is held (Moda)."""

    month: int | None = None
    competency: CompetencyId | None = None


@action("cc")
class ChooseCompetency(Action):
    """Opens the choice of a competency, one page (Kompetensi)."""

    page: int = 0
    month: int | None = None
    mode: ModeChoice | None = None
