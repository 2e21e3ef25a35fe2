"""Screens about several decisions: the joined notice, the list with ticks, all open ones."""

from datetime import datetime
from zlib import crc32

from domain.decisions.views import Ages, DecidedMany, DecisionLine, SlowOffice
from domain.lists import Page
from domain.seats.seen import SHOWN
from handlers.actions import accounts
from handlers.actions import decisions as actions
from handlers.actions.desk import DeskGroup
from handlers.screens import dates
from handlers.screens.buttons import back_to_desk, back_to_group, counted, menu_row
from handlers.screens.lists import numbered
from handlers.screens.people import who
from handlers.screens.screen import Button, Document, Row, Screen, main
from handlers.screens.words import Html, Words, cut, lines

TITLE_SHOWN, POST_SHOWN = 50, 60


def mark(page: Page[DecisionLine]) -> int:
    """A number of what a page shows, by which its buttons know it again."""
    return crc32(" ".join(str(one.id) for one in page.items).encode()) % SHOWN


def joined(w: Words, page: Page[DecisionLine]) -> Screen:
    """How many things wait, and the oldest of them."""
    text = lines(
        w.t("{n} permintaan menunggu keputusan Bapak/Ibu.", n=w.number(page.total)),
        *(
            w.t("Terlama: <b>{nama}</b>, {hal}", nama=who(w, oldest), hal=brief(w, oldest))
            for oldest in page.items[:1]
        ),
    )
    to_list = main(f"{w.label('Permintaan')} {w.number(page.total)}", actions.ListDecisions())
    return Screen(text, ((to_list,),), new=True)


def brief(w: Words, one: DecisionLine) -> Html:
    """What a decision is about, within a line."""
    day = dates.short_day(w, dates.local(one.starts_at, one.timezone).date())
    return w.t("tempat: {judul}, {tgl}", judul=cut(one.title, TITLE_SHOWN), tgl=day)


def listing(w: Words, page: Page[DecisionLine], *, ticked: int, hr: bool, data: int) -> Screen:
    """What waits for a person, the oldest first; ticks choose many at once."""
    if not page.total:
        none = w.t("Tidak ada yang menunggu keputusan.")
        return Screen(none, (*_data(w, data, hr=hr), _last(w, hr=hr)))

    def line(place: int, one: DecisionLine) -> Html:
        person = who(w, one, among=page.items)
        if one.late:
            return w.t(
                "{no}. ! {nama}: {hal}, {n} hari kerja",
                no=place,
                nama=person,
                hal=brief(w, one),
                n=w.number(one.waited),
            )
        return w.t("{no}. {nama}: {hal}", no=place, nama=person, hal=brief(w, one))

    def row(place: int, one: DecisionLine) -> Row:
        sign = "✓" if one.ticked else "○"
        return (Button(f"{sign} {place}", actions.TurnTick(one.id, page.number)),)

    listed, rows = numbered(page, actions.ListDecisions, line=line, row=row, across=5)
    head = w.t("<b>Menunggu Keputusan</b>: {n}", n=w.number(page.total))
    shown: list[Row] = [*rows]
    if ticked:
        count = w.number(ticked)
        shown += [
            (main(w.label("Setujui Terpilih {k}", k=count), actions.ApproveTicked()),),
            (Button(w.label("Tolak Terpilih {k}", k=count), actions.AskTickedReason()),),
        ]
    n = w.number(len(page.items))
    everything = Button(w.label("Tandai {n} Ini", n=n), actions.TickPage(page.number, mark(page)))
    details = Button(w.label("Rincian"), actions.OpenOldest())
    shown += [(everything, details), *_data(w, data, hr=hr), _last(w, hr=hr)]
    return Screen(lines(head, *listed), tuple(shown))


def decided(w: Words, facts: DecidedMany, *, now: datetime, left: int) -> Screen:
    """What came of deciding about many at once."""
    tell_at = facts.tell_at
    waits = tell_at is not None and tell_at > now
    text = lines(
        w.t("✓ {x} disetujui.", x=w.number(facts.approved)) if facts.approved else None,
        w.t("◐ {y} masuk daftar tunggu", y=w.number(facts.queued)) if facts.queued else None,
        w.t("✗ {x} ditolak.", x=w.number(facts.refused)) if facts.refused else None,
        w.t("! {z} sudah diputuskan orang lain", z=w.number(facts.gone)) if facts.gone else None,
        w.t(
            "Yang bersangkutan akan diberi tahu pukul {jam}.",
            jam=dates.hour(w, tell_at, w.house.timezone),
        )
        if waits and tell_at is not None
        else None,
    )
    rows: list[Row] = []
    if waits:
        at = int(now.timestamp())
        rows.append((Button(w.label("Urungkan"), actions.UndoMany(at)),))
    rows.append((counted(w, w.label("Permintaan"), left, actions.ListDecisions()), *menu_row(w)))
    return Screen(text, tuple(rows))


def not_undone(w: Words, why: str) -> Screen:
    """An answer stays, and why."""
    text = w.t("Tidak dapat diurungkan: {sebab}.", sebab=why)
    return Screen(text, ((Button(w.label("Permintaan"), actions.ListDecisions()), *menu_row(w)),))


def undone(w: Words, count: int) -> Screen:
    """Answers were taken back; they wait again."""
    text = w.t("✓ Diurungkan; {n} permintaan menunggu lagi.", n=w.number(count))
    return Screen(text, ((Button(w.label("Permintaan"), actions.ListDecisions()), *menu_row(w)),))


def ages(w: Words, facts: Ages) -> Screen:
    """All open decisions by age, and where the oldest lie."""
    if not facts.total:
        none = w.t("Tidak ada yang menunggu keputusan.")
        return Screen(none, (back_to_group(w, DeskGroup.REPORTS),))

    def slow(one: SlowOffice) -> Html:
        n = w.number(one.waiting)
        if one.post is None:
            return w.t("{unit_hr} ({n})", n=n)
        return w.t("{jabatan} ({n})", jabatan=cut(one.post, POST_SHOWN), n=n)

    text = lines(
        w.t(
            "<b>Permintaan terbuka</b>: {n}, rata-rata {x} hari kerja",
            n=w.number(facts.total),
            x=w.decimal(f"{facts.waited / facts.total:.1f}"),
        ),
        w.t(
            "0–2 hari: {a} · 3–4: {b} · lebih: {c}",
            a=w.number(facts.fresh),
            b=w.number(facts.slow),
            c=w.number(facts.late),
        ),
        w.t(
            "Terlama: {pejabat}",
            pejabat=Html(", ".join(slow(each) for each in facts.slowest)),
        ),
    )
    rows = (
        (main(w.label("Ingatkan Semua"), actions.RemindOffices()),),
        (Button(w.label("Unduh"), actions.DownloadOpen()),),
        back_to_group(w, DeskGroup.REPORTS),
    )
    return Screen(text, rows)


def reminded(w: Words, count: int) -> Screen:
    """How many offices are reminded with the next messages of the day."""
    text = w.t("✓ {m} pejabat akan diingatkan pada pagi hari kerja berikutnya.", m=w.number(count))
    return Screen(text, (back_to_group(w, DeskGroup.REPORTS),))


def file(w: Words, document: Document, count: int) -> Screen:
    """All open decisions as a file."""
    text = w.t("Permintaan terbuka: {n}", n=w.number(count))
    return Screen(text, document=document, new=True)


def _data(w: Words, count: int, *, hr: bool) -> tuple[Row, ...]:
    if not hr:
        return ()
    return ((counted(w, w.label("Permintaan Data"), count, accounts.OpenDataRequests(0)),),)


def _last(w: Words, *, hr: bool) -> Row:
    return back_to_desk(w) if hr else menu_row(w)
