"""The questions about an offering that HR prepares: one a screen, each answer kept at once."""

from datetime import datetime

from domain.catalogue.making.answers import FIGURES, KINDS, MODES, AnswerProblem, deadlines
from domain.catalogue.making.drafts import NOT_ASKED, OPTIONAL, DraftCard, DraftField
from domain.ids import TrainingId
from handlers.actions import Action
from handlers.actions import catalogue as actions
from handlers.actions.catalogue import DraftQuestion
from handlers.catalogue.screens.making.drafts import goals, on_holidays
from handlers.screens import dates, places
from handlers.screens.approval import APPROVERS, approver, approver_label
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import in_pairs
from handlers.screens.screen import Button, Row, Screen
from handlers.screens.words import Html, Words, cut, lines

QUESTIONS = {field: DraftQuestion[field.name] for field in DraftField}
"""The number of each question in a button."""
FIELDS = {question: field for field, question in QUESTIONS.items()}
HEAD_SHOWN, VALUE_SHOWN = 80, 200


def first(w: Words, field: DraftField, *, title: str | None, problem: Html | None) -> Screen:
    """The first question, before there is a draft; `title`: of a training of the catalogue."""
    text = lines(
        problem,
        w.t("<b>{judul}</b>", judul=cut(title, HEAD_SHOWN)) if title is not None else None,
        *(asked(w, field) if problem is None else asked(w, field)[:1]),
    )
    back: Action = actions.NewOffering()
    if title is not None:
        back = actions.ListCatalogue(choosing=True)
    return Screen(text, (back_or_desk(w, back),))


def question(
    w: Words,
    facts: DraftCard,
    field: DraftField,
    *,
    problem: Html | None,
    typed: bool,
    now: datetime,
) -> Screen:
    """One question of a draft, with what is known about it; `typed`: without its choices."""
    known = value_words(w, facts, field)
    text = lines(
        problem,
        head(w, facts, field),
        # The problem has an example of its own.
        *(asked(w, field) if problem is None else asked(w, field)[:1]),
        w.t("Saat ini: {nilai}", nilai=known) if known is not None else None,
    )
    rows: list[Row] = [] if typed else list(_choices(w, facts, field, now=now))
    if field in OPTIONAL and known is None:
        rows.append((Button(w.label("Lewati"), actions.PassOver(facts.id, QUESTIONS[field])),))
    return Screen(text, (*rows, last_row(w, facts, field)))


def known_title(w: Words, facts: DraftCard, training: TrainingId) -> Screen:
    """The typed title is one of the catalogue."""
    text = lines(
        w.t("<b>{judul}</b>", judul=cut(facts.title or "", VALUE_SHOWN)),
        w.t("! Judul ini sudah ada dalam katalog."),
    )
    return Screen(
        text,
        (
            (Button(w.label("Dari Katalog"), actions.SetDraftTraining(facts.id, training)),),
            (Button(w.label("Pelatihan Baru"), actions.AskNext(facts.id)),),
            (
                Button(
                    w.label("Kembali"), actions.AskDraft(facts.id, QUESTIONS[DraftField.TITLE])
                ),
                save(w, facts),
            ),
        ),
    )


def holiday(w: Words, facts: DraftCard) -> Screen:
    """The typed time is on a public holiday; it is kept, and may be typed again."""
    text = lines(
        head(w, facts, DraftField.TIME),
        *on_holidays(w, facts),
        w.t("Silakan ketik waktu yang lain, atau tetap pakai waktu ini."),
    )
    to: Action = actions.AskNext(facts.id)
    if facts.is_change(DraftField.TIME):
        to = actions.OpenDraft(facts.id)
    keep = Button(w.label("Tetap Pakai"), to)
    return Screen(text, ((keep,), last_row(w, facts, DraftField.TIME)))


def edit(w: Words, facts: DraftCard) -> Screen:
    """Asks what to change of a draft."""
    text = lines(
        w.t("<b>{judul}</b>", judul=cut(facts.title, HEAD_SHOWN)) if facts.title else None,
        w.t("Apa yang akan diubah?"),
    )
    buttons = [Button(field_label(w, field), _asks(facts, field)) for field in facts.fields]
    back = actions.OpenDraft(facts.id)
    return Screen(text, (*in_pairs(buttons), back_or_desk(w, back)))


def problem_words(w: Words, field: DraftField, found: AnswerProblem) -> Html:
    """Why a typed answer was not taken, with an example."""
    match found:
        case AnswerProblem.SHORT_YEAR:
            return w.t("! Tahun mohon ditulis lengkap, misalnya 2027.")
        case AnswerProblem.WEEKDAY:
            return w.t("! Hari dan tanggal tidak cocok.")
        case AnswerProblem.ORDER:
            return w.t("! Waktu selesai lebih awal daripada waktu mulai.")
        case AnswerProblem.PAST:
            return w.t("! Waktu itu sudah lewat.")
        case AnswerProblem.AFTER_START:
            return w.t("! Pendaftaran tidak dapat ditutup setelah pelatihan dimulai.")
        case AnswerProblem.TOO_LONG:
            return w.t("! Teks terlalu panjang. Mohon diringkas.")
        case AnswerProblem.UNREAD:
            return _unread(w, field)


def asked(w: Words, field: DraftField) -> tuple[Html, ...]:
    """The question, and how to answer it."""
    typed = w.t("Silakan ketik.")
    choose = w.t("Silakan pilih atau ketik.")
    questions: dict[DraftField, tuple[Html, ...]] = {
        DraftField.TITLE: (w.t("Apa judul pelatihannya?"), typed),
        DraftField.KIND: (w.t("Apa jenis pelatihannya?"), choose),
        DraftField.MODE: (w.t("Bagaimana cara pelaksanaannya?"),),
        DraftField.HOURS: (w.t("Berapa JP?"), choose),
        DraftField.TIME: (
            w.t("Kapan dilaksanakan?"),
            w.t("Silakan ketik, misalnya <i>8–9/12/2026 08.00–16.00</i>."),
        ),
        DraftField.PLACE: (w.t("Di mana tempatnya?"), typed),
        DraftField.URL: (w.t("Apa tautan kelas daringnya?"), typed),
        DraftField.QUOTA: (w.t("Berapa kuotanya?"), choose),
        DraftField.GOALS: (w.t("Kompetensi apa yang ditingkatkan?"),),
        DraftField.CLOSES: (
            w.t("Sampai kapan pendaftaran dibuka?"),
            w.t("Silakan pilih atau ketik, misalnya <i>5/12/2026</i>."),
        ),
        DraftField.DESCRIPTION: (w.t("Bagaimana uraian pelatihannya?"), typed),
        DraftField.APPROVAL: (w.t("Siapa yang menyetujui pendaftaran?"),),
    }
    return questions[field]


def value_words(w: Words, facts: DraftCard, field: DraftField) -> Html | None:
    """What is known about a question; None: nothing."""
    value, content = facts.value(field), facts.content
    zone = content.timezone or w.house.timezone
    if value is None or value == ():
        return None
    match field:
        case DraftField.MODE:
            return places.mode_name(w, value)
        case DraftField.TIME:
            end = content.ends_at or value
            return Html(dates.span(w, value, end, zone))
        case DraftField.CLOSES:
            return Html(dates.moment(w, value, zone))
        case DraftField.GOALS:
            return goals(w, facts.goals)
        case DraftField.APPROVAL:
            return approver(w, content.approval_by) if value else w.t("tidak perlu")
        case DraftField.HOURS | DraftField.QUOTA:
            return Html(w.number(value))
        case _:
            return w.t("{teks}", teks=cut(value, VALUE_SHOWN))


def field_label(w: Words, field: DraftField) -> str:
    """The button that asks a question again."""
    labels = {
        DraftField.TITLE: w.label("Judul"),
        DraftField.KIND: w.label("Jenis"),
        DraftField.MODE: w.label("Pelaksanaan"),
        DraftField.HOURS: w.label("JP", context="angkatan"),
        DraftField.TIME: w.label("Waktu"),
        DraftField.PLACE: w.label("Tempat"),
        DraftField.URL: w.label("Tautan"),
        DraftField.QUOTA: w.label("Kuota"),
        DraftField.GOALS: w.label("Kompetensi"),
        DraftField.CLOSES: w.label("Batas Daftar"),
        DraftField.DESCRIPTION: w.label("Uraian"),
        DraftField.APPROVAL: w.label("Persetujuan"),
    }
    return labels[field]


def last_row(w: Words, facts: DraftCard, field: DraftField) -> Row:
    """[Kembali] to the question before, or to what can be changed; [Simpan Draf]."""
    before = facts.before(field)
    back: Action = actions.EditDraft(facts.id)
    if not facts.is_change(field):
        back = _asks(facts, before) if before is not None else actions.ListDrafts()
    return (Button(w.label("Kembali"), back), save(w, facts))


def save(w: Words, facts: DraftCard) -> Button:
    """[Simpan Draf]: everything is kept already."""
    return Button(w.label("Simpan Draf"), actions.OpenDraft(facts.id, saved=True))


def _asks(facts: DraftCard, field: DraftField) -> Action:
    if field is DraftField.GOALS:
        return actions.PickGoal(draft=facts.id)
    return actions.AskDraft(facts.id, QUESTIONS[field])


def head(w: Words, facts: DraftCard, field: DraftField) -> Html:
    """The title, and which of the questions this is."""
    title = cut(facts.title or w.label("tanpa judul"), HEAD_SHOWN)
    questions = [each for each in facts.fields if each not in NOT_ASKED]
    if field not in questions:
        return w.t("<b>{judul}</b>", judul=title)
    place = questions.index(field) + 1
    return w.t("<b>{judul}</b> ({n}/{m})", judul=title, n=place, m=len(questions))


def _choices(w: Words, facts: DraftCard, field: DraftField, *, now: datetime) -> tuple[Row, ...]:
    def choice(label: str, value: int) -> Button:
        return Button(label, actions.SetDraft(facts.id, QUESTIONS[field], value))

    match field:
        case DraftField.KIND:
            kinds = [choice(kind_label(w, kind), n) for n, kind in enumerate(KINDS)]
            other = actions.AskDraft(facts.id, QUESTIONS[field], typed=True)
            return in_pairs([*kinds, Button(w.label("Jenis Lain"), other)])
        case DraftField.MODE:
            onsite, online, both = (choice(mode_label(w, n), n) for n in range(len(MODES)))
            return ((onsite, online), (both,))
        case DraftField.HOURS | DraftField.QUOTA:
            return (tuple(choice(str(n), n) for n in FIGURES[field]),)
        case DraftField.CLOSES:
            zone = facts.content.timezone or w.house.timezone
            ends = deadlines(facts.content, now=now, zone=zone)
            labels = [dates.short_day(w, dates.local(each, zone).date()) for each in ends]
            minutes = [int(each.timestamp()) // 60 for each in ends]
            return in_pairs([choice(*each) for each in zip(labels, minutes, strict=True)])
        case DraftField.APPROVAL:
            return in_pairs(
                [choice(approver_label(w, by), number) for number, by in enumerate(APPROVERS)]
            )
        case _:
            return ()


def kind_label(w: Words, kind: str) -> str:
    """A kind of training, on a button."""
    labels = {
        "Bimtek": w.label("Bimtek"),
        "Teknis": w.label("Teknis"),
        "Workshop": w.label("Workshop"),
        "Seminar": w.label("Seminar"),
        "E-Learning": w.label("E-Learning"),
    }
    return labels[kind]


def mode_label(w: Words, number: int) -> str:
    """How a training is held, on a button."""
    return (
        w.label("Tatap Muka"),
        w.label("Daring"),
        w.label("Tatap Muka dan Daring"),
    )[number]


def _unread(w: Words, field: DraftField) -> Html:
    match field:
        case DraftField.TIME:
            return w.t("! Waktu belum dikenali. Contoh: 8–9/12/2026 08.00–16.00.")
        case DraftField.CLOSES:
            return w.t("! Tanggal belum dikenali. Contoh: 5/12/2026.")
        case DraftField.URL:
            return w.t("! Tautan belum dikenali. Contoh: https://zoom.us/j/123456.")
        case DraftField.MODE:
            return w.t("! Cara pelaksanaan belum dikenali. Silakan pilih salah satu.")
        case DraftField.HOURS:
            return w.t("! Jumlah JP belum dikenali. Contoh: 16.")
        case DraftField.QUOTA:
            return w.t("! Kuota belum dikenali. Contoh: 30.")
        case _:
            return w.t("! Jawaban belum dikenali. Silakan pilih salah satu.")
