"""Screens of the catalogue for HR: all trainings, and the card of one."""

from domain.catalogue.listing import search_mark
from domain.catalogue.offerings import LONGEST_TITLE
from domain.catalogue.trainings import TrainingCard, TrainingLine
from domain.lists import PAGE, Page
from handlers.actions import catalogue as actions
from handlers.actions.desk import OpenDesk
from handlers.catalogue.screens.making.drafts import goals
from handlers.screens import places
from handlers.screens.buttons import back_or_desk, counted
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, SEARCH_SHOWN, KIND_SHOWN, TEXT_SHOWN = 80, 40, 40, 300


def listing(
    w: Words,
    page: Page[TrainingLine],
    *,
    archived: bool,
    choosing: bool,
    others: int,
    text: str | None,
) -> Screen:
    """One page of the trainings; `others`: how many are archived, or are not."""
    mark = None if text is None else search_mark(text)

    def line(place: int, one: TrainingLine) -> Html:
        return w.t(
            "{no}. {judul} · {kode}: {n} angkatan",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            kode=one.code,
            n=w.number(one.runs),
        )

    opens = actions.AskRun if choosing else actions.OpenTraining
    titles, rows = numbered(
        page,
        lambda number: actions.ListCatalogue(number, mark, archived, choosing),
        line=line,
        row=lambda place, one: (Button(str(place), opens(one.id)),),
        across=PAGE,
    )
    more: list[Row] = []
    if text is not None:
        label = w.label("Semua Pelatihan")
        more.append((Button(label, actions.ListCatalogue(0, None, archived, choosing)),))
    elif others and not choosing:
        label = w.label("Katalog") if archived else w.label("Arsip")
        label = f"{label} {w.number(others)}"
        more.append((Button(label, actions.ListCatalogue(archived=not archived)),))
    back = back_or_desk(w, actions.NewOffering() if choosing else OpenDesk())
    said = lines(_head(w, page, archived=archived, choosing=choosing, text=text), *titles)
    return Screen(said, (*rows, *more, back))


def not_found(w: Words, every: Screen, *, text: str) -> Screen:
    """No training has the typed words: all of them are shown."""
    typed = cut(text, SEARCH_SHOWN)
    return every.under(w.t("Tidak ada pelatihan yang cocok dengan <i>{teks}</i>.", teks=typed))


def card(w: Words, facts: TrainingCard) -> Screen:
    """A training as it stands, and what HR may do about it."""
    change = Button(w.label("Ubah"), actions.EditTraining(facts.id))
    archive = w.label("Aktifkan Lagi") if facts.archived else w.label("Arsipkan")
    begin = (main(w.label("Buat Angkatan"), actions.AskRun(facts.id)),)
    return Screen(
        lines(*described(w, facts)),
        (
            *(() if facts.archived else (begin,)),
            (
                change,
                counted(
                    w,
                    w.label("Angkatan", context="katalog"),
                    facts.runs,
                    actions.ListRunsOf(facts.id),
                ),
            )
            if facts.runs
            else (change,),
            (Button(archive, actions.SetArchived(facts.id, on=not facts.archived)),),
            back_or_desk(w, actions.ListCatalogue(archived=facts.archived)),
        ),
    )


def described(w: Words, facts: TrainingCard) -> list[Html]:
    """What is known of a training, one fact a line."""
    found = [
        w.t(
            "<b>{judul}</b> ({kode})",
            judul=cut(facts.title, LONGEST_TITLE),
            kode=facts.code,
        ),
        w.t(
            "{jenis} · {moda} · {jp} JP",
            jenis=cut(places.kind_name(w, facts.kind), KIND_SHOWN),
            moda=places.mode_name(w, facts.mode),
            jp=w.number(facts.hours),
        ),
        goals(w, facts.goals),
        w.t("{uraian}", uraian=cut(facts.description, TEXT_SHOWN)) if facts.description else None,
        w.t(
            "{c} angkatan, {d} sedang dibuka",
            c=w.number(facts.runs),
            d=w.number(facts.open_runs),
        )
        if facts.runs
        else w.t("Belum ada angkatan dari pelatihan ini."),
        _archived(w, facts) if facts.archived else None,
    ]
    return [line for line in found if line is not None]


def _archived(w: Words, facts: TrainingCard) -> Html:
    """What is open goes on; only further runs are not offered."""
    if facts.open_runs:
        n = w.number(facts.open_runs)
        return w.t("✗ Diarsipkan; {n} angkatan yang sedang dibuka tetap berjalan.", n=n)
    return w.t("✗ Diarsipkan; tidak ditawarkan lagi.")


def _head(
    w: Words, page: Page[TrainingLine], *, archived: bool, choosing: bool, text: str | None
) -> Html:
    if text is not None:
        return w.t(
            "{n} pelatihan cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
            n=w.number(page.total),
            teks=cut(text, SEARCH_SHOWN),
        )
    if not page.total:
        return w.t("Arsip masih kosong.") if archived else w.t("Katalog masih kosong.")
    how = w.t("Untuk mencari, ketik judul atau kodenya.")
    if choosing:
        return lines(w.t("Pelatihan mana yang akan dibuka angkatannya?"), how)
    names = {
        True: w.t("<b>Arsip katalog</b>: {n} pelatihan", n=w.number(page.total)),
        False: w.t("<b>Katalog</b>: {n} pelatihan", n=w.number(page.total)),
    }
    return lines(names[archived], how)
