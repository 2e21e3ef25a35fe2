"""Applies the sheet of participants: HR decides who took part, even beyond the quota."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from domain.ids import OfferingId, PersonId
from domain.imports.preview import EarlyPresence, LoadTally
from domain.imports.problems import Expected, RowProblem
from domain.imports.training import NOTHING_RECORDED, Participation, status_word
from domain.seats.deciding import OPEN, SEATED, SeatState
from domain.seats.nominations import LAST_ANSWER
from domain.seats.standing import PRESENT
from storage.catalogue.tables import offering, training
from storage.database.store import Transaction
from storage.evaluation.presence import tell_of_presence
from storage.imports.loads.basics import Load
from storage.imports.loads.comparing import Notes
from storage.imports.loads.nominations import ask_named, tell_seated
from storage.imports.tables import staged_participant, staged_problem, staged_training
from storage.people.tables import person
from storage.seats.rows import is_seated
from storage.seats.tables import enrolment, enrolment_event

_S, _E = staged_participant, enrolment
NOT_CHOSEN = ""
"""The training code of a row of a list whose offering HR has not chosen yet."""
_SEATLESS = (Participation.ABSENT, Participation.NOMINATED, *NOTHING_RECORDED)
_ASKED = Participation.NOMINATED.value


async def load_participants(load: Load, *, now: datetime) -> tuple[LoadTally, int]:
    """Creates the enrolments that are missing and corrects those that differ.

    Returns the figures, and how many people are told that they are to take part.
    """
    seated: dict[tuple[int, int], str | None] = {}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    present: list[tuple[PersonId, OfferingId]] = []
    before: list[dict[str, Any]] = []
    candidates: list[Any] = []
    total = 0
    await _hold_offerings(load)
    for row in (await load.session.execute(_beside_stored(load))).all():
        total += 1
        wanted = _wanted(row)
        if row.participation == _ASKED:
            candidates.append(row)
        if wanted is None:
            continue
        if row.participation == Participation.ENROLLED and row.old_state != wanted["state"]:
            seated[row.person_id, row.offering_id] = row.old_state
        if load.notes and _is_early(row, wanted, now=now):
            _note_early(load.notes, row)
        if row.enrolment_id is None:
            key = {"person_id": row.person_id, "offering_id": row.offering_id, "since": now}
            new.append({**key, **wanted})
            if load.notes:
                _note_value(load.notes, row, wanted, None)
            present += _present(row, wanted)
        elif any(wanted[name] != getattr(row, f"old_{name}") for name in wanted):
            if load.notes and row.old_attendance not in (None, wanted["attendance"]):
                words = (status_word(row.old_attendance), row.participation)
                load.notes.add("STATUS", words[0], status_word(words[1]))
            if load.notes and row.old_certificate not in (None, wanted["certificate"]):
                load.notes.add("NOMOR SERTIFIKAT", row.old_certificate, wanted["certificate"])
            if load.notes:
                word = status_word(row.old_attendance or row.old_state)
                _note_value(load.notes, row, wanted, word)
            since = row.old_since if wanted["state"] == row.old_state else now
            changed.append({"b_id": row.enrolment_id, "since": since, **wanted})
            before.append({name: getattr(row, f"old_{name}") for name in ("since", *wanted)})
            present += _present(row, wanted)
    await _write(load, new, changed, before, now=now)
    await tell_of_presence(load.session, present, cause=str(load.import_id), now=now)
    told = await tell_seated(load, seated, now=now)
    asked = await ask_named(load, candidates, now=now)
    if load.notes:
        for row in asked:
            name = f"{row.person_name}, {row.title}"
            load.notes.value(row, name, "STATUS", None, "calon", nip=row.nip, is_new=True)
    tally = LoadTally(len(new) + len(asked), len(changed), 0)
    left = total - tally.new - tally.changed
    return LoadTally(tally.new, tally.changed, left), told + len(asked)


async def refuse_untrue(session: Transaction, import_id: int) -> None:
    """Refuses rows with a state such as "queued" or "cancelled" that differs from the stored one.

    Such a state comes from the person or from HR's decision, never from a file.
    """
    s = _S
    unrecorded = [each.value for each in NOTHING_RECORDED]
    found = await session.execute(
        select(s.c.sheet, s.c.row, s.c.participation)
        .select_from(_joined(s))
        .where(s.c.import_id == import_id, s.c.refused.is_(False))
        .where(s.c.participation.in_(unrecorded))
        .where(func.coalesce(_E.c.state, "") != s.c.participation)
    )
    for row in found.all():
        word, kinds = status_word(row.participation), Expected.ATTENDANCE
        await refuse(session, import_id, row, RowProblem.VALUE, "STATUS", word, expected=kinds)


async def refuse_called_off(session: Transaction, import_id: int) -> None:
    """Refuses rows that would record something for an offering that is called off.

    A call-off or a reopening in the same import counts.
    """
    s, st = _S, staged_training
    off = func.coalesce(st.c.called_off, offering.c.called_off_at.is_not(None))
    unrecorded = [each.value for each in NOTHING_RECORDED]
    as_stored = and_(
        func.coalesce(_E.c.state, "") == SeatState.ENROLLED.value,
        or_(
            s.c.participation == Participation.ENROLLED.value,
            s.c.participation == func.coalesce(_E.c.attendance, ""),
        ),
    )
    found = await session.execute(
        select(s.c.sheet, s.c.row, s.c.code)
        .select_from(_joined(s))
        .outerjoin(st, _same_offering(s, st))
        .where(s.c.import_id == import_id, s.c.refused.is_(False), off.is_(True))
        .where(s.c.participation.not_in(unrecorded), ~as_stored)
    )
    for row in found.all():
        await refuse(session, import_id, row, RowProblem.CALLED_OFF, "KODE PELATIHAN", row.code)


async def refuse_begun(session: Transaction, import_id: int, *, now: datetime) -> None:
    """Refuses rows that would ask people about an offering for whose answers no time is left."""
    s, st = _S, staged_training
    starts_at = func.coalesce(st.c.starts_at, offering.c.starts_at)
    found = await session.execute(
        select(s.c.sheet, s.c.row, s.c.code)
        .select_from(_joined(s))
        .outerjoin(st, _same_offering(s, st))
        .where(s.c.import_id == import_id, s.c.refused.is_(False))
        .where(s.c.participation == _ASKED, starts_at <= now + LAST_ANSWER)
        .where(func.coalesce(_E.c.state, "").not_in([each.value for each in OPEN]))
    )
    for row in found.all():
        await refuse(session, import_id, row, RowProblem.BEGUN, "STATUS", "calon")


async def warn_early(
    session: Transaction, import_id: int, early: Mapping[int, EarlyPresence]
) -> None:
    """Says anew of which rows the offering has not begun."""
    p = staged_problem
    old = and_(p.c.import_id == import_id, p.c.problem == RowProblem.EARLY.value)
    await session.execute(delete(p).where(old))
    problems = [
        {
            "import_id": import_id,
            "sheet": sheet,
            "row": row,
            "refuses": False,
            "problem": RowProblem.EARLY.value,
            "title": "KODE PELATIHAN",
            "value": f"{one.code}, {one.title}",
        }
        for one in early.values()
        for sheet, row in one.rows
    ]
    if problems:
        await session.execute(insert(p), problems)


def _same_offering(s: Any, st: Any) -> Any:
    """SQL: the row of the training sheet, in the same import, about the offering of a row."""
    return and_(
        st.c.import_id == s.c.import_id,
        st.c.refused.is_(False),
        st.c.code == s.c.code,
        st.c.label == s.c.label,
    )


async def refuse(
    session: Transaction,
    import_id: int,
    row: Any,
    problem: RowProblem,
    title: str,
    value: str,
    *,
    expected: Expected | None = None,
) -> None:
    """Refuses one staged row of a participant, for one reason."""
    place = {"import_id": import_id, "sheet": row.sheet, "row": row.row}
    same = and_(*(_S.c[name] == each for name, each in place.items()))
    await session.execute(update(_S).where(same).values(refused=True))
    told = {"problem": problem.value, "title": title, "value": value}
    kind = expected.value if expected else None
    noted = insert(staged_problem).values(**place, **told, refuses=True, expected=kind)
    await session.execute(noted)


async def warn_overfull(session: Transaction, import_id: int) -> None:
    """Adds a warning to the rows that take an offering beyond its quota."""
    s, st = _S, staged_training
    good = and_(s.c.import_id == import_id, s.c.refused.is_(False))
    quota = func.coalesce(st.c.quota, offering.c.quota)
    rows = await session.execute(
        select(s.c.sheet, s.c.row, s.c.code, s.c.label, quota.label("quota"))
        .select_from(_joined(s))
        .outerjoin(st, _same_offering(s, st))
        .where(good, s.c.participation.not_in([each.value for each in _SEATLESS]))
        .where(func.coalesce(_E.c.state, "").not_in([state.value for state in SEATED]))
        .order_by(s.c.sheet, s.c.row)
    )
    taken = await _taken(session, import_id)
    problems = []
    for row in rows:
        key = (row.code, row.label)
        taken[key] = taken.get(key, 0) + 1
        if row.quota is not None and taken[key] > row.quota:
            problems.append(
                {
                    "import_id": import_id,
                    "sheet": row.sheet,
                    "row": row.row,
                    "refuses": False,
                    "problem": RowProblem.SEATS.value,
                    "title": "KODE PELATIHAN",
                    "value": row.code,
                    "other": taken[key],
                }
            )
    if problems:
        await session.execute(insert(staged_problem), problems)


async def _hold_offerings(load: Load) -> None:
    """Locks the offerings, so that their enrolments do not change before they are written."""
    codes = select(_S.c.code).where(load.staged(_S))
    theirs = select(training.c.id).where(training.c.code.in_(codes))
    held = select(offering.c.id).where(offering.c.training_id.in_(theirs))
    await load.session.execute(held.order_by(offering.c.id).with_for_update(key_share=True))


def _joined(s: Any) -> Any:
    same = and_(_E.c.offering_id == offering.c.id, _E.c.person_id == person.c.id)
    return (
        s.outerjoin(training, training.c.code == s.c.code)
        .outerjoin(
            offering,
            and_(offering.c.training_id == training.c.id, offering.c.label == s.c.label),
        )
        .outerjoin(person, person.c.nip == s.c.nip)
        .outerjoin(_E, same)
    )


def _beside_stored(load: Load) -> Any:
    return (
        select(
            _S.c.sheet,
            _S.c.row,
            _S.c.code,
            _S.c.nip,
            person.c.name.label("person_name"),
            _S.c.participation,
            _S.c.certificate,
            training.c.title,
            offering.c.timezone,
            offering.c.starts_at,
            person.c.id.label("person_id"),
            offering.c.id.label("offering_id"),
            _E.c.id.label("enrolment_id"),
            _E.c.state.label("old_state"),
            _E.c.since.label("old_since"),
            _E.c.attendance.label("old_attendance"),
            _E.c.certificate.label("old_certificate"),
            _E.c.place_in_queue.label("old_place_in_queue"),
        )
        .select_from(_joined(_S))
        .where(load.staged(_S), _S.c.code != NOT_CHOSEN)
        .order_by(_S.c.sheet, _S.c.row)
    )


def _wanted(row: Any) -> dict[str, Any] | None:
    """The values of the enrolment according to the row; None for a row that records nothing."""
    took_part = Participation(row.participation)
    if took_part in (Participation.NOMINATED, *NOTHING_RECORDED):
        return None
    attendance = row.old_attendance if took_part is Participation.ENROLLED else took_part.value
    certificate = row.old_certificate if row.certificate is None else row.certificate
    if took_part is Participation.ABSENT and row.old_state != SeatState.ENROLLED.value:
        return None
    return {
        "state": SeatState.ENROLLED.value,
        "attendance": attendance,
        "certificate": certificate or None,
        "place_in_queue": None,
    }


def _note_value(notes: Notes, row: Any, wanted: dict[str, Any], old: str | None) -> None:
    name = f"{row.person_name}, {row.title}"
    new = status_word(wanted["attendance"] or wanted["state"])
    number = wanted["certificate"]
    if number != row.old_certificate:
        notes.value(row, name, "NOMOR SERTIFIKAT", row.old_certificate, number, nip=row.nip)
    if new != old:
        notes.value(row, name, "STATUS", old, new, nip=row.nip, is_new=old is None)


def _is_early(row: Any, wanted: dict[str, Any], *, now: datetime) -> bool:
    """Whether the row records attendance at what has not begun."""
    news = wanted["attendance"] not in (None, row.old_attendance)
    return bool(news and row.starts_at > now)


def _note_early(notes: Notes, row: Any) -> None:
    place = (row.sheet, row.row)
    before = notes.early.get(row.offering_id)
    notes.early[row.offering_id] = EarlyPresence(
        code=row.code,
        title=row.title,
        timezone=row.timezone,
        starts_at=row.starts_at,
        rows=(*before.rows, place) if before else (place,),
    )


def _present(row: Any, wanted: dict[str, Any]) -> list[tuple[PersonId, OfferingId]]:
    """The person and the offering, if the row records a presence that was not recorded before."""
    news = wanted["attendance"] in PRESENT and row.old_attendance not in PRESENT
    return [(row.person_id, row.offering_id)] if news else []


async def _write(
    load: Load,
    new: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    before: list[dict[str, Any]],
    *,
    now: datetime,
) -> None:
    session = load.session
    if load.journal:
        for old, row in zip(before, changed, strict=True):
            after = {name: row[name] for name in old}
            load.journal.add(_E, {"id": row["b_id"]}, old, after)
        for row in new:
            names = ("person_id", "offering_id")
            load.journal.add(_E, {name: row[name] for name in names}, None, row)
    history = [row["b_id"] for row in changed if row["since"] == now]
    if new:
        made = await session.execute(insert(_E).returning(_E.c.id), new)
        history += made.scalars()
    if changed:
        await session.execute(update(_E).where(_E.c.id == bindparam("b_id")), changed)
    if history:
        await session.execute(
            insert(enrolment_event),
            [
                {"enrolment_id": each, "state": SeatState.ENROLLED.value, "at": now}
                for each in history
            ],
        )


async def _taken(session: Transaction, import_id: int) -> dict[tuple[str, str], int]:
    codes = select(_S.c.code).where(_S.c.import_id == import_id)
    query = (
        select(training.c.code, offering.c.label, func.count())
        .join(offering, offering.c.training_id == training.c.id)
        .join(_E, _E.c.offering_id == offering.c.id)
        .where(is_seated(), training.c.code.in_(codes))
        .group_by(training.c.code, offering.c.label)
    )
    return {(code, label): count for code, label, count in await session.execute(query)}
