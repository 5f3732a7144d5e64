"""Writing small files so that a power cut leaves the old or the new one, never half."""

import errno
import os
from pathlib import Path

from db.errors import DiskFull, WorldError


def write_whole(path: Path, data: bytes) -> None:
    """Temporary name, flush, fsync, rename, fsync of the folder; raises ``DiskFull`` or ``WorldError`` in words."""
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        _sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise world(error, path) from None


def world(error: OSError, path: Path) -> WorldError:
    """The system's refusal as one of ours; the file's name only, never a path with somebody's name in it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(file=path.name)
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return WorldError("folder_read_only", file=path.name)
    return WorldError("file_failed", file=path.name)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
