"""Screens on which HR changes an offering: which field, its new value, what that would do."""

from json import dumps
from zlib import crc32

from domain.catalogue.editing import ERASABLE, Edit, RunField, Unfit, fields_of
from domain.catalogue.runs import EditPlan, RunCard
from domain.seats.seen import SHOWN as MARKS
from handlers.actions import Action
from handlers.actions import offerings as actions
from handlers.catalogue.screens.hr import values
from handlers.screens import dates
from handlers.screens.buttons import desk_button
from handlers.screens.lists import in_pairs
from handlers.screens.screen import Button, Screen, main
from handlers.screens.words import Html, Words, cut, lines

NAME_SHOWN, HOLIDAYS_SHOWN = 60, 3


def ask(w: Words, facts: RunCard) -> Screen:
    """Asks what is to be changed."""
    there = facts.offering
    fields = [
        Button(values.field_name(w, field), actions.AskRunField(there.id, values.CHOICES[field]))
        for field in fields_of(there)
    ]
    text = lines(
        w.t("<b>{judul}</b>, Angkatan {angkatan}", judul=there.title, angkatan=there.label),
        w.t("Apa yang akan diubah?"),
    )
    back = Button(w.label("Kembali"), actions.OpenRun(there.id))
    return Screen(text, (*in_pairs(fields), (back, desk_button(w))))


def field(w: Words, facts: RunCard, one: RunField) -> Screen:
    """Shows the present value and asks for the new one."""
    there = facts.offering
    present = {
        "starts_at": there.starts_at,
        "ends_at": there.ends_at,
        "timezone": there.timezone,
        "place": there.place,
        "url": there.url,
        "quota": there.quota,
        "closes_at": there.closes_at,
        "needs_approval": there.needs_approval,
        "hours": there.hours,
        "title": there.title,
        "description": facts.description,
    }
    old = values.value(w, one, present, there.timezone)
    of = (there.id, values.CHOICES[one])
    now = w.t("{bidang} saat ini: {lama}", bidang=values.field_name(w, one), lama=old)
    back = (Button(w.label("Kembali"), actions.AskChange(there.id)), desk_button(w))
    if one is RunField.APPROVAL:
        choices = (
            Button(w.label("Tidak Perlu"), actions.ChooseApproval(there.id, False)),
            Button(w.label("{unit_hr}"), actions.ChooseApproval(there.id, True)),
        )
        return Screen(lines(now, w.t("Silakan pilih yang baru.")), (choices, back))
    text = lines(now, w.t("Silakan ketik yang baru."), _example(w, one))
    filled = {RunField.PLACE: there.place, RunField.LINK: there.url}
    filled[RunField.DESCRIPTION] = facts.description
    if one in ERASABLE and filled.get(one):
        empty = (Button(w.label("Kosongkan"), actions.AskEmptied(*of)),)
        return Screen(text, (empty, back))
    return Screen(text, (back,))


def refused(w: Words, facts: RunCard, one: RunField, why: Unfit) -> Screen:
    """The typed value is not taken; its question follows."""
    return field(w, facts, one).under(values.unfit(w, why))


def plan(w: Words, facts: EditPlan) -> Screen:
    """What the change would do, and whom it is told."""
    edit, there = facts.edit, facts.offering
    people = facts.seated + facts.queued
    text = lines(
        w.t("<b>{bidang}</b>", bidang=values.field_name(w, edit.field)),
        w.t("Semula: {lama}", lama=values.was(w, edit, there.timezone)),
        w.t("Menjadi: <b>{baru}</b>", baru=values.becomes(w, edit, there.timezone)),
        w.t(
            "{n} orang akan diberi tahu: {a} peserta, {q} dalam daftar tunggu",
            n=w.number(people),
            a=w.number(facts.seated),
            q=w.number(facts.queued),
        )
        if people
        else None,
        w.t("{m} narasumber akan diberi tahu.", m=w.number(facts.speakers))
        if facts.speakers
        else None,
        w.t("! {k} peserta mempunyai jadwal lain pada waktu itu.", k=w.number(facts.clashes))
        if facts.clashes
        else None,
        w.t("Perubahan ini mengubah hasil {n} peserta.", n=w.number(facts.recorded))
        if facts.recorded
        else None,
        w.t("Tempat yang sudah diberikan tetap berlaku.") if facts.lower else None,
        *_follows(w, facts),
        *(
            w.t("! {tgl} hari libur: {ket}.", tgl=dates.day(w, day), ket=cut(name, NAME_SHOWN))
            for day, name in facts.holidays[:HOLIDAYS_SHOWN]
        ),
    )
    label = w.label("Tetap Pakai") if facts.holidays else w.label("Simpan")
    save = main(label, actions.SaveRun(there.id, mark(edit)))
    back = Button(w.label("Kembali"), _again(facts))
    return Screen(text, ((save, back), (desk_button(w),)))


def _follows(w: Words, facts: EditPlan) -> list[Html]:
    """What else the change means: another closing date, the same value for other offerings."""
    found: list[Html] = []
    if facts.closes_at is not None:
        closes_at = dates.moment(w, facts.closes_at, facts.offering.timezone)
        found.append(w.t("Batas daftar menjadi {batas}.", batas=closes_at))
    if facts.runs > 1:
        found.append(w.t("Berlaku untuk {n} angkatan pelatihan ini.", n=w.number(facts.runs)))
    return found


def _again(facts: EditPlan) -> Action:
    there, field_ = facts.offering, facts.edit.field
    if field_ is RunField.SESSIONS:
        return actions.ListSessions(there.id)
    return actions.AskRunField(there.id, values.CHOICES[field_])


def overtaken(w: Words, fresh: Screen, edit: Edit, zone: str, by: str | None) -> Screen:
    """Another officer or a file changed the same field first; `edit`: what is stored now."""
    name = values.field_name(w, edit.field)
    now = values.value(w, edit.field, edit.after, zone)
    if by is None:
        line = w.t("! {bidang} baru saja diubah menjadi {nilai}.", bidang=name, nilai=now)
    else:
        line = w.t(
            "! {petugas} baru saja mengubah {bidang} menjadi {nilai}.",
            petugas=by,
            bidang=name,
            nilai=now,
        )
    return fresh.under(line)


def mark(edit: Edit) -> int:
    """The number by which Simpan knows the change that was shown."""
    shown = dumps([edit.field, edit.before, edit.after], default=str, sort_keys=True)
    return crc32(shown.encode()) % MARKS


def _example(w: Words, one: RunField) -> Html | None:
    match one:
        case RunField.TIME:
            return w.t("Contoh: <i>8–9/12/2026 08.00–16.00</i>")
        case RunField.CLOSES:
            return w.t("Contoh: <i>7/12/2026 16.00</i>")
        case _:
            return None
