"""Screens of a new mandate: one question each, and a last look before it is saved."""

from datetime import date

from domain.decisions.mandates import Mandate, NewMandate, Post
from domain.lists import PAGE, Page
from domain.people.staff import StaffLine
from handlers.actions.decisions import mandates as actions
from handlers.decisions.screens.mandates import POST_SHOWN, kind_name, line, span, titled
from handlers.screens import dates
from handlers.screens.buttons import back_or_desk
from handlers.screens.lists import numbered
from handlers.screens.people import post as post_and_unit
from handlers.screens.people import who
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TEXT_SHOWN, LINE_SHOWN = 60, 45
"""Letters of what was typed, of a post or unit in a list."""


def ask_post(w: Words) -> Screen:
    """Asks for the post."""
    text = w.t("Mandat untuk jabatan apa? Silakan ketik nama jabatan atau unitnya.")
    return Screen(text, (_back(w),))


def posts(w: Words, page: Page[Post], text: str) -> Screen:
    """The posts found; typing again searches again."""
    if not page.total:
        none = w.t(
            "Tidak ada jabatan yang cocok dengan <i>{teks}</i>.", teks=cut(text, TEXT_SHOWN)
        )
        return ask_post(w).under(none)
    listed, rows = numbered(
        page,
        actions.ListPosts,
        line=lambda number, one: w.t("{no}. {jabatan}", no=number, jabatan=_named(w, one)),
        row=lambda number, one: (Button(str(number), actions.PickPost(one.position, one.unit)),),
        across=PAGE,
    )
    head = w.t("Pilih jabatan, atau ketik lagi.")
    return Screen(lines(head, *listed), (*rows, _back(w)))


def ask_kind(w: Words, post: Post) -> Screen:
    """Asks how the person acts for the post."""
    held = (
        w.t("Dipegang: {nama}", nama=cut("; ".join(post.holders), POST_SHOWN))
        if post.holders
        else w.t("Jabatan ini kosong.")
    )
    text = lines(
        w.t("<b>{jabatan}</b>", jabatan=_named(w, post)),
        held,
        w.t("Plt. untuk jabatan kosong, Plh. selama pejabatnya tidak di tempat."),
    )

    def kind(one: actions.ActsAs, label: str) -> Button:
        return Button(label, actions.PickMandateKind(one))

    first = (kind(actions.ActsAs.VACANT, "Plt."), kind(actions.ActsAs.ABSENT, "Plh."))
    return Screen(text, (first, (kind(actions.ActsAs.DELEGATE, w.label("Delegasi")),), _back(w)))


def ask_holder(w: Words) -> Screen:
    """Asks who acts."""
    text = w.t("Siapa yang menjalankan? Silakan ketik nama atau NIP.")
    return Screen(text, (_back(w),))


def holders(w: Words, page: Page[StaffLine], text: str) -> Screen:
    """The people found; typing again searches again."""
    if not page.total:
        nobody = w.t(
            "Tidak ada pegawai yang cocok dengan <i>{teks}</i>.", teks=cut(text, TEXT_SHOWN)
        )
        return ask_holder(w).under(nobody)

    def person(number: int, one: StaffLine) -> Html:
        return w.t("{no}. {pegawai}", no=number, pegawai=who(w, one, among=page.items))

    listed, rows = numbered(
        page,
        actions.ListMandateHolders,
        line=person,
        row=lambda number, one: (Button(str(number), actions.PickMandateHolder(one.id)),),
        across=PAGE,
    )
    return Screen(lines(w.t("Pilih pegawai, atau ketik lagi."), *listed), (*rows, _back(w)))


def not_in_service(w: Words, name: str) -> Html:
    """The person has left service."""
    return w.t("! {nama} tidak aktif lagi.", nama=name)


def ask_days(w: Words, today: date) -> Screen:
    """Asks for the first and the last day."""
    example = w.t("1/{bulan}/{tahun}–31/{bulan}/{tahun}", bulan=12, tahun=today.year)
    text = w.t("Berlaku kapan? Silakan ketik, misalnya <i>{contoh}</i>.", contoh=example)
    return Screen(text, (_back(w),))


def days_wrong(w: Words, *, over: bool) -> Html:
    """What was typed is no span of days, or one that is over."""
    if over:
        return w.t("! Hari terakhirnya sudah lewat.")
    return w.t("! Tanggal belum dikenali.")


def ask_letter(w: Words) -> Screen:
    """Asks for the number of the letter."""
    text = w.t("Nomor suratnya? Silakan ketik.")
    skip: Row = (Button(w.label("Lewati"), actions.PassOverLetter()),)
    return Screen(text, (skip, _back(w)))


def look(
    w: Words,
    new: NewMandate,
    post: Post,
    *,
    name: str,
    linked: bool,
    other: Mandate | None,
    shown: int,
) -> Screen:
    """What will be saved. `other`: a mandate in its way; `shown`: the mark of what is shown."""
    held = bool(post.holders) and kind_name(w, new.kind) == "Plt."
    text = lines(
        w.t("<b>{jabatan}</b>", jabatan=titled(w, new.kind, cut(post.title, POST_SHOWN))),
        w.t("Unit: {unit}", unit=cut(post.unit_name, POST_SHOWN)) if post.unit_name else None,
        w.t("{nama}", nama=name),
        span(w, new.since, new.until),
        w.t("Surat: {surat}", surat=new.letter) if new.letter else None,
        w.t("! Mandat Plt. lazimnya paling lama 3 bulan.") if new.long else None,
        w.t(
            "! Jabatan ini masih dipegang {nama}; Plt. untuk jabatan kosong.",
            nama=cut(post.holders[0], LINE_SHOWN),
        )
        if held
        else None,
        w.t(
            "! Jabatan ini sudah mempunyai mandat sampai {tgl}.",
            tgl=dates.plain_day(w, other.until),
        )
        if other is not None
        else None,
        w.t("! {nama} belum terhubung; mohon sampaikan langsung.", nama=name)
        if not linked
        else None,
        w.t("Belum ada yang disimpan."),
    )
    save: Row = (main(w.label("Simpan"), actions.SaveMandate(shown)),)
    old: tuple[Row, ...] = (
        ((Button(w.label("Akhiri yang Lama"), actions.EndOtherMandate(other.id)),),)
        if other is not None
        else ()
    )
    return Screen(text, (save, *old, _back(w)))


def saved(w: Words, fresh: Screen, one: Mandate, *, today: date) -> Screen:
    """The list, with what was saved above."""
    told = (
        w.t("Yang bersangkutan akan diberi tahu.")
        if one.since <= today
        else w.t("Yang bersangkutan diberi tahu pada hari pertama.")
    )
    return fresh.under(lines(w.t("✓ Tersimpan: {mandat}.", mandat=line(w, one, today)), told))


def _named(w: Words, post: Post) -> Html | str:
    unit = cut(post.unit_name, LINE_SHOWN) if post.unit_name else None
    return post_and_unit(w, cut(post.title, LINE_SHOWN), unit) or post.title


def _back(w: Words) -> Row:
    return back_or_desk(w, actions.ListMandates())
