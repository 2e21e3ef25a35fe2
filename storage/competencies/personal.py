"""Personal data in the ratings of a person: what is copied and how long it is kept."""

from storage.competencies.tables import assessment, competency, current_level
from storage.database.personal import Copied, Personal, Stays, named_by

_RECORD = Stays("ratings belong to the official record")
_DERIVED = Stays("follows the ratings and the post by triggers of the database")

PERSONAL = (
    Personal(
        table=assessment,
        whose=named_by(assessment.c.person_id),
        copied=Copied(
            "assessment",
            (
                competency.c.name.label("competency"),
                *assessment.c["level", "assessed_on", "source"],
            ),
            joined=assessment.join(competency),
            order=(assessment.c.assessed_on, assessment.c.id),
        ),
        at_unlinking=_RECORD,
        at_withdrawal=_RECORD,
        at_leaving=_RECORD,
        kept=_RECORD,
    ),
    Personal(
        table=current_level,
        whose=named_by(current_level.c.person_id),
        copied=Copied(
            "current_level",
            (
                competency.c.name.label("competency"),
                *current_level.c["level", "assessed_on", "gap"],
            ),
            joined=current_level.join(competency),
            order=(competency.c.code,),
        ),
        at_unlinking=_DERIVED,
        at_withdrawal=_DERIVED,
        at_leaving=_DERIVED,
        kept=_DERIVED,
    ),
)
