"""Tests; many of them start the program as separate processes."""

import os
import sys

# Else each process compiles the whole program anew, which takes longer than to run it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
