"""Personal data in unfinished imports: those of the HR officer and of the staged rows."""

from datetime import timedelta

from storage.database.personal import GoesWith, Kept, NotCopied, Personal, Stays, named_by, through
from storage.imports.tables import (
    import_run,
    staged_assessment,
    staged_competency,
    staged_participant,
    staged_problem,
    staged_requirement,
    staged_staff,
    staged_training,
    staged_unit,
)

_BRIEF = Stays("goes after a day anyhow")
_STAGED = (
    staged_problem,
    staged_unit,
    staged_competency,
    staged_requirement,
    staged_staff,
    staged_assessment,
    staged_training,
    staged_participant,
)

_MINE = named_by(import_run.c.owner_id)

PERSONAL = (
    Personal(
        table=import_run,
        whose=_MINE,
        copied=NotCopied("files of the office, kept for a day"),
        at_unlinking=_BRIEF,
        at_withdrawal=_BRIEF,
        at_leaving=_BRIEF,
        kept=Kept(timedelta(hours=24), import_run.c.created_at, real=True),
    ),
    *(
        Personal(
            table=table,
            whose=through(table.c.import_id, _MINE),
            copied=NotCopied("rows of a file about others; what is taken over is copied there"),
            at_unlinking=_BRIEF,
            at_withdrawal=_BRIEF,
            at_leaving=_BRIEF,
            kept=GoesWith(import_run),
        )
        for table in _STAGED
    ),
)
