"""Files for others, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is complete and on the disk."""
    if path.is_dir():
        raise UserError(f"“{path}” is a folder. Name a file in it, such as contacts.vcf.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder “{path.parent}”. Make it first, or choose another.")
    target = Path(os.path.realpath(path))
    part = target.with_name(f".crm-desktop-{os.getpid()}.part")
    try:
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise UserError(f"“{path}” cannot be written: {reason}. Choose another place or name.") from None
