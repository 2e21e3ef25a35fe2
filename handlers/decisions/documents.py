"""The file of all open decisions, for HR."""

from collections.abc import Sequence
from datetime import datetime

from domain.decisions.states import DecisionStep
from domain.decisions.views import OpenLine
from handlers.documents.spreadsheets.writing import WrittenSheet
from handlers.documents.workbooks import workbook
from handlers.screens import dates
from handlers.screens.screen import Document
from handlers.screens.words import Words


async def open_decisions(w: Words, rows: Sequence[OpenLine], *, now: datetime) -> Document:
    """Each open decision with the office where it lies and the working days it has waited."""
    zone = w.house.timezone
    sheet = WrittenSheet(
        "permintaan",
        ["NIP", "NAMA", "UNIT KERJA", "PELATIHAN", "MULAI", "DIAJUKAN", "HARI KERJA", "PEJABAT"],
        [
            (
                one.nip,
                one.name,
                one.unit,
                one.title,
                dates.local(one.starts_at, zone).replace(tzinfo=None),
                dates.local(one.asked_at, zone).replace(tzinfo=None),
                one.waited,
                one.post or (w.label("{unit_hr}") if one.step is DecisionStep.HR else "-"),
            )
            for one in rows
        ],
        heading=(w.label("Permintaan terbuka"),),
    )
    return await workbook(w, "permintaan", [sheet], now=now)
