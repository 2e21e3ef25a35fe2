"""Screens to change a training: what, to which value, and what that changes."""

from domain.catalogue.listing import search_mark
from domain.catalogue.making.answers import KINDS, MODES
from domain.catalogue.making.drafts import DraftField
from domain.catalogue.offerings import Mode
from domain.catalogue.trainings import TrainingCard, TrainingField
from handlers.actions import catalogue as actions
from handlers.actions.catalogue import TrainingQuestion
from handlers.catalogue.screens.making.wizard import field_label, kind_label, mode_label
from handlers.screens import places
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import in_pairs
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

QUESTIONS = {field: TrainingQuestion[field.name] for field in TrainingField}
"""The number of each value in a button."""
FIELDS = {question: field for field, question in QUESTIONS.items()}
TITLE_SHOWN, VALUE_SHOWN = 80, 250


def edit(w: Words, facts: TrainingCard) -> Screen:
    """Asks what to change of a training."""
    text = lines(
        w.t("<b>{judul}</b>", judul=cut(facts.title, TITLE_SHOWN)),
        w.t("Apa yang akan diubah?"),
    )
    buttons = [
        Button(label(w, field), actions.AskTraining(facts.id, QUESTIONS[field]))
        for field in TrainingField
    ]
    goals = Button(w.label("Kompetensi"), actions.PickGoal(training=facts.id))
    rows = in_pairs([*buttons, goals])
    return Screen(text, (*rows, back_or_desk(w, actions.OpenTraining(facts.id))))


def field(w: Words, facts: TrainingCard, asked: TrainingField, *, problem: Html | None) -> Screen:
    """Asks for the new value."""
    now = value_words(w, asked, facts.value(asked))
    text = lines(
        problem,
        w.t("{bidang} saat ini: {lama}", bidang=label(w, asked), lama=now)
        if now is not None
        else w.t("{bidang} belum diisi.", bidang=label(w, asked)),
        w.t("Silakan ketik yang baru; untuk mengosongkan, ketik <b>kosong</b>.")
        if asked is TrainingField.DESCRIPTION and now is not None
        else w.t("Silakan ketik yang baru."),
    )
    return Screen(
        text,
        (*_choices(w, facts, asked), back_or_desk(w, actions.EditTraining(facts.id))),
    )


def change(w: Words, facts: TrainingCard, changed: TrainingField, new: str | int | None) -> Screen:
    """The old and the new value, before it is saved."""
    old = value_words(w, changed, facts.value(changed))
    after = value_words(w, changed, new)
    empty = w.t("(kosong)")
    text = lines(
        w.t("<b>{bidang}</b>", bidang=label(w, changed)),
        w.t("Semula: {lama}", lama=empty if old is None else old),
        w.t("Menjadi: <b>{baru}</b>", baru=empty if after is None else after),
        w.t("{c} angkatan pelatihan ini ikut berubah.", c=w.number(facts.runs))
        if facts.runs
        else None,
    )
    mark = search_mark(str(new))
    save = main(w.label("Simpan"), actions.SaveTraining(facts.id, QUESTIONS[changed], mark))
    back = Button(w.label("Kembali"), actions.AskTraining(facts.id, QUESTIONS[changed]))
    return Screen(text, ((save, back),))


def saved(w: Words, facts: TrainingCard, changed: TrainingField, rest: Screen) -> Screen:
    """The value is changed; the card follows."""
    return rest.under(w.t("✓ {bidang} diubah.", bidang=label(w, changed)))


def changed_by_another(w: Words, facts: TrainingCard, asked: TrainingField) -> Html:
    """Another officer has changed the value since it was shown."""
    now = value_words(w, asked, facts.value(asked))
    return w.t(
        "! {bidang} baru saja diubah menjadi {nilai}.",
        bidang=label(w, asked),
        nilai=w.t("(kosong)") if now is None else now,
    )


def label(w: Words, asked: TrainingField) -> str:
    """What is changed, as its button says it."""
    return field_label(w, DraftField(asked.value))


def value_words(w: Words, asked: TrainingField, value: str | int | None) -> Html | None:
    """A value as the screens say it; None: there is none."""
    if value is None:
        return None
    modes = {mode.value: mode for mode in Mode}
    if asked is TrainingField.MODE and value in modes:
        return places.mode_name(w, modes[str(value)])
    return w.t("{teks}", teks=cut(str(value), VALUE_SHOWN))


def _choices(w: Words, facts: TrainingCard, asked: TrainingField) -> tuple[Row, ...]:
    def choice(name: str, value: int) -> Button:
        return Button(name, actions.ChooseForTraining(facts.id, QUESTIONS[asked], value))

    match asked:
        case TrainingField.KIND:
            return in_pairs([choice(kind_label(w, kind), n) for n, kind in enumerate(KINDS)])
        case TrainingField.MODE:
            onsite, online, both = (choice(mode_label(w, n), n) for n in range(len(MODES)))
            return ((onsite, online), (both,))
        case _:
            return ()
