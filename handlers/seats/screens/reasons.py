"""Words for the offered reasons why a seat was given up, refused or taken away."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from domain.seats.deciding import Reason
from handlers.actions import Action
from handlers.screens.screen import Button, Row
from handlers.screens.words import Words

T = TypeVar("T")


def offered(
    w: Words,
    reasons: Mapping[T, Reason],
    to: Callable[[T], Action],
    *,
    button: Callable[[str, Action], Button] = Button,
) -> tuple[Row, ...]:
    """A button for each reason, one below the other."""
    return tuple((button(reason_label(w, kept), to(one)),) for one, kept in reasons.items())


def reason_label(w: Words, reason: str) -> str:
    """The words for an offered reason; any other reason was typed and is shown as it is."""
    match reason:
        case Reason.FEW_SEATS:
            return w.label("Kuota Terbatas")
        case Reason.UNFIT_POST:
            return w.label("Belum Sesuai Jabatan")
        case Reason.TAKEN_BEFORE:
            return w.label("Sudah Pernah Mengikuti")
        case Reason.DUTY:
            return w.label("Tugas Kedinasan")
        case Reason.PERSONAL:
            return w.label("Keperluan Pribadi")
        case Reason.CLASH:
            return w.label("Jadwal Bersamaan")
        case Reason.LEFT_SERVICE:
            return w.label("Tidak Aktif Lagi")
        case Reason.QUEUE_CLOSED:
            return w.label("Daftar Tunggu Ditutup")
        case _:
            return reason
