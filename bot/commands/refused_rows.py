"""Writes the refused rows to a file beside the one they come from."""

import re
import zlib
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from handlers.documents.workbooks import MADE_ROW

MADE_AT = "docProps/core.xml"
"""The part of a workbook that says when it was made; ignored when two are compared."""
_MADE_ROW = re.compile(rb'<row r="%d".*?</row>' % MADE_ROW, re.DOTALL)
"""The row of a sheet that says so; ignored, too."""


def written_beside(path: Path, content: bytes) -> Path:
    """Writes the file under the first free name: HR may be correcting an earlier one.

    If a file has the same rows, for example from a dry run, no second one is written.
    """
    for number in count(1):
        which = f"-{number}" if number > 1 else ""
        beside = path.with_name(f"{path.stem}-ditolak{which}.xlsx")
        try:
            with beside.open("xb") as file:
                file.write(content)
        except FileExistsError:
            if not _holds(beside, content):
                continue
        break
    return beside


def _holds(file: Path, content: bytes) -> bool:
    """Whether a workbook has the same content, apart from the time when it was made."""
    try:
        return _parts(file.read_bytes()) == _parts(content)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        # Damaged, or locked by a password: not the same workbook.
        return False


def _parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(workbook)) as parts:
        names = [name for name in parts.namelist() if name != MADE_AT]
        return {name: _MADE_ROW.sub(b"", parts.read(name), count=1) for name in names}
