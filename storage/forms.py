"""Forms as data: the default reaction form, and how a form is read."""

from typing import Any

from sqlalchemy import Connection, insert, select

from domain.feedback import Form, Question, QuestionKind
from domain.ids import FormId, QuestionId
from storage.engine import Session
from storage.tables import form, question

REACTION = 1
"""Kirkpatrick's first level."""

_SCALE = (
    ("Sangat Kurang", "Very poor"),
    ("Kurang", "Poor"),
    ("Cukup", "Fair"),
    ("Baik", "Good"),
    ("Sangat Baik", "Very good"),
)
_QUESTIONS = (
    (
        {"long": "Kesesuaian materi dengan tujuan pelatihan", "short": "Kesesuaian materi"},
        {"long": "Fit of the content with the aim of the training", "short": "Fit of the content"},
    ),
    (
        {"long": "Manfaat materi bagi pekerjaan", "short": "Manfaat materi"},
        {"long": "Use of the content for your work", "short": "Use of the content"},
    ),
    (
        {"long": "Penguasaan materi oleh narasumber", "short": "Penguasaan materi"},
        {"long": "Speaker's command of the subject", "short": "Command of the subject"},
    ),
    (
        {"long": "Kejelasan penyampaian narasumber", "short": "Kejelasan penyampaian"},
        {"long": "Clarity of the speaker", "short": "Clarity of the speaker"},
    ),
    (
        {
            "long": "Kesiapan sarana dan prasarana",
            "short": "Sarana",
            "online": "Kelancaran sarana daring",
        },
        {
            "long": "Rooms and equipment",
            "short": "Rooms and equipment",
            "online": "Smooth running of the online class",
        },
    ),
    (
        {"long": "Pelayanan panitia", "short": "Pelayanan panitia"},
        {"long": "Service of the organisers", "short": "Service of the organisers"},
    ),
)
_SUGGESTION = (
    {"long": "Terakhir, adakah saran untuk penyelenggaraan berikutnya?", "short": "Saran"},
    {"long": "Lastly, any suggestion for next time?", "short": "Suggestion"},
)


def add_default_form(connection: Connection) -> None:
    """Six questions on a scale of five and a suggestion; part of the first migration."""
    scale = [{"value": n, "id": id_, "en": en} for n, (id_, en) in enumerate(_SCALE, start=1)]
    made = connection.execute(
        insert(form)
        .values(name="Reaksi", version=1, level=REACTION, scale=scale)
        .returning(form.c.id)
    ).scalar_one()
    kinds = [QuestionKind.SCALE] * len(_QUESTIONS) + [QuestionKind.TEXT]
    wordings = [*_QUESTIONS, _SUGGESTION]
    connection.execute(
        insert(question),
        [
            {
                "form_id": made,
                "number": number,
                "kind": kind.value,
                "wording": {"id": words[0], "en": words[1]},
            }
            for number, (kind, words) in enumerate(zip(kinds, wordings, strict=True), start=1)
        ],
    )


async def read_form(session: Session, form_id: FormId | None) -> Form:
    """A form by its id, or the newest reaction form."""
    newest = select(form.c.id).where(form.c.level == REACTION).order_by(form.c.id.desc()).limit(1)
    wanted = newest.scalar_subquery() if form_id is None else form_id
    rows = (
        await session.execute(
            select(form.c.scale, question)
            .join(question, question.c.form_id == form.c.id)
            .where(form.c.id == wanted)
            .order_by(question.c.number)
        )
    ).all()
    return Form(
        FormId(rows[0].form_id), _scale(rows[0].scale), tuple(_question(row) for row in rows)
    )


def _scale(kept: list[dict[str, Any]]) -> dict[int, dict[str, str]]:
    return {step["value"]: {"id": step["id"], "en": step["en"]} for step in kept}


def _question(row: Any) -> Question:
    return Question(QuestionId(row.id), row.number, QuestionKind(row.kind), row.wording)
