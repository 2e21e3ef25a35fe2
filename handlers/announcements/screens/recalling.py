"""Screens for correcting or taking back an announcement that was sent."""

from dataclasses import replace
from datetime import timedelta

from domain.announcements.announced import Announcement, FollowUp
from domain.announcements.broadcast import Recall
from handlers.actions import announcements as actions
from handlers.actions.home import OpenMenu
from handlers.announcements.screens.sending import (
    TITLE_SHOWN,
    duration,
    leave_button,
    progress_bar,
)
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Words, cut, lines


def ask_correction(w: Words, found: Announcement) -> Screen:
    """Asks for the corrected text."""
    text = lines(
        w.t("Silakan kirim isi yang benar."),
        w.t(
            "Pesan yang sudah terkirim akan diganti. Huruf tebal, miring, dan tautan "
            "dipertahankan."
        ),
    )
    return Screen(text, ((_back(w, found),),))


def only_text(w: Words, again: Screen) -> Screen:
    """Says that only the words can be corrected, not the picture."""
    return again.under(w.t("Perbaikan hanya dapat berupa teks.")).as_new()


def correction(
    w: Words, message: Screen, found: Announcement, *, total: int, lasting: timedelta
) -> Screen:
    """The preview of the corrected message, then what sending it means."""
    text = lines(
        w.t(
            "Pratinjau di atas akan menggantikan {n} pesan yang sudah terkirim.", n=w.number(total)
        ),
        w.t("Perkiraan lama pengiriman: {lama}", lama=duration(w, lasting)),
        w.t("Telegram tidak memberi tahu penerima tentang pesan yang diganti."),
    )
    silently = actions.SendCorrection(found.id, found.revision)
    telling = actions.CorrectAndTell(found.id, found.revision)
    send: tuple[Row, ...] = (
        (main(w.label("Perbaiki dan Kabari"), telling),),
        (Button(w.label("Perbaiki Diam-diam"), silently),),
    )
    change = Button(w.label("Ubah"), actions.CorrectAnnouncement(found.id))
    last: Row = (change, _back(w, found)) if found.offering_id is None else (_back(w, found),)
    return replace(message, new=True, keeps_old=False, then=Screen(text, (*send, last)))


def told(w: Words, found: Announcement, *, message: int) -> Screen:
    """Tells a person that the announcement, to which this message is a reply, was corrected."""
    text = lines(
        w.t("Ada perbaikan: <b>{isi}</b>", isi=cut(found.beginning, TITLE_SHOWN))
        if found.beginning
        else w.t("Ada perbaikan pengumuman."),
        w.t("Pengumuman yang dibalas pesan ini sudah diperbaiki. Mohon dibaca kembali."),
        w.t("{unit_hr}"),
    )
    return Screen(text, ((Button(w.label("Menu Utama"), OpenMenu()),),), reply_to=message)


def ask_take_back(w: Words, found: Announcement, recall: Recall) -> Screen:
    """Asks once before the announcement is taken back, which cannot be undone."""
    if not recall.total:
        text = w.t("Semua pesan lebih lama dari 48 jam dan tidak dapat ditarik lagi.")
        return Screen(text, ((_back(w, found),),))
    old = w.t("{t} pesan lebih lama dari 48 jam dan tetap ada.", t=w.number(recall.too_old))
    text = lines(
        w.t("Tarik pengumuman ini?"),
        w.t("{n} pesan dihapus dari percakapan penerima.", n=w.number(recall.total)),
        old if recall.too_old else None,
    )
    row: Row = (danger(w.label("Ya, Tarik"), actions.TakeBack(found.id)), _back(w, found))
    return Screen(text, (row,))


def recalling(w: Words, found: Announcement, recall: Recall) -> Screen:
    """The progress of the correction or the withdrawal."""
    percent = (recall.total - recall.waiting) * 100 // recall.total if recall.total else 100
    text = lines(
        w.t("Memperbaiki pengumuman")
        if found.follow_up is FollowUp.EDIT
        else w.t("Menarik pengumuman"),
        progress_bar(w, percent),
        w.t(
            "{x} dari {n} selesai · gagal: {g}",
            x=w.number(recall.done),
            n=w.number(recall.total),
            g=w.number(recall.failed),
        ),
    )
    return Screen(text, ((leave_button(w),),))


def _back(w: Words, found: Announcement) -> Button:
    return Button(w.label("Kembali"), actions.OpenAnnouncement(found.id))
