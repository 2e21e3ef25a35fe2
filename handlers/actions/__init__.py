"""The typed data of every button, one module per capability; this package imports them all."""

from handlers.actions import accounts as accounts
from handlers.actions import announcements as announcements
from handlers.actions import catalogue as catalogue
from handlers.actions import competencies as competencies
from handlers.actions import desk as desk
from handlers.actions import evaluation as evaluation
from handlers.actions import home as home
from handlers.actions import imports as imports
from handlers.actions import offerings as offerings
from handlers.actions import office as office
from handlers.actions import people as people
from handlers.actions import seats as seats
from handlers.actions.decisions import absences as absences
from handlers.actions.decisions import mandates as mandates
from handlers.actions.seating import letters as letters
from handlers.actions.seating import nominations as nominations
from handlers.codec import MAX_BYTES, REGISTRY, Action, action, decode, encode

__all__ = ["MAX_BYTES", "REGISTRY", "Action", "action", "decode", "encode"]
