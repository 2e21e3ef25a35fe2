"""Screens of mandates: the list and its cards for HR, the message to the holder."""

from domain.decisions.mandates import Mandate
from domain.decisions.states import MandateKind
from handlers.screens import dates
from handlers.screens.buttons import menu_row
from handlers.screens.screen import Screen
from handlers.screens.words import Html, Words, cut, lines

POST_SHOWN = 80
"""Letters of the title of a post."""


def notice(w: Words, one: Mandate) -> Screen:
    """Tells the holder that the mandate has begun."""
    first, last = dates.plain_day(w, one.since), dates.plain_day(w, one.until)
    post = titled(w, one.kind, cut(one.title, POST_SHOWN))
    begun = (
        w.t(
            "Mulai {dari} s.d. {sampai} Bapak/Ibu menjalankan mandat sebagai <b>{jabatan}</b> "
            "({surat}).",
            dari=first,
            sampai=last,
            jabatan=post,
            surat=one.letter,
        )
        if one.letter
        else w.t(
            "Mulai {dari} s.d. {sampai} Bapak/Ibu menjalankan mandat sebagai <b>{jabatan}</b>.",
            dari=first,
            sampai=last,
            jabatan=post,
        )
    )
    told = w.t("Permintaan dari unit itu disampaikan kepada Bapak/Ibu.")
    return Screen(lines(begun, place(w, one), told), (menu_row(w),), new=True)


def titled(w: Words, kind: MandateKind, title: str) -> str:
    """`Plt. Kepala Dinas`; of a delegate `Delegasi Kepala Dinas`."""
    return f"{kind_name(w, kind)} {title}"


def kind_name(w: Words, kind: MandateKind) -> str:
    """What stands before the title of the post."""
    words = {MandateKind.VACANT: "Plt.", MandateKind.ABSENT: "Plh."}
    return words.get(kind) or w.label("Delegasi")


def place(w: Words, one: Mandate) -> Html | None:
    """The unit of the post."""
    return w.t("Unit: {unit}", unit=cut(one.unit_name, POST_SHOWN)) if one.unit_name else None
