"""Screens for the audience, in words and figures, and for the lists to choose from."""

from domain.announcements.announced import Draft
from domain.announcements.audience import Kind, Option, Seen
from domain.ids import AnnouncementId
from domain.lists import Page
from handlers.actions import announcements as actions
from handlers.screens import dates, places
from handlers.screens.lists import numbered
from handlers.screens.screen import Button, Row, Screen, main
from handlers.screens.words import Html, Words, cut, joined, lines

LONGEST_SHOWN = 60
"""Letters of the search text that are shown back."""

NAMED = 3
"""How many chosen entries of one kind are named; the others are counted."""
ROOM = 400
"""Letters for all names together: with the figures they must fit under a picture."""
WIDTH = 28


def audience(w: Words, draft: Draft, *, everybody: int, related: int | None) -> Screen:
    """The audience so far and its choices.

    `everybody` and `related` count linked people; `related` is None without a training.
    """
    found, seen = draft.announcement, draft.seen
    chosen = seen.audience
    rows: list[Row] = []
    if related is not None:
        label = w.label("Kesenjangan Terkait {n}", n=w.number(related))
        does = actions.SetRelated(found.id, on=not chosen.related)
        rows.append((Button(_ticked(label, on=chosen.related), does),))
    label = w.label("Semua ASN {n}", n=w.number(everybody))
    all_ = actions.SetEverybody(found.id, on=not chosen.everybody)
    rows.append((Button(_ticked(label, on=chosen.everybody), all_),))
    kinds = {
        Kind.UNIT: w.label("Unit Kerja"),
        Kind.POSITION: w.label("Jabatan"),
        Kind.COMPETENCY: w.label("Kesenjangan"),
        Kind.OFFERING: w.label("Peserta"),
    }
    lists = [
        Button(
            _ticked(label, on=bool(chosen.chosen(kind))),
            actions.PickAudience(found.id, kind, 0, fresh=True),
        )
        for kind, label in kinds.items()
    ]
    rows += [(lists[0], lists[1]), (lists[2], lists[3])]
    if seen.count.linked and found.ready:
        rows.append((main(w.label("Pratinjau"), actions.PreviewAnnouncement(found.id)),))
    back = (
        actions.NewAnnouncement()
        if found.offering_id is not None
        else actions.AnnounceText(found.id)
    )
    rows.append(
        (
            Button(w.label("Hapus Pilihan"), actions.ClearAudience(found.id)),
            Button(w.label("Kembali"), back),
        )
    )
    return Screen(lines(*_described(w, seen)), tuple(rows))


def pick(
    w: Words, found: AnnouncementId, kind: Kind, page: Page[Option], *, search: str
) -> Screen:
    """A list of units, posts, competencies or offerings; a tap switches an entry."""
    asks = {
        Kind.UNIT: w.t(
            "Pilih unit kerja; subunit ikut terpilih. Untuk mencari, ketik sebagian namanya."
        ),
        Kind.POSITION: w.t("Pilih jabatan. Untuk mencari, ketik sebagian namanya."),
        Kind.COMPETENCY: w.t("Pilih kompetensi yang levelnya di bawah standar."),
        Kind.OFFERING: w.t("Pilih angkatan yang pesertanya akan menerima."),
    }

    def line(place: int, one: Option) -> Html:
        return w.t("{no}. {judul}", no=place, judul=places.with_run(w, one.name, one.run))

    # A name that is cut on its button stands whole in the text, under its number.
    numbers = any(one.starts_at or not _fits(w, one) for one in page.items)

    def row(place: int, one: Option) -> Row:
        does = actions.SetPicked(found, kind, one.id, on=not one.on, page=page.number)
        return (Button(_option(w, one, place if numbers else None), does),)

    titles, rows = numbered(
        page,
        lambda number: actions.PickAudience(found, kind, number, fresh=False),
        line=line if numbers else None,
        row=row,
    )
    nothing = w.t("Tidak ada yang cocok dengan <i>{kata}</i>.", kata=cut(search, LONGEST_SHOWN))
    back = (Button(w.label("Kembali"), actions.OpenAudience(found)),)
    text = lines(asks[kind], *titles, nothing if search and not page.items else None)
    return Screen(text, (*rows, back))


def audience_words(w: Words, seen: Seen) -> Html:
    """The audience in words: `kesenjangan Keamanan Informasi di Dinas Kesehatan`."""
    chosen = seen.audience
    if chosen.everybody:
        return w.t("semua ASN")
    parts: list[Html] = []
    if chosen.offerings:
        parts.append(w.t("peserta {nama}", nama=_names(w, seen, Kind.OFFERING)))
    if chosen.related:
        parts.append(w.t("kesenjangan terkait pelatihan ini"))
    if chosen.competencies:
        parts.append(w.t("kesenjangan {nama}", nama=_names(w, seen, Kind.COMPETENCY)))
    if chosen.positions:
        parts.append(w.t("jabatan {nama}", nama=_names(w, seen, Kind.POSITION)))
    who = joined(", ", parts) if parts else w.t("ASN")
    if not chosen.units:
        return who
    return w.t("{siapa} di {nama}", siapa=who, nama=_names(w, seen, Kind.UNIT))


def _described(w: Words, seen: Seen) -> list[Html | None]:
    asked = w.t("Kirim kepada siapa? Pilihan dapat digabung.")
    if seen.audience.empty:
        return [asked]
    count = seen.count
    return [
        asked,
        w.t("Sasaran: <b>{sasaran}</b>", sasaran=audience_words(w, seen)),
        w.t(
            "Penerima: {n} ASN · belum terhubung: {m}",
            n=w.number(count.linked),
            m=w.number(count.unlinked),
        ),
        w.t("Contoh: {nama}", nama="; ".join(seen.examples))
        if count.linked
        else w.t("Belum ada penerima yang terhubung untuk sasaran ini."),
    ]


def _names(w: Words, seen: Seen, kind: Kind) -> str:
    width = ROOM // max(1, sum(min(NAMED, len(names)) for names in seen.names.values()))
    names = [cut(name, width) for name in seen.names.get(kind, ())]
    if len(names) > NAMED:
        rest = w.label("{n} lainnya", n=len(names) - NAMED + 1)
        names = [*names[: NAMED - 1], rest]
    if len(names) < 2:
        return "".join(names)
    return w.label("{awal} atau {akhir}", awal=", ".join(names[:-1]), akhir=names[-1])


def _fits(w: Words, one: Option) -> bool:
    return len(_ticked(f"{one.name} {w.number(one.people)}", on=one.on)) <= WIDTH


def _option(w: Words, one: Option, number: int | None) -> str:
    if one.starts_at is not None and one.timezone is not None:
        label = w.label(
            "{no} · {mulai} · {n} peserta",
            no=number,
            mulai=dates.short_day(w, dates.local(one.starts_at, one.timezone).date()),
            n=w.number(one.people),
        )
        return _ticked(label, on=one.on)
    start = "" if number is None else f"{number} · "
    end = f" {w.number(one.people)}"
    room = WIDTH - len(start) - len(end) - (2 if one.on else 0)
    return _ticked(f"{start}{cut(one.name, room)}{end}", on=one.on)


def _ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label
