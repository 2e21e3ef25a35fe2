"""Every button's meaning, one module per subject; importing the package knows them all."""

from handlers.screens.actions import announcement as announcement
from handlers.screens.actions import catalogue as catalogue
from handlers.screens.actions import competency as competency
from handlers.screens.actions import desk as desk
from handlers.screens.actions import feedback as feedback
from handlers.screens.actions import home as home
from handlers.screens.actions import importing as importing
from handlers.screens.actions import linking as linking
from handlers.screens.actions import preferences as preferences
from handlers.screens.actions import privacy as privacy
from handlers.screens.actions import requests as requests
from handlers.screens.actions import staff as staff
from handlers.screens.actions import training as training
from handlers.screens.actions.codec import MAX_BYTES, REGISTRY, Action, action, decode, encode

__all__ = ["MAX_BYTES", "REGISTRY", "Action", "action", "decode", "encode"]
