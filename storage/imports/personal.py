"""Personal data in unfinished imports: those of the HR officer and of the staged rows."""

from datetime import timedelta

from domain.imports.preview import UNDOABLE
from storage.database.personal import GoesWith, Kept, NotCopied, Personal, Stays, named_by, through
from storage.imports.tables import (
    import_change,
    import_log,
    import_run,
    staged_assessment,
    staged_competency,
    staged_holiday,
    staged_mandate,
    staged_participant,
    staged_policy,
    staged_problem,
    staged_requirement,
    staged_session,
    staged_staff,
    staged_superior,
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
    staged_session,
    staged_participant,
    staged_holiday,
    staged_policy,
    staged_superior,
    staged_mandate,
)

_MINE = named_by(import_run.c.owner_id)
_LOGGED = named_by(import_log.c.owner_id, import_log.c.undone_by)
_OFFICE = Stays("belongs to the record of the office")
_WEEK = Stays("goes after a week anyhow")

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
    Personal(
        table=import_log,
        whose=_LOGGED,
        copied=NotCopied("says which files of the office were loaded, and by which officer"),
        at_unlinking=_OFFICE,
        at_withdrawal=_OFFICE,
        at_leaving=_OFFICE,
        kept=Kept(timedelta(days=400), import_log.c.at),
    ),
    Personal(
        table=import_change,
        whose=through(import_change.c.log_id, _LOGGED),
        copied=NotCopied("values of others before and after; present ones are copied elsewhere"),
        at_unlinking=_WEEK,
        at_withdrawal=_WEEK,
        at_leaving=_WEEK,
        kept=Kept(UNDOABLE, import_change.c.at),
    ),
)
