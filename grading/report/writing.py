"""Files that are whole at any moment, whatever ends the program."""

import os
import secrets
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Write another file and put it in the place of this one, which is the old one or the new one, never a half.

    OSError if the folder is not there or cannot be written.
    """
    data = content.encode(errors="replace") if isinstance(content, str) else content
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")  # others may be writing this file too
    try:
        with open(new, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
