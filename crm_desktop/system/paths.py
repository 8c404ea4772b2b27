"""Where things lie: the data folder, its logs, and the resources that ship with the program."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.file_names import DATA_FILE
from crm_desktop.system.pointers import follow

APP_FOLDER = "crm-desktop"
DATA_VARIABLE = "CRM_DESKTOP_DATA"


def data_dir(override: str | None = None) -> Path:
    """The folder that holds the data file, private (0700) if it was not there or is this program's own.

    Taken from `override` (--data), else the variable CRM_DESKTOP_DATA, else the system's place for a
    user's data; from one that the data was moved away from, the note left there is followed. Raises
    UserError where the folder cannot be made or written, or where a note leads to nowhere.
    """
    named = override or os.environ.get(DATA_VARIABLE)
    start = Path(named or _system_data_dir()).expanduser().absolute()
    folder = follow(start)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _try_to_write(folder)
        _make_private(folder, is_ours=not named and folder == start)
    except FileExistsError as error:
        raise UserError(f"{folder} is a file, not a folder: choose another data folder.") from error
    except (OSError, ValueError) as error:
        raise UserError(
            f"The data folder {folder!s} cannot be written ({_reason(error)}): "
            "choose another with --data, or change its permissions."
        ) from error
    return folder


def usual_data_dir() -> Path:
    """The system's place for a user's data, which need not be there."""
    return Path(_system_data_dir()).absolute()


def log_dir(data: Path) -> Path:
    """The folder for log files inside the data folder, private and made if needed."""
    folder = data / "logs"
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(f"The log folder {folder} cannot be made ({_reason(error)}).") from error
    return folder


def resource(*parts: str) -> Path:
    """A file or folder under resources/: in a checkout, an installed wheel or a PyInstaller bundle."""
    return _resources().joinpath(*parts)


def _resources() -> Path:
    package = Path(__file__).resolve().parents[1]
    bundle = getattr(sys, "_MEIPASS", None)
    places = [package / "resources", package.parent / "resources"]
    if bundle:
        places.insert(0, Path(bundle) / "crm_desktop" / "resources")
    return next((place for place in places if place.is_dir()), places[-1])


def _system_data_dir() -> str:
    import platformdirs  # imported when used: most starts name their folder or need nothing else of it

    return platformdirs.user_data_dir(APP_FOLDER, appauthor=False, roaming=False)


def _make_private(folder: Path, *, is_ours: bool) -> None:
    """Let nobody else look into it; a folder of the user's own without a data file stays as it is."""
    if os.name == "posix" and folder.stat().st_mode & 0o077 and (is_ours or (folder / DATA_FILE).exists()):
        with suppress(OSError):  # a memory stick may not know how
            folder.chmod(0o700)


def _try_to_write(folder: Path) -> None:
    """Permissions alone do not tell: the disk may be full or read-only."""
    trial = folder / f".write-test-{os.getpid()}"
    try:
        trial.write_bytes(b"x")
    finally:
        trial.unlink(missing_ok=True)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
