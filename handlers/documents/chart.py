"""Draws a person's competencies with typst: chart.typ is the design, the chart its data."""

import json
from dataclasses import asdict
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from domain.competencies.chart import Chart

TEMPLATE = Path(__file__).with_name("chart.typ")
FONTS = Path(__file__).with_name("fonts")
PIXELS_PER_INCH = 216.0
"""The picture is 360 points wide: 1080 pixels, three for each of a common phone."""


def draw(chart: Chart) -> bytes:
    """The picture as PNG; takes 20 to 60 ms, so it must not run on the event loop."""
    png: bytes = _typst().compile(
        str(TEMPLATE),
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"chart": json.dumps(asdict(chart))},
    )
    return png


@cache
def _fonts() -> Any:
    return _typst().Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _typst() -> Any:
    # Imported with the first picture: it takes memory that a process without pictures can spare.
    return import_module("typst")
