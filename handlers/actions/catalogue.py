"""Buttons of the catalogue: its tabs, its filters, what a search found; offerings HR makes."""

from enum import IntEnum

from domain.ids import CompetencyId, DraftId, OfferingId, TrainingId
from handlers.codec import Action, action


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


class DraftQuestion(IntEnum):
    """A question of a draft, in a button; a number never changes its meaning."""

    TITLE = 0
    KIND = 1
    MODE = 2
    HOURS = 3
    TIME = 4
    PLACE = 5
    URL = 6
    QUOTA = 7
    GOALS = 8
    CLOSES = 9
    DESCRIPTION = 10
    APPROVAL = 11


@action("dj")
class NewTraining(Action):
    """Asks for the title of a new training (Pelatihan Baru)."""


@action("dr")
class AskRun(Action):
    """Asks when a new run of this training takes place (Buat Angkatan, Dari Katalog)."""

    training: TrainingId


@action("df")
class AskDraft(Action):
    """Asks one question of a draft again (Kembali, or a field of Ubah)."""

    draft: DraftId
    question: DraftQuestion
    typed: bool = False
    """The answer is to be typed (Jenis Lain)."""


@action("dw")
class AskNext(Action):
    """Goes on with the first open question of a draft; with its card, if there is none."""

    draft: DraftId


@action("dv")
class SetDraft(Action):
    """Answers a question of a draft with what the button says."""

    draft: DraftId
    question: DraftQuestion
    value: int
    """A figure, the number of a choice, or minutes since 1970 in UTC."""


@action("ds")
class PassOver(Action):
    """Passes over a question that need not be answered (Lewati)."""

    draft: DraftId
    question: DraftQuestion


@action("du")
class SetDraftTraining(Action):
    """Makes it a run of a training of the catalogue (Dari Katalog)."""

    draft: DraftId
    training: TrainingId


@action("de")
class EditDraft(Action):
    """Asks what to change of a draft (Ubah)."""

    draft: DraftId


@action("dp")
class PickGoal(Action):
    """Opens one page of the competencies for a draft or a training (Kompetensi)."""

    page: int = 0
    draft: DraftId | None = None
    training: TrainingId | None = None
    search: int | None = None


@action("dh")
class OpenGoal(Action):
    """Asks to which level of a competency the draft or the training leads."""

    competency: CompetencyId
    draft: DraftId | None = None
    training: TrainingId | None = None


@action("dg")
class SetGoal(Action):
    """Sets the level of a competency that a draft or a training leads to; 0 removes it."""

    competency: CompetencyId
    level: int
    draft: DraftId | None = None
    training: TrainingId | None = None


@action("dc")
class PickCopied(Action):
    """Opens one page of the offerings to copy (Salin Angkatan)."""

    page: int = 0
    search: int | None = None


@action("dq")
class OpenCopy(Action):
    """Asks on which day the copy of an offering or of a draft begins (Salin)."""

    offering: OfferingId | None = None
    draft: DraftId | None = None


@action("dm")
class MakeCopy(Action):
    """Makes the copy, which is a draft."""

    day: int
    """The first day, as a proleptic ordinal (date.toordinal)."""
    offering: OfferingId | None = None
    draft: DraftId | None = None


@action("db")
class StartDraft(Action):
    """Makes an offering of the draft that was on the screen (Buka Pendaftaran)."""

    draft: DraftId
    revision: int


@action("di")
class TakeBackOpening(Action):
    """Makes a draft of the offering again (Urungkan)."""

    draft: DraftId
    offering: OfferingId


@action("dx")
class AskDeleteDraft(Action):
    """Asks before a draft is deleted (Hapus Draf)."""

    draft: DraftId


@action("dz")
class DeleteDraft(Action):
    """Deletes the draft that was on the screen (Ya, Hapus)."""

    draft: DraftId
    revision: int


class TrainingQuestion(IntEnum):
    """What is changed of a training, in a button; a number never changes its meaning."""

    TITLE = 0
    DESCRIPTION = 1
    HOURS = 2
    KIND = 3
    MODE = 4


@action("nf")
class ListRunsOf(Action):
    """Lists the offerings of a training (Angkatan)."""

    training: TrainingId


@action("na")
class EditTraining(Action):
    """Asks what to change of a training (Ubah)."""

    training: TrainingId


@action("nb")
class AskTraining(Action):
    """Asks for the new value of a training."""

    training: TrainingId
    question: TrainingQuestion


@action("nc")
class ChooseForTraining(Action):
    """Shows the change to one of the offered values, which is then to be saved."""

    training: TrainingId
    question: TrainingQuestion
    value: int


@action("nd")
class SaveTraining(Action):
    """Saves the change that was on the screen (Simpan)."""

    training: TrainingId
    question: TrainingQuestion
    mark: int
    """The mark of the new value (domain.catalogue.listing.search_mark)."""


@action("ne")
class SetArchived(Action):
    """Archives a training, or offers it again (Arsipkan, Aktifkan Lagi)."""

    training: TrainingId
    on: bool


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
