"""Words for the offered reasons why a seat was given up, refused or taken away."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from domain.seats.deciding import SeatEndReason
from handlers.actions import Action
from handlers.screens.screen import Button, Row
from handlers.screens.words import Words

T = TypeVar("T")


def offered(
    w: Words,
    reasons: Mapping[T, SeatEndReason],
    to: Callable[[T], Action],
    *,
    button: Callable[[str, Action], Button] = Button,
) -> tuple[Row, ...]:
    """A button for each reason, one below the other."""
    return tuple((button(reason_label(w, kept), to(one)),) for one, kept in reasons.items())


def reason_label(w: Words, reason: str) -> str:
    """The words for an offered reason; any other reason was typed and is shown as it is."""
    match reason:
        case SeatEndReason.FEW_SEATS:
            return w.label("Kuota Terbatas")
        case SeatEndReason.UNFIT_POST:
            return w.label("Belum Sesuai Jabatan")
        case SeatEndReason.TAKEN_BEFORE:
            return w.label("Sudah Pernah Mengikuti")
        case SeatEndReason.DUTY:
            return w.label("Tugas Kedinasan")
        case SeatEndReason.PERSONAL:
            return w.label("Keperluan Pribadi")
        case SeatEndReason.CLASH:
            return w.label("Jadwal Bersamaan")
        case SeatEndReason.LEFT_SERVICE:
            return w.label("Tidak Aktif Lagi")
        case SeatEndReason.URGENT_DUTY:
            return w.label("Tugas Mendesak")
        case SeatEndReason.UNIT_QUOTA:
            return w.label("Kuota Unit")
        case SeatEndReason.BUDGET:
            return w.label("Anggaran")
        case SeatEndReason.LAPSED:
            return w.label("Belum Diputuskan")
        case SeatEndReason.QUEUE_CLOSED:
            return w.label("Daftar Tunggu Ditutup")
        case SeatEndReason.OFFERS_MISSED:
            return w.label("Tawaran Tidak Dijawab")
        case SeatEndReason.TRANSFER_UNDONE:
            return w.label("Pemindahan Diurungkan")
        case _:
            return reason
