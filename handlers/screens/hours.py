"""The line about the hours of learning in a year."""

from domain.hours import LearningHours
from handlers.screens.words import Html, Words


def hours_line(w: Words, hours: LearningHours) -> Html:
    """PNS towards their target, PPPK below their ceiling, others the bare figure."""
    so_far = w.number(hours.hours)
    if hours.target is not None:
        return w.t(
            "JP tahun {tahun}: {jp} dari {target} JP",
            tahun=hours.year,
            jp=so_far,
            target=w.number(hours.target),
        )
    if hours.ceiling is not None:
        return w.t(
            "JP tahun {tahun}: {jp} JP (paling banyak {batas_jp} JP)",
            tahun=hours.year,
            jp=so_far,
            batas_jp=w.number(hours.ceiling),
        )
    return w.t("JP tahun {tahun}: {jp} JP", tahun=hours.year, jp=so_far)
