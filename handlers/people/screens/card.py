"""Screens of HR about a person of the roster: search, card, phone number, link."""

from collections.abc import Sequence
from datetime import datetime

from domain.accounts.codes import VALID, shown
from domain.catalogue.listing import search_mark
from domain.lists import PAGE, Page
from domain.people.audit import LastChange
from domain.people.identity import PhoneProblem, mask_nip, mask_phone
from domain.people.staff import NumberTaken, StaffCard, StaffLearning, StaffLine
from handlers.actions import people as actions
from handlers.screens import dates
from handlers.screens.audited import changed
from handlers.screens.buttons import back_to_desk, desk_button
from handlers.screens.lists import numbered
from handlers.screens.people import NAME_SHOWN, hours_line, post, who
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines

PLACE_SHOWN = 30
"""Letters of a post or a unit in a list."""
GAPS_SHOWN = 60
"""Letters of the competencies on the card."""


def ask(w: Words) -> Screen:
    """Asks for a name or a NIP."""
    text = w.t("Silakan ketik nama, NIP, nomor HP, unit, atau jabatan pegawai.")
    log: Row = (Button(w.label("Riwayat Akses"), actions.OpenAudit()),)
    return Screen(text, (log, back_to_desk(w)))


def found(w: Words, people: Page[StaffLine], *, text: str) -> Screen:
    """What a search found; typing again searches again."""
    if not people.total:
        nobody = w.t("Tidak ada pegawai yang cocok dengan <i>{teks}</i>.", teks=cut(text, 60))
        return ask(w).under(nobody)

    def row(place: int, one: StaffLine) -> Row:
        return (Button(str(place), actions.OpenStaff(one.id)),)

    listed, rows = numbered(
        people,
        lambda page: actions.ListStaff(page, search_mark(text)),
        line=lambda place, one: _line(w, place, one, among=people.items),
        row=row,
        across=PAGE,
    )
    head = w.t(
        "{n} pegawai cocok dengan <i>{teks}</i>. Ketik lagi untuk mencari yang lain.",
        n=w.number(people.total),
        teks=cut(text, 60),
    )
    return Screen(lines(head, *listed), (*rows, back_to_desk(w)))


def person(
    w: Words,
    one: StaffCard,
    learning: StaffLearning | None = None,
    *,
    last: LastChange | None = None,
) -> Screen:
    """The card of a person: post, in service or not, linked or not, reachable or not."""
    phone = mask_phone(one.phone) if one.phone else None
    text = lines(
        w.t("<b>{nama}</b>", nama=one.name),
        w.t("NIP {nip_samar} · HP {hp_samar}", nip_samar=mask_nip(one.nip), hp_samar=phone)
        if phone
        else w.t("NIP {nip_samar} · ! nomor HP belum ada", nip_samar=mask_nip(one.nip)),
        post(w, one.position, one.unit),
        w.t("✓ ASN aktif")
        if one.active
        else w.t("✗ Tidak aktif ({status})", status=one.legal_status),
        _link_state(w, one),
        w.t("! Nomor HP ini tercatat pada {n} ASN.", n=one.phone_shared_by)
        if one.phone_shared_by > 1
        else None,
        w.t("✓ Petugas {unit_hr}") if one.hr else None,
        *(_learning(w, learning) if learning is not None else ()),
        changed(w, last) if last is not None else None,
        *_ways_to_end(w, one),
    )
    rows: list[Row] = [(Button(w.label("Ubah Nomor HP"), actions.AskNumber(one.id)),)]
    if one.active and not one.linked:
        rows.append((Button(w.label("Kode Penghubung"), actions.IssueCode(one.id)),))
    if one.linked:
        rows.append((Button(w.label("Lepas Akun Lama"), actions.AskRelease(one.id)),))
    if one.linked_at is not None:
        rows.append((danger(w.label("Lepas Akun"), actions.AskEndLink(one.id)),))
    rows.append((Button(w.label("Riwayat Akses"), actions.FindAudit(one.id)),))
    rows.append((Button(w.label("Kembali"), actions.ListStaff(0)), desk_button(w)))
    return Screen(text, tuple(rows))


def ask_number(w: Words, one: StaffCard) -> Screen:
    """Asks for the new phone number."""
    text = lines(
        w.t("Silakan ketik nomor HP untuk <b>{nama}</b>, misalnya 081234567890.", nama=one.name),
        w.t("Nomor harus sama dengan nomor akun Telegram yang bersangkutan."),
    )
    return Screen(text, (back(w, one),))


def number_wrong(w: Words, one: StaffCard, problem: PhoneProblem) -> Screen:
    """Refuses a number that is not an Indonesian mobile number, or two numbers."""
    line = (
        w.t("! Mohon ketik satu nomor saja.")
        if problem is PhoneProblem.TWO
        else w.t("! Nomor ini bukan nomor seluler Indonesia.")
    )
    return ask_number(w, one).under(line)


def number_taken(w: Words, one: StaffCard, phone: str, others: NumberTaken) -> Screen:
    """Warns that another person has the same number: neither person could link by it."""
    text = lines(
        w.t(
            "! Nomor {hp} sudah tercatat pada {nama_nama}.",
            hp=phone,
            nama_nama="; ".join(others.names),
        ),
        w.t(
            "Bila tetap disimpan untuk <b>{nama}</b>, nomor itu tidak dapat menghubungkan "
            "siapa pun sampai salah satunya diperbaiki.",
            nama=one.name,
        ),
    )
    save = main(w.label("Simpan"), actions.SaveNumber(one.id))
    return Screen(text, ((save, Button(w.label("Kembali"), actions.OpenStaff(one.id))),))


def number_saved(w: Words, one: StaffCard) -> Screen:
    """The card with the new number."""
    return person(w, one).under(w.t("✓ Nomor HP disimpan."))


def code_issued(w: Words, one: StaffCard, code: str, username: str, *, now: datetime) -> Screen:
    """The code and its deep link; protected from forwarding, since the code is half the proof."""
    until = dates.local(now + VALID, w.house.timezone).date()
    text = lines(
        w.t("Kode penghubung untuk <b>{nama}</b>:", nama=one.name),
        w.t("<code>{kode}</code>", kode=shown(code)),
        w.t("atau melalui tautan {tautan}", tautan=f"https://t.me/{username}?start=k-{code}"),
        w.t(
            "Berlaku satu kali, sampai {tgl}. Kode sebelumnya tidak berlaku lagi.",
            tgl=dates.day(w, until),
        ),
        w.t("Mohon serahkan langsung kepada yang bersangkutan."),
    )
    return Screen(text, (back(w, one),), new=True, protected=True)


def ask_release(w: Words, one: StaffCard) -> Screen:
    """Asks before the link of the old account ends."""
    text = lines(
        w.t(
            "{nama} sudah terhubung dengan akun Telegram lain sejak {tgl}.",
            nama=one.name,
            tgl=_day(w, one.linked_at) if one.linked_at else "",
        ),
        w.t("Lepas akun lama hanya bila yang bersangkutan memang memintanya."),
    )
    release = danger(w.label("Lepas Akun Lama"), actions.Release(one.id))
    return Screen(text, ((release,), (back(w, one)[0],)))


def ask_unlink(w: Words, one: StaffCard) -> Screen:
    """Asks before a link ends."""
    text = lines(
        w.t("Lepas akun Telegram <b>{nama}</b>?", nama=one.name),
        w.t(
            "Pesan dan pengingat berhenti, data akun dihapus. Pelatihan yang diikuti tetap "
            "berlaku. Yang bersangkutan diberi tahu."
        ),
    )
    unlink = danger(w.label("Ya, Lepas"), actions.EndLink(one.id))
    return Screen(text, ((unlink, back(w, one)[0]),))


def unlinked(w: Words, one: StaffCard) -> Screen:
    """The card after its link has ended."""
    return person(w, one).under(w.t("✓ Akun sudah dilepas."))


def told_of_unlink(w: Words, *, name: str, at: datetime) -> Screen:
    """Tells the chat that was linked that HR has ended its link."""
    return Screen(
        lines(
            w.t(
                "Bapak/Ibu {nama}, pada {waktu} akun ini dilepas oleh petugas {unit_hr}.",
                nama=name,
                waktu=dates.moment(w, at, w.house.timezone),
            ),
            w.t("Untuk menghubungkannya kembali, silakan kirim /start."),
            w.t("Bila ada pertanyaan, mohon hubungi {unit_hr} ({kontak})."),
        ),
        new=True,
    )


def _link_state(w: Words, one: StaffCard) -> Html:
    if one.linked_at is None:
        return w.t("○ Belum terhubung")
    if one.released_at is not None:
        day = _day(w, one.released_at)
        return w.t("◐ Akun lama dilepas {tgl}, menunggu akun baru", tgl=day)
    since = _day(w, one.linked_at)
    if one.unreachable_at is not None:
        return w.t("! Terhubung sejak {tgl}, tetapi tidak dapat dijangkau", tgl=since)
    return w.t("✓ Terhubung sejak {tgl}", tgl=since)


def _ways_to_end(w: Words, one: StaffCard) -> tuple[Html | None, ...]:
    """Tells the two buttons apart that end a link."""
    if not one.linked:
        return ()
    return (
        w.t("Lepas Akun Lama: bila berganti akun Telegram."),
        w.t("Lepas Akun: bila berhenti; data akun dihapus."),
    )


def _learning(w: Words, one: StaffLearning) -> tuple[Html | None, ...]:
    gaps = cut(", ".join(one.gaps), GAPS_SHOWN)
    return (
        hours_line(w, one.hours),
        w.t(
            "Pelatihan: {n} diikuti tahun ini, {m} akan datang",
            n=w.number(one.attended),
            m=w.number(one.coming),
        ),
        w.t("▼ Perlu ditingkatkan: {kompetensi}", kompetensi=gaps) if gaps else None,
        w.t("Atasan: {nama}", nama=cut(one.superior, NAME_SHOWN)) if one.superior else None,
    )


def _line(w: Words, place: int, one: StaffLine, *, among: Sequence[StaffLine]) -> Html:
    """Name and masked NIP, then post and unit: two people may have the same name."""
    name = who(w, one, among=among)
    first = (
        w.t("{no}. {nama}", no=place, nama=name)
        if one.active
        else w.t("{no}. ✗ {nama}", no=place, nama=name)
    )
    unit = cut(one.unit, PLACE_SHOWN) if one.unit else None
    position = cut(one.position, PLACE_SHOWN) if one.position else None
    return lines(first, post(w, position, unit))


def _day(w: Words, moment: datetime) -> str:
    return dates.day(w, dates.local(moment, w.house.timezone).date())


def back(w: Words, one: StaffCard) -> Row:
    """The row with the button back to the person ([Kembali])."""
    return (Button(w.label("Kembali"), actions.OpenStaff(one.id)),)
