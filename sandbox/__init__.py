"""The stand-in: a local Telegram that refuses what Telegram refuses."""

from sandbox.desk import Sandbox
from sandbox.phones.phone import Phone

__all__ = ["Phone", "Sandbox"]
