"""Where things lie: the data folder, its logs, and the resources that ship with the program."""

import os
import sys
from pathlib import Path

from crm_desktop.domain.errors import UserError

APP_FOLDER = "crm-desktop"
DATA_VARIABLE = "CRM_DESKTOP_DATA"


def data_dir(override: str | None = None) -> Path:
    """The folder that holds the data file, made private (0700) if it was not there.

    Taken from `override` (--data), else the variable CRM_DESKTOP_DATA, else the system's place for a
    user's data. Raises UserError where the folder cannot be made or written.
    """
    chosen = override or os.environ.get(DATA_VARIABLE) or _system_data_dir()
    folder = Path(chosen).expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _try_to_write(folder)
    except FileExistsError as error:
        raise UserError(f"{folder} is a file, not a folder: choose another data folder.") from error
    except (OSError, ValueError) as error:
        raise UserError(
            f"The data folder {folder!s} cannot be written ({_reason(error)}): "
            "choose another with --data, or change its permissions."
        ) from error
    return folder


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


def _try_to_write(folder: Path) -> None:
    """Permissions alone do not tell: the disk may be full or read-only."""
    trial = folder / f".write-test-{os.getpid()}"
    try:
        trial.write_bytes(b"x")
    finally:
        trial.unlink(missing_ok=True)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
