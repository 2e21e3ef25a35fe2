"""The file of refused rows beside the file they come from."""

import zlib
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import BadZipFile, ZipFile

MADE_AT = "docProps/core.xml"
"""The part of a workbook that says when it was made."""


def written_beside(path: Path, content: bytes) -> Path:
    """Under the first free name: somebody may be mending the rows of an earlier run.

    The same rows, as those of a dry run, are not written twice.
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
    """Whether a workbook is this one, made at another moment."""
    try:
        return _parts(file.read_bytes()) == _parts(content)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        # Damaged, or locked by a password: at any rate not this one.
        return False


def _parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(workbook)) as parts:
        return {name: parts.read(name) for name in parts.namelist() if name != MADE_AT}
