"""Screens of the check by another HR officer, before something is sent to many people."""

from dataclasses import replace

from domain.announcements.announced import Announcement, AnnouncementState, Draft
from domain.ids import AnnouncementId
from handlers.actions import announcements as actions
from handlers.announcements.screens.audience import audience_words
from handlers.screens import dates
from handlers.screens.buttons import desk_button
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

NAME_SHOWN, SHOWN = 60, 80
"""Letters of an officer's name, and of what names an announcement."""


def waits(w: Words, draft: Draft, *, officers: int) -> Screen:
    """Its author reads that it waits, and for how many officers."""
    found = draft.announcement
    text = lines(
        w.t(
            "Pengumuman untuk {n} ASN perlu diperiksa petugas lain.",
            n=w.number(draft.seen.count.linked),
        ),
        w.t("Dikirim kepada {k} petugas; belum ada yang terkirim.", k=w.number(officers)),
        _when(w, found),
    )
    stop = Button(w.label("Batalkan"), actions.StopCheck(found.id))
    return Screen(text, ((stop, desk_button(w)),))


def check(w: Words, message: Screen, draft: Draft) -> Screen:
    """What people will get, then the question to another officer."""
    found = draft.announcement
    text = lines(
        w.t(
            "{petugas} akan mengirim pesan di atas kepada <b>{n} ASN</b>.",
            petugas=cut(found.author, NAME_SHOWN),
            n=w.number(draft.seen.count.linked),
        ),
        w.t("Sasaran: {sasaran}", sasaran=audience_words(w, draft.seen)),
        _when(w, found),
    )
    yes = main(w.label("Setujui"), actions.ApproveAnnouncement(found.id, found.revision))
    no = Button(w.label("Kembalikan"), actions.ReturnAnnouncement(found.id, found.revision))
    rows: tuple[Row, ...] = ((yes, no), (desk_button(w),))
    return replace(message, new=True, then=Screen(text, rows, new=True))


def own(w: Words, found: AnnouncementId) -> Screen:
    """The officer who sends it cannot check it."""
    back = Button(w.label("Kembali"), actions.OpenAnnouncement(found))
    return Screen(w.t("Pemeriksa harus petugas lain."), ((back, desk_button(w)),))


def done(w: Words, found: AnnouncementId, *, approved: bool) -> Screen:
    """What the other officer has answered."""
    text = (
        w.t("✓ Pengumuman disetujui dan dikirim pada waktunya.")
        if approved
        else w.t("✓ Pengumuman dikembalikan; belum ada yang terkirim.")
    )
    see = Button(w.label("Rincian"), actions.OpenAnnouncement(found))
    return Screen(text, ((see, desk_button(w)),) if approved else ((desk_button(w),),))


def answered(w: Words, found: Announcement, checker: str | None) -> Screen | None:
    """The author reads the answer; None if it is no longer so."""
    facts = {"isi": cut(found.beginning, SHOWN), "petugas": cut(checker or "", NAME_SHOWN)}
    if found.state is AnnouncementState.DRAFT:
        text = lines(
            w.t("Pengumuman dikembalikan oleh {petugas}: <b>{isi}</b>", **facts),
            w.t("Belum ada yang terkirim."),
        )
        change = Button(w.label("Ubah"), actions.EditAnnouncement(found.id))
    elif found.state is AnnouncementState.SCHEDULED and found.checked:
        text = lines(
            w.t("✓ Pengumuman disetujui oleh {petugas}: <b>{isi}</b>", **facts), _when(w, found)
        )
        change = Button(w.label("Rincian"), actions.OpenAnnouncement(found.id))
    else:
        return None
    return Screen(text, ((change, desk_button(w)),), new=True)


def _when(w: Words, found: Announcement) -> Html | None:
    when = found.scheduled_for
    return (
        None
        if when is None
        else w.t("Jadwal: {waktu}", waktu=dates.moment(w, when, w.house.timezone))
    )
