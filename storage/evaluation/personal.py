"""Personal data in answers to forms: what is copied, and what loses the name."""

from storage.catalogue.tables import offering, training
from storage.database.personal import (
    Cleared,
    Copied,
    NotCopied,
    Personal,
    Stays,
    named_by,
    through,
)
from storage.evaluation.tables import answer, form, question, response
from storage.seats.tables import enrolment

_EVALUATION = Stays("the evaluation of a training is part of its record")
_NAMELESS = Stays("has no name of its own: only its response leads to the person")

_MINE = through(response.c.enrolment_id, named_by(enrolment.c.person_id))

PERSONAL = (
    Personal(
        table=response,
        whose=_MINE,
        copied=NotCopied("its answers are copied, each with its training and its form"),
        at_unlinking=_EVALUATION,
        at_withdrawal=Cleared((response.c.enrolment_id,)),
        at_leaving=_EVALUATION,
        kept=_EVALUATION,
    ),
    Personal(
        table=answer,
        whose=through(answer.c.response_id, _MINE),
        copied=Copied(
            "answer",
            (
                training.c.title,
                form.c.name.label("form"),
                *question.c["number", "wording"],
                *answer.c["value", "text", "skipped", "answered_at"],
            ),
            joined=answer.join(response)
            .join(question, question.c.id == answer.c.question_id)
            .join(form, form.c.id == response.c.form_id)
            .join(offering, offering.c.id == response.c.offering_id)
            .join(training, training.c.id == offering.c.training_id),
            order=(response.c.id, question.c.number),
        ),
        at_unlinking=_EVALUATION,
        at_withdrawal=_NAMELESS,
        at_leaving=_EVALUATION,
        kept=_EVALUATION,
    ),
)
