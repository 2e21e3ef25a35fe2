"""Screens of HR about one person of the roster: card, trainings, phone number, link."""

from collections.abc import Sequence
from datetime import datetime

from domain.accounts.codes import VALID, shown
from domain.lists import PAGE, Page
from domain.people.audit import LastChange
from domain.people.identity import PhoneProblem, mask_nip, mask_phone
from domain.people.roles import UnitRole
from domain.people.staff import NumberTaken, StaffCard, StaffLearning, StaffTraining
from domain.people.superiors import SuperiorToday
from handlers.actions import people as actions
from handlers.actions.seats import OpenParticipant
from handlers.decisions.screens.mandates import titled
from handlers.screens import dates, places
from handlers.screens.audited import changed
from handlers.screens.buttons import counted, desk_button
from handlers.screens.lists import numbered
from handlers.screens.people import NAME_SHOWN, hours_line, post
from handlers.screens.screen import Button, Row, Screen, danger, main
from handlers.screens.words import Html, Words, cut, lines
from handlers.seats.screens.participants import standing

POST_SHOWN, TITLE_SHOWN = 40, 60
"""Letters of a superior's post or a legal status, and of a training's title or a unit."""
GAPS_SHOWN, ROLE_SHOWN = 45, 30
"""Letters of the competencies and of the unit of a role on the card."""


def person(
    w: Words,
    one: StaffCard,
    learning: StaffLearning | None = None,
    *,
    last: LastChange | None = None,
    roles: Sequence[UnitRole] = (),
) -> Screen:
    """The card of a person: post, in service or not, linked or not, reachable or not."""
    text = lines(
        *known(w, one, learning),
        *(
            w.t("✓ Pengelola {unit}", unit=cut(role.unit, ROLE_SHOWN))
            for role in roles[:1]
            if role.accepted
        ),
        changed(w, last) if last is not None else None,
        *_ways_to_end(w, one),
    )
    rows: list[Row] = [(Button(w.label("Ubah Nomor HP"), actions.AskNumber(one.id)),)]
    if learning is not None and learning.trainings:
        label = w.label("Pelatihan", context="daftar")
        every = counted(w, label, learning.trainings, actions.ListStaffTrainings(one.id))
        rows.insert(0, (every,))
    if one.active and not one.linked:
        rows.append((Button(w.label("Kode Penghubung"), actions.IssueCode(one.id)),))
    if one.linked:
        rows.append((Button(w.label("Lepas Akun Lama"), actions.AskRelease(one.id)),))
    if one.linked_at is not None:
        rows.append((danger(w.label("Lepas Akun"), actions.AskEndLink(one.id)),))
    rows += [(danger(w.label("Cabut Peran"), actions.OpenRole(each.id)),) for each in roles[:1]]
    rows.append((Button(w.label("Riwayat Akses"), actions.FindAudit(one.id)),))
    rows.append((Button(w.label("Kembali"), actions.ListStaff(0)), desk_button(w)))
    return Screen(text, tuple(rows))


def known(w: Words, one: StaffCard, learning: StaffLearning | None) -> tuple[Html | None, ...]:
    """The lines of the card that the officer of the unit reads as well."""
    phone = mask_phone(one.phone) if one.phone else None
    return (
        w.t("<b>{nama}</b>", nama=one.name),
        w.t("NIP {nip_samar} · HP {hp_samar}", nip_samar=mask_nip(one.nip), hp_samar=phone)
        if phone
        else w.t("NIP {nip_samar} · ! nomor HP belum ada", nip_samar=mask_nip(one.nip)),
        post(w, one.position, one.unit),
        w.t("✓ ASN aktif")
        if one.active
        else w.t(
            "✗ Tidak aktif ({status})",
            status=one.legal_status and cut(one.legal_status, POST_SHOWN),
        ),
        _link_state(w, one),
        w.t("! Nomor HP ini tercatat pada {n} ASN.", n=one.phone_shared_by)
        if one.phone_shared_by > 1
        else None,
        w.t("✓ Petugas {unit_hr}") if one.hr else None,
        *(_learning(w, learning) if learning is not None else ()),
    )


def trainings(w: Words, one: StaffCard, page: Page[StaffTraining]) -> Screen:
    """All trainings of a person, the latest first; the numbers open what HR can do about one."""

    here = actions.ListStaffTrainings(one.id, page.number)

    def row(place: int, each: StaffTraining) -> Row:
        return (Button(str(place), OpenParticipant(each.enrolment_id, here)),)

    listed, rows = numbered(
        page,
        lambda number: actions.ListStaffTrainings(one.id, number),
        line=lambda place, each: training_line(w, place, each),
        row=row,
        across=PAGE,
    )
    head = w.t("<b>{nama}</b>: {n} pelatihan", nama=one.name, n=w.number(page.total))
    return Screen(lines(head, *listed), (*rows, (*back(w, one), desk_button(w))))


def training_line(w: Words, place: int, each: StaffTraining) -> Html:
    """One training in the list of a person."""
    day = dates.local(each.starts_at, each.timezone).date()
    return w.t(
        "{no}. {judul}, {mulai} · {jp} JP: {status}",
        no=place,
        judul=places.with_run(w, cut(each.title, TITLE_SHOWN), each.run),
        mulai=f"{dates.short_day(w, day)} {day.year}",
        jp=w.number(each.hours),
        status=w.t("✗ dibatalkan") if each.called_off else standing(w, each),
    )


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
        w.t("▼ {n} kesenjangan: {kompetensi}", n=w.number(len(one.gaps)), kompetensi=gaps)
        if gaps
        else None,
        _superior(w, one.superior),
        _mandates(w, one),
    )


def _superior(w: Words, one: SuperiorToday | None) -> Html | None:
    if one is None:
        return None
    if one.nip is not None:
        nip = mask_nip(one.nip)
        return w.t("Atasan: NIP {nip_samar}, tidak ada dalam data pegawai", nip_samar=nip)
    job = one.post and cut(one.post, POST_SHOWN)
    if not one.names:
        if one.away:
            return w.t("Atasan: {jabatan}, tidak di tempat", jabatan=job)
        return w.t("Atasan: {jabatan}, kosong", jabatan=job)
    name = cut("; ".join(one.names), NAME_SHOWN)
    if not job:
        return w.t("Atasan: {nama}", nama=name)
    return w.t("Atasan: {nama}, {jabatan}", nama=name, jabatan=job)


def _mandates(w: Words, one: StaffLearning) -> Html | None:
    if not one.mandates:
        return None
    first = one.mandates[0]
    return w.t(
        "Mandat: {jabatan}, {dari} s.d. {sampai}",
        jabatan=titled(w, first.kind, cut(first.title, POST_SHOWN)),
        dari=dates.short_day(w, first.since),
        sampai=f"{dates.short_day(w, first.until)} {first.until.year}",
    )


def _day(w: Words, moment: datetime) -> str:
    return dates.day(w, dates.local(moment, w.house.timezone).date())


def back(w: Words, one: StaffCard) -> Row:
    """The row with the button back to the person ([Kembali])."""
    return (Button(w.label("Kembali"), actions.OpenStaff(one.id)),)
