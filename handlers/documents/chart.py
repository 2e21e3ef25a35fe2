"""Draws a person's competencies: one bar each, with the required level marked."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from domain.competencies.chart import Bar, Chart

FONTS = Path(__file__).parent / "fonts"
LEVELS = 5
SCALE = 2
"""Drawn at twice the size and then reduced, for smooth edges."""
WIDTH = 840
MARGIN = 36
NAME_WIDTH = 356
ROW, HEADING = 66, 62
FIGURES = 270
"""Room at the right of the title for the match and its category."""

INK, SOFT, PAPER, LINE = "#16222e", "#5b6b7a", "#ffffff", "#dde4ea"
HELD, SHORT, MARK, TRACK = "#2376b7", "#d9622b", "#16222e", "#eef2f5"


def draw(chart: Chart) -> bytes:
    """The picture as PNG; takes about 100 ms, so it must not run on the event loop."""
    rows = sum(len(bars) for _, bars in chart.groups)
    size, title = _title(chart.title)
    top = MARGIN + max(112, round(1.27 * size) * len(title)) + 96
    height = top + rows * ROW + len(chart.groups) * HEADING + 120
    canvas = _Canvas(height)
    _head(canvas, chart, title, size)
    y = top
    for heading, bars in chart.groups:
        canvas.text(MARGIN, y + 16, heading, 26, SOFT, strong=True)
        y += HEADING
        for bar in bars:
            _bar(canvas, y, bar, chart.unrated)
            y += ROW
    _legend(canvas, y + 34, chart.legend)
    return canvas.png()


def _head(canvas: "_Canvas", chart: Chart, title: Sequence[str], size: int) -> None:
    y = float(MARGIN)
    for line in title:
        canvas.text(MARGIN, y, line, size, INK, strong=True)
        y += round(1.27 * size)
    y = max(y, MARGIN + 112)
    canvas.text(MARGIN, y + 6, chart.subtitle, 27, SOFT)
    right = WIDTH - MARGIN
    if chart.match:
        canvas.text(right, MARGIN, chart.match, 48, HELD, strong=True, anchor="ra")
        canvas.fitted(right, MARGIN + 68, chart.category, 24, SOFT, FIGURES, anchor="ra")
    bottom = y + 66
    canvas.box(MARGIN, bottom, right, bottom + 2, LINE)


def _title(words: str) -> tuple[int, list[str]]:
    """The largest font size in which a title takes three lines; a very long one takes more."""
    room = WIDTH - 2 * MARGIN - FIGURES - 30
    for size in (44, 40, 36, 32):
        lines = _wrapped(words, size, room, most=99, strong=True)
        if len(lines) <= (2 if size > 40 else 3):
            break
    return size, lines


def _bar(canvas: "_Canvas", y: float, bar: Bar, unrated: str) -> None:
    middle = y + ROW / 2
    canvas.fitted(MARGIN, middle, bar.name, 28, INK, NAME_WIDTH - 20, anchor="lm")
    left = MARGIN + NAME_WIDTH
    right = WIDTH - MARGIN - 76
    step = (right - left) / LEVELS
    for level in range(1, LEVELS + 1):
        x1, x2 = left + (level - 1) * step + 2, left + level * step - 2
        missing = bar.actual is not None and bar.actual < level <= bar.required
        if bar.actual is not None and level <= bar.actual:
            canvas.rounded(x1, y + 17, x2, y + ROW - 17, HELD)
        elif missing:
            canvas.hatched(x1, y + 17, x2, y + ROW - 17, SHORT)
        else:
            canvas.rounded(x1, y + 17, x2, y + ROW - 17, TRACK)
    mark = left + bar.required * step
    canvas.box(mark - 3, y + 8, mark + 3, y + ROW - 8, MARK)
    if bar.actual is None:
        room = right - mark - 14
        spot = mark + 14 if room > step else left + 12
        canvas.fitted(spot, middle, unrated, 24, SOFT, max(room, mark - left - 22), anchor="lm")
    short = bar.actual is not None and bar.actual < bar.required
    figures = f"{'–' if bar.actual is None else bar.actual}/{bar.required}"
    colour = SHORT if short else (SOFT if bar.actual is None else INK)
    canvas.text(WIDTH - MARGIN, middle, figures, 30, colour, strong=short, anchor="rm")


def _legend(canvas: "_Canvas", y: float, words: tuple[str, str, str]) -> None:
    x = float(MARGIN)
    for place, word in enumerate(words):
        if place == 0:
            canvas.rounded(x, y, x + 34, y + 24, HELD)
        elif place == 1:
            canvas.hatched(x, y, x + 34, y + 24, SHORT)
        else:
            canvas.box(x + 14, y - 6, x + 20, y + 30, MARK)
        canvas.text(x + 46, y + 12, word, 24, SOFT, anchor="lm")
        x += 46 + canvas.width(word, 24) + 44


class _Canvas:
    """Pillow's drawing with the coordinates of the finished picture."""

    def __init__(self, height: int) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, height * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        colour: str,
        *,
        strong: bool = False,
        anchor: str = "la",
    ) -> None:
        font = _font(size * SCALE, strong)
        self.pen.text((x * SCALE, y * SCALE), words, fill=colour, font=font, anchor=anchor)

    def fitted(
        self, x: float, y: float, words: str, size: int, colour: str, room: float, *, anchor: str
    ) -> None:
        """Draws one line, else a smaller one, else two or three; cuts with "…" what is left."""
        for smaller in range(size, size - 6, -1):
            if self.width(words, smaller) <= room:
                self.text(x, y, words, smaller, colour, anchor=anchor)
                return
        small, lines = size - 6, _wrapped(words, size - 6, room, most=2)
        if "".join("".join(lines).split()) != "".join(words.split()):
            small, lines = size - 10, _wrapped(words, size - 10, room, most=3)
        first = -(len(lines) - 1) / 2 if anchor.endswith("m") else 0.0
        for place, line in enumerate(lines):
            shift = (first + place) * 1.16 * small
            self.text(x, y + shift, line, small, colour, anchor=anchor)

    def width(self, words: str, size: int) -> float:
        return _font(size * SCALE, False).getlength(words) / SCALE

    def box(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        self.pen.rectangle([v * SCALE for v in (x1, y1, x2, y2)], fill=colour)

    def rounded(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        self.pen.rounded_rectangle([v * SCALE for v in (x1, y1, x2, y2)], 7 * SCALE, fill=colour)

    def hatched(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        """Outlined and striped, so that missing levels can be told without their colour."""
        size = (int((x2 - x1) * SCALE), int((y2 - y1) * SCALE))
        tile = Image.new("RGB", size, "#fdf1ea")
        pen = ImageDraw.Draw(tile)
        for start in range(-size[1], size[0], 11 * SCALE):
            pen.line([(start, size[1]), (start + size[1], 0)], fill="#eda580", width=2 * SCALE)
        mask = Image.new("L", size, 0)
        shape = (0, 0, size[0] - 1, size[1] - 1)
        ImageDraw.Draw(mask).rounded_rectangle(shape, 7 * SCALE, fill=255)
        pen.rounded_rectangle(shape, 7 * SCALE, outline=colour, width=2 * SCALE)
        self.image.paste(tile, (int(x1 * SCALE), int(y1 * SCALE)), mask)

    def png(self) -> bytes:
        content = io.BytesIO()
        self.image.reduce(SCALE).save(content, "PNG", compress_level=6)
        return content.getvalue()


@cache
def _font(size: int, strong: bool) -> ImageFont.FreeTypeFont:
    name = "OpenSans-Semibold.ttf" if strong else "OpenSans-Regular.ttf"
    return ImageFont.truetype(FONTS / name, size)


def _wrapped(words: str, size: int, room: float, *, most: int, strong: bool = False) -> list[str]:
    """Lines that fit; the last one is cut with "…" if there is more."""
    font = _font(size * SCALE, strong)
    lines: list[str] = []
    rest = [part for word in words.split() for part in _parts(word, font, room * SCALE)]
    while rest:
        line = rest.pop(0)
        while rest and font.getlength(f"{line} {rest[0]}") <= room * SCALE:
            line = f"{line} {rest.pop(0)}"
        lines.append(line)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [_clipped(line, font, room * SCALE) for line in lines] or [""]


def _parts(word: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    """A word, cut into pieces if it is wider than a whole line."""
    parts = [""]
    for letter in word:
        if parts[-1] and font.getlength(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _clipped(line: str, font: ImageFont.FreeTypeFont, room: float) -> str:
    if font.getlength(line) <= room:
        return line
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
