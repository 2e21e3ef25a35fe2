"""Screens to choose the competencies that a training leads to, each with its level."""

from domain.catalogue.listing import search_mark
from domain.catalogue.making.drafts import DraftCard, DraftField
from domain.catalogue.trainings import GoalLevels, GoalOption, TrainingCard
from domain.ids import DraftId, TrainingId
from domain.lists import PAGE, Page
from handlers.actions import catalogue as actions
from handlers.catalogue.screens.making.wizard import QUESTIONS, asked, head, last_row, save
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, NAME_SHOWN, MEANING_SHOWN, SEARCH_SHOWN = 80, 70, 110, 40
LEVELS = range(1, 6)


def pick(
    w: Words, about: DraftCard | TrainingCard, page: Page[GoalOption], *, text: str | None
) -> Screen:
    """One page of the competencies, those chosen first; a typed text searches."""
    draft, training = _owner(about)
    mark = None if text is None else search_mark(text)

    def line(place: int, one: GoalOption) -> Html:
        name = cut(one.name, NAME_SHOWN)
        if one.level is None:
            return w.t("{no}. {nama}", no=place, nama=name)
        return w.t("✓ {no}. {nama}: level {level}", no=place, nama=name, level=one.level)

    names, rows = numbered(
        page,
        lambda number: actions.PickGoal(number, draft, training, mark),
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenGoal(one.id, draft, training)),),
        across=PAGE,
    )
    more: list[Row] = []
    if text is not None:
        every = actions.PickGoal(0, draft, training)
        more.append((Button(w.label("Semua Kompetensi"), every),))
    said = lines(
        head(w, about, DraftField.GOALS)
        if isinstance(about, DraftCard)
        else w.t("<b>{judul}</b>", judul=cut(about.title, TITLE_SHOWN)),
        *asked(w, DraftField.GOALS),
        _found(w, page, text),
        *names,
    )
    return Screen(said, (*rows, *more, *_last_rows(w, about)))


def levels(w: Words, about: DraftCard | TrainingCard, one: GoalLevels) -> Screen:
    """Asks to which level of a competency the training leads."""
    draft, training = _owner(about)
    text = lines(
        w.t("<b>{nama}</b>", nama=cut(one.name, NAME_SHOWN)),
        w.t("Pelatihan ini meningkatkan sampai level berapa?"),
        *(
            w.t("{no}. {uraian}", no=level, uraian=cut(meaning, MEANING_SHOWN))
            for level, meaning in zip(LEVELS, one.meanings, strict=False)
            if meaning
        ),
    )
    choices = tuple(
        Button(
            f"✓ {level}" if level == one.level else str(level),
            actions.SetGoal(one.id, level, draft, training),
        )
        for level in LEVELS
    )
    remove = (Button(w.label("Hapus Kompetensi"), actions.SetGoal(one.id, 0, draft, training)),)
    back = back_or_desk(w, actions.PickGoal(0, draft, training))
    if isinstance(about, DraftCard):
        back = (back[0], save(w, about))
    return Screen(text, (choices, *((remove,) if one.level is not None else ()), back))


def _found(w: Words, page: Page[GoalOption], text: str | None) -> Html:
    if text is None:
        return w.t("Untuk mencari, ketik sebagian namanya.")
    typed = cut(text, SEARCH_SHOWN)
    if not page.total:
        return w.t("Tidak ada kompetensi yang cocok dengan <i>{teks}</i>.", teks=typed)
    return w.t("{n} kompetensi cocok dengan <i>{teks}</i>.", n=w.number(page.total), teks=typed)


def _owner(about: DraftCard | TrainingCard) -> tuple[DraftId | None, TrainingId | None]:
    if isinstance(about, DraftCard):
        return about.id, None
    return None, about.id


def _last_rows(w: Words, about: DraftCard | TrainingCard) -> tuple[Row, ...]:
    if isinstance(about, TrainingCard):
        return (back_or_desk(w, actions.OpenTraining(about.id)),)
    on = Button(w.label("Lewati"), actions.PassOver(about.id, QUESTIONS[DraftField.GOALS]))
    if about.goals:
        on = Button(w.label("Lanjut"), actions.AskNext(about.id))
    return ((on,), last_row(w, about, DraftField.GOALS))
