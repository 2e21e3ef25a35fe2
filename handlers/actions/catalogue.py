"""Buttons of the catalogue: its tabs, its filters, what a search found; offerings HR makes."""

from enum import IntEnum

from domain.ids import CompetencyId, DraftId, OfferingId, TrainingId
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


@action("dn")
class NewOffering(Action):
    """Asks how an offering is to be made (Buat Angkatan)."""


@action("dk")
class ListCatalogue(Action):
    """Opens one page of all trainings (Katalog).

    `search` is the mark of a typed search (domain.catalogue.listing.search_mark).
    """

    page: int = 0
    search: int | None = None
    archived: bool = False
    choosing: bool = False
    """A tap on a training begins an offering of it (Dari Katalog)."""


@action("dt")
class OpenTraining(Action):
    """Opens the card of a training."""

    training: TrainingId


@action("dl")
class ListDrafts(Action):
    """Opens one page of the drafts of all officers (Lanjutkan Draf)."""

    page: int = 0


@action("do")
class OpenDraft(Action):
    """Opens the card of a draft (Simpan Draf: everything is kept already)."""

    draft: DraftId
    saved: bool = False


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
