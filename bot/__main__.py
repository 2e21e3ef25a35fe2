"""`python -m bot` is `bangkom`."""

import sys

from bot.cli import main

sys.exit(main())
