"""Words of status that the program does not know: HR says whether these people are in service."""

from domain.ids import ImportId
from domain.imports.preview import ImportPreview
from domain.imports.staff import ServiceStatus
from domain.lists import kept_within
from handlers.actions import imports as actions
from handlers.screens.lists import turning
from handlers.screens.screen import Button, Screen
from handlers.screens.words import Words, cut, lines

_MOST_OF_A_WORD = 60


def statuses(w: Words, run: ImportId, preview: ImportPreview, *, page: int) -> Screen:
    """One word with how many people have it, and two buttons; the chosen one has a ✓."""
    found = preview.statuses
    number = kept_within(page, len(found), 1)
    back = (Button(w.label("Kembali"), actions.OpenPreview(run)),)
    if not found:
        return Screen(w.t("Semua kedudukan hukum dikenali."), (back,))
    one = found[number]

    def means(label: str, standing: ServiceStatus) -> Button:
        chosen = f"✓ {label}" if one.standing is standing else label
        leaves = standing is ServiceStatus.LEFT
        return Button(chosen, actions.TeachStatus(run, number, leaves))

    answers = (
        means(w.label("Tidak Aktif"), ServiceStatus.LEFT),
        means(w.label("Tetap Aktif"), ServiceStatus.ACTIVE),
    )
    text = lines(
        w.t("Apakah ASN dengan kedudukan hukum ini masih aktif?"),
        w.t(
            "<b>{kata}</b>: {n} orang",
            kata=cut(one.word, _MOST_OF_A_WORD),
            n=w.number(one.people),
        ),
        w.t("Tanpa jawaban, yang tersimpan tidak diubah."),
        w.t("Jawaban diingat untuk berkas berikutnya."),
    )
    turns = turning(number, len(found), lambda other: actions.OpenStatuses(run, other))
    return Screen(text, (answers, *turns, back))
