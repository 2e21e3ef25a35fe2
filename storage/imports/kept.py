"""A preview as it is kept with its import, and read again."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from domain.imports.layout.passed import PassedOver
from domain.imports.preview import (
    LARGE_CHANGE,
    ColumnChange,
    EarlyPresence,
    Effects,
    ImportPreview,
    LoadTally,
    OfferingChange,
    SheetConflict,
    StatusWord,
)
from domain.imports.problems import FileProblem, FileRefusal
from domain.imports.sheets import NearMiss, Rival, SheetKind
from domain.imports.staff import ServiceStatus
from storage.database.columns import plain
from storage.imports.loads.comparing import Notes
from storage.imports.staging import read_sheets

APART = (
    "called_off",
    "nominated",
    "told_off",
    "holidays",
    "mandates",
    "superiors",
    "requests_moved",
)
"""Effects that older programs do not know."""
NOTED = ("columns", "offerings", "known", "early", "large_change", "newer")


def read_preview(run: Any, kept: dict[str, Any]) -> ImportPreview:
    """The preview of an import."""
    effects = {**kept["effects"], **{name: kept.get(name, 0) for name in APART}}
    return ImportPreview(
        files=tuple(run.files),
        sheets=read_sheets(run),
        refusals=tuple((file, _read_refusal(each)) for file, each in run.refusals),
        effects=Effects(**{**effects, "tally": LoadTally(**effects["tally"])}),
        warned=kept["warned"],
        refused=kept["refused"],
        passed=tuple(_read_passed(each) for each in run.passed or ()),
        readable_again=run.source is not None,
        rows=tuple(kept.get("rows") or ()),
        columns=tuple(_column(each) for each in kept.get("columns") or ()),
        offerings=tuple(_offering(each) for each in kept.get("offerings") or ()),
        known=kept.get("known") or 0,
        conflicts=tuple(SheetConflict(*each) for each in kept.get("conflicts") or ()),
        log=kept.get("log"),
        early=tuple(_early(each) for each in kept.get("early") or ()),
        large_change=kept.get("large_change") or LARGE_CHANGE,
        newer=kept.get("newer") or 0,
        statuses=tuple(_status(each) for each in kept.get("statuses") or ()),
    )


def noted(notes: Notes) -> dict[str, Any]:
    """What the rehearsal noted, to be kept."""
    offerings = [plain(asdict(change)) for change in notes.offerings]
    columns = [asdict(change) for change in notes.columns]
    early = [plain(asdict(each)) for each in notes.early.values()]
    found = (columns, offerings, notes.known, early, notes.large_change, notes.newer)
    return dict(zip(NOTED, found, strict=True))


def _column(kept: dict[str, Any]) -> ColumnChange:
    examples = tuple((old, new) for old, new in kept["examples"])
    return ColumnChange(**{**kept, "examples": examples})


def _offering(kept: dict[str, Any]) -> OfferingChange:
    moments = {
        name: datetime.fromisoformat(kept[name]) if kept[name] else None
        for name in ("before", "starts_at")
    }
    return OfferingChange(**{**kept, **moments})


def _early(kept: dict[str, Any]) -> EarlyPresence:
    rows = tuple((sheet, row) for sheet, row in kept["rows"])
    starts_at = datetime.fromisoformat(kept["starts_at"])
    return EarlyPresence(**{**kept, "starts_at": starts_at, "rows": rows})


def _status(kept: dict[str, Any]) -> StatusWord:
    return StatusWord(**{**kept, "standing": ServiceStatus(kept["standing"])})


def _read_refusal(kept: dict[str, Any]) -> FileRefusal:
    near = kept.get("near")
    return FileRefusal(
        FileProblem(kept["problem"]),
        kept["sheet"],
        kept["cells"],
        _read_near(near) if near else None,
    )


def _read_near(kept: dict[str, Any]) -> NearMiss:
    missing, any_of, unmatched = (tuple(kept[n]) for n in ("missing", "any_of", "unmatched"))
    return NearMiss(SheetKind(kept["kind"]), missing, any_of, unmatched)


def _read_passed(kept: dict[str, Any]) -> PassedOver:
    kind = SheetKind(kept["kind"]) if kept["kind"] else None
    ignored = tuple(kept["ignored"])
    rivals = tuple(Rival(**each) for each in kept.get("rivals", ()))
    return PassedOver(**{**kept, "kind": kind, "ignored": ignored, "rivals": rivals})
