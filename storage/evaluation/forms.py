"""Reads a form; the first migration inserted the default one."""

from typing import Any

from sqlalchemy import select

from domain.evaluation import Form, Question, QuestionKind
from domain.ids import FormId, QuestionId
from storage.database.store import Transaction
from storage.evaluation.tables import form, question

REACTION = 1
"""Level 1 of Kirkpatrick's evaluation model: how participants found the training."""


async def read_form(session: Transaction, form_id: FormId | None) -> Form:
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
