"""Screens for writing: what is announced, the message that people get, and its preview."""

from dataclasses import replace
from datetime import timedelta

from domain.announcements.announced import AnnouncedTraining, Draft, Opening
from domain.announcements.letter import Letter
from domain.catalogue.offerings import Mode
from domain.ids import AnnouncementId, ImportId, MessageId
from domain.lists import Page
from domain.seats.seen import seen
from handlers.actions import announcements as actions
from handlers.actions.desk import OpenDesk
from handlers.actions.imports import ImportHeld
from handlers.actions.seats import Enrol, OpenNotice, OpenOffering
from handlers.announcements.screens.audience import audience_words
from handlers.announcements.screens.sending import duration
from handlers.screens import dates, places
from handlers.screens.buttons import menu_row
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Document, Formatted, Picture, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN = 140


def what(
    w: Words, page: Page[AnnouncedTraining], *, draft: AnnouncementId | None, listed: bool
) -> Screen:
    """Asks what to announce: a training open for sign-up, soonest first, or a free text."""

    def line(place: int, one: AnnouncedTraining) -> Html:
        return w.t("{no}. {judul}", no=place, judul=cut(one.title, TITLE_SHOWN))

    def row(place: int, one: AnnouncedTraining) -> Row:
        day = dates.local(one.starts_at, one.timezone).date()
        label = w.label(
            "{no} · {mulai} · {sisa} kursi",
            no=place,
            mulai=dates.short_day(w, day),
            sisa=w.number(one.seats_left),
        )
        return (Button(label, actions.AnnounceTraining(one.offering_id)),)

    titles, trainings = numbered(page, actions.NewAnnouncement, line=line, row=row)
    rows: list[Row] = []
    if draft is not None:
        rows.append((Button(w.label("Lanjutkan Draf"), actions.OpenAudience(draft)),))
    rows += trainings
    rows.append((Button(w.label("Teks Bebas"), actions.AnnounceText()),))
    if listed:
        label = w.label("Terjadwal dan Terkirim")
        rows.append((Button(label, actions.ListAnnouncements(0)),))
    rows.append((Button(w.label("Kembali"), OpenDesk()),))
    return Screen(lines(w.t("Apa yang akan diumumkan?"), *titles), tuple(rows))


def ask_text(w: Words) -> Screen:
    """Asks for the text of the announcement."""
    text = lines(
        w.t("Silakan kirim isi pengumuman."),
        w.t(
            "Huruf tebal, miring, dan tautan dipertahankan. Boleh berupa satu gambar atau satu "
            "dokumen (misalnya PDF) dengan keterangan."
        ),
    )
    return Screen(text, ((Button(w.label("Kembali"), actions.NewAnnouncement()),),))


def not_text(w: Words, again: Screen) -> Screen:
    """Answers a sticker, a film or a voice message that was sent in place of the text."""
    line = w.t(
        "Pengumuman hanya dapat berupa teks, satu gambar, atau satu dokumen (misalnya PDF) "
        "dengan keterangan."
    )
    return again.under(line).as_new()


def import_instead(w: Words, run: ImportId, *, name: str) -> Screen:
    """Asks whether a workbook is to be imported; until then the text is still awaited."""
    text = lines(
        w.t("Pengisian dihentikan?"),
        w.t("Berkas <b>{berkas}</b> bukan isi pengumuman; isinya masih ditunggu.", berkas=name),
    )
    return Screen(text, ((Button(w.label("Impor Berkas Ini"), ImportHeld(run)),),), new=True)


def only_first(w: Words) -> Html:
    """Says that of several files that were sent at once only the first is taken."""
    return w.t("! Hanya satu berkas yang muat dalam pengumuman; yang pertama dipakai.")


def invitation(
    w: Words,
    opening: Opening,
    *,
    notice: MessageId | None = None,
    standing: Html | None = None,
    rows: tuple[Row, ...] | None = None,
) -> Screen:
    """The message about a training.

    After a sign-up `standing` is its last line, and `rows` replace its buttons.
    """
    when = dates.span(w, opening.starts_at, opening.ends_at, opening.timezone)
    where = _where(w, opening)
    names = ", ".join(opening.competencies)
    text = lines(
        w.t("Pendaftaran <b>{judul}</b> telah dibuka.", judul=opening.title),
        w.t("{waktu}{di} · {jp} JP", waktu=when, di=where, jp=opening.hours)
        if opening.hours
        else w.t("{waktu}{di}", waktu=when, di=where),
        w.t("Kompetensi: {kompetensi}", kompetensi=names) if names else None,
        w.t(
            "Kuota {kuota} · pendaftaran sampai {batas}",
            kuota=w.number(opening.quota),
            batas=dates.moment(w, opening.closes_at, opening.timezone),
        ),
        w.t("{unit_hr}"),
        standing,
    )
    back = OpenNotice(notice) if notice is not None else None
    first: Row = (
        main(w.label("Daftar"), _enrol(opening, back)),
        Button(w.label("Rincian"), OpenOffering(opening.offering_id, back=back)),
    )
    return Screen(text, (first, menu_row(w)) if rows is None else rows)


def _enrol(opening: Opening, back: OpenNotice | None) -> Enrol:
    return Enrol(opening.offering_id, announced=True, seen=seen(opening), back=back)


def free_text(letter: Letter | None) -> Screen | None:
    """The message with a free text, as written, without buttons; None if there is none."""
    if letter is None:
        return None
    document = Document("", b"", letter.document) if letter.document is not None else None
    picture = Picture(b"", "", letter.photo) if letter.photo is not None else None
    if letter.entities is None:
        return Screen(Html(letter.text), picture=picture, document=document)
    written = Formatted(letter.text, letter.entities)
    return Screen(Html(""), picture=picture, document=document, written=written)


def preview(w: Words, message: Screen, draft: Draft, *, lasting: timedelta) -> Screen:
    """The preview: the message exactly as people get it, then what sending means."""
    found, count = draft.announcement, draft.seen.count
    text = lines(
        w.t("! Data berubah sejak pratinjau terakhir. Mohon diperiksa kembali.")
        if draft.stale
        else None,
        w.t("Pratinjau di atas sama dengan yang akan diterima."),
        w.t("Sasaran: {sasaran}", sasaran=audience_words(w, draft.seen)),
        w.t(
            "Penerima: <b>{n} ASN</b>; {m} ASN belum terhubung dan tidak menerima.",
            n=w.number(count.linked),
            m=w.number(count.unlinked),
        ),
        w.t("Perkiraan lama pengiriman: {lama}", lama=duration(w, lasting)),
        w.t("Jadwal pengiriman tetap. Sebelum disimpan, yang lama yang berlaku.")
        if found.replaces is not None
        else None,
    )
    save = main(w.label("Simpan"), actions.SaveChanges(found.id, found.revision))
    send = actions.SendNow(found.id, found.revision, in_quiet=False)
    schedule = Button(w.label("Jadwalkan"), actions.AskWhen(found.id, found.revision))
    rows: tuple[Row, ...] = (
        (save,)
        if found.replaces is not None
        else (main(w.label("Kirim Sekarang"), send), schedule),
        (
            Button(w.label("Ubah"), actions.EditAnnouncement(found.id)),
            Button(w.label("Kembali"), actions.OpenAudience(found.id)),
        ),
    )
    return replace(message, new=True, keeps_old=False, then=Screen(text, rows))


def closed(w: Words) -> Screen:
    """Says that the training was called off, or its sign-up closed, while this was a draft."""
    text = w.t("Pelatihan ini tidak dapat diumumkan lagi: pendaftarannya sudah ditutup.")
    return Screen(text, ((Button(w.label("Kembali"), actions.NewAnnouncement()),),))


def edit(w: Words, found: AnnouncementId) -> Screen:
    """Asks what to change: the content or the audience."""
    rows: tuple[Row, ...] = (
        (
            Button(w.label("Isi"), actions.AnnounceText(found)),
            Button(w.label("Sasaran"), actions.OpenAudience(found)),
        ),
        (Button(w.label("Kembali"), actions.PreviewAnnouncement(found)),),
    )
    return Screen(w.t("Apa yang akan diubah?"), rows)


def _where(w: Words, opening: Opening) -> Html:
    """The place with a space before it; empty while no place is known."""
    place = places.where(w, Mode(opening.mode), opening.place)
    return Html("") if place is None else Html(f" {place}")
