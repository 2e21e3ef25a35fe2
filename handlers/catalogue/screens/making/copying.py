"""Screens to copy an offering: which one, and on which day the copy begins."""

from datetime import date

from domain.catalogue.listing import search_mark
from domain.catalogue.making.copying import CopySource
from domain.lists import PAGE, Page
from domain.seats.participants import OfferingLine
from handlers.actions import Action
from handlers.actions import catalogue as actions
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import in_pairs, numbered
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, SEARCH_SHOWN = 80, 40


def pick(w: Words, page: Page[OfferingLine], *, text: str | None) -> Screen:
    """Asks which offering to copy; those to come first, then the latest of the past."""
    mark = None if text is None else search_mark(text)

    def line(place: int, one: OfferingLine) -> Html:
        return w.t(
            "{no}. {judul}, Angkatan {angkatan}: {mulai}",
            no=place,
            judul=cut(one.title, TITLE_SHOWN),
            angkatan=one.label,
            mulai=dates.plain_day(w, dates.local(one.starts_at, one.timezone).date()),
        )

    titles, rows = numbered(
        page,
        lambda number: actions.PickCopied(number, mark),
        line=line,
        row=lambda place, one: (Button(str(place), actions.OpenCopy(offering=one.id)),),
        across=PAGE,
    )
    every = ((Button(w.label("Semua Angkatan"), actions.PickCopied()),),) if text else ()
    back = back_or_desk(w, actions.NewOffering())
    return Screen(lines(*_head(w, page, text), *titles), (*rows, *every, back))


def ask_day(
    w: Words, source: CopySource, *, days: tuple[date, ...], problem: Html | None
) -> Screen:
    """Asks on which day the copy begins."""
    text = lines(
        problem,
        w.t(
            "Salinan <b>{judul}</b> menjadi Angkatan {angkatan}.",
            judul=source.title or w.label("tanpa judul"),
            angkatan=source.label,
        ),
        w.t("{s} sesi; jarak hari dan jamnya tetap.", s=w.number(source.sessions)),
        w.t("Tanggal mulai? Silakan pilih atau ketik, misalnya <i>12/1/2027</i>."),
    )
    choices = [
        Button(
            dates.short_day(w, day),
            actions.MakeCopy(day.toordinal(), source.offering, source.draft),
        )
        for day in days
    ]
    back: Action = actions.PickCopied()
    if source.draft is not None:
        back = actions.OpenDraft(source.draft)
    return Screen(text, (*in_pairs(choices), back_or_desk(w, back)))


def _head(w: Words, page: Page[OfferingLine], text: str | None) -> list[Html]:
    how = w.t("Untuk mencari, ketik judul atau kodenya.")
    if text is None:
        if not page.total:
            return [w.t("Belum ada angkatan untuk disalin.")]
        return [w.t("Angkatan mana yang akan disalin?"), how]
    typed = cut(text, SEARCH_SHOWN)
    if not page.total:
        return [w.t("Tidak ada angkatan yang cocok dengan <i>{teks}</i>.", teks=typed)]
    head = w.t(
        "{n} angkatan cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
        n=w.number(page.total),
        teks=typed,
    )
    return [head]
