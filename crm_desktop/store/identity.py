"""Whose file it is, told from its first bytes before anything is written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.errors import DamagedFileError, NewerFileError, PassphraseError, UserError
from crm_desktop.store.engine import connect, faults

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION_ID = 0x43524D44
"""What SQLite's header calls a file of this program ("CRMD"). The first migration writes it."""

MAGIC = b"SQLite format 3\0"
_HEADER = 100
_PAGE = 4096  # of an encrypted file, whose header does not say it
_PAGE_SIZE, _PAGES = slice(16, 18), slice(28, 32)
_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)

CONVERTING = ".converting"
"""Ends the name of what lies beside a data file while it is encrypted or decrypted."""


def settle_first(path: Path) -> None:
    """Before a data file is looked at: put in order what a crash while encrypting it left, if there was one.

    Raises UserError while another process is encrypting or decrypting it.
    """
    if path.with_name(path.name + CONVERTING).exists():
        from crm_desktop.store.exchange import recover

        recover(path)


def refuse_strangers(path: Path, latest: int, passphrase: str = "") -> None:
    """Look at the file before anything is written into it, if there is one. It is not touched.

    Raises NewerFileError for one from a newer version than `latest`, PassphraseError for one that looks
    encrypted and no passphrase was given, DamagedFileError for one that is broken so that its first bytes
    show it, UserError for another program's data.
    """
    header = _header(path)
    if not header:
        return
    if not header.startswith(MAGIC):
        if passphrase or looks_encrypted(path):
            _refuse_without(passphrase)
            return
        raise DamagedFileError(f"{path} is not a data file any more: its beginning is something else.")
    version = int.from_bytes(header[_VERSION], "big")
    application = int.from_bytes(header[_APPLICATION], "big")
    if not application:
        # A first session that crashed has all it wrote in the log beside the file.
        application, version = _identity(path)
    if application != APPLICATION_ID:
        raise UserError(
            f"{path} is not a data file of this program. It was left as it is; "
            "name another folder with --data."
        )
    refuse_newer(path, version, latest)
    if _is_cut_short(path, header):
        raise DamagedFileError(f"{path} is cut short: it is smaller than its own beginning says.")


def refuse_newer(path: Path, version: int, latest: int) -> None:
    """Raises NewerFileError for a file that a newer version has written."""
    if version > latest:
        raise NewerFileError(
            f"{path} was written by a newer version of CRM Desktop. "
            "Install that version to open it; the file was not touched."
        )


def looks_encrypted(path: Path) -> bool:
    """Whether a file could be an encrypted one: whole pages of what looks like noise."""
    header = _header(path)
    return (
        len(set(header)) > _HEADER // 4 and not header.startswith(MAGIC) and path.stat().st_size % _PAGE == 0
    )


def is_plain(path: Path) -> bool:
    """Whether a file is SQLite's own, not encrypted."""
    return _header(path).startswith(MAGIC)


def _refuse_without(passphrase: str) -> None:
    if not passphrase:
        raise PassphraseError("The data is encrypted: its passphrase is needed.")


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER)
    except OSError:
        return b""  # whoever opens the file says why it cannot be


def _is_cut_short(path: Path, header: bytes) -> bool:
    """Whether pages are missing at the end; while there is a log, the header may be older than the file."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    page = int.from_bytes(header[_PAGE_SIZE], "big")
    size = 65536 if page == 1 else page
    return path.stat().st_size < size * int.from_bytes(header[_PAGES], "big")


def _identity(path: Path) -> tuple[int, int]:
    """Whose file it is and how far, its log included; one without a table is ours to begin with."""
    connection = connect(path)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return APPLICATION_ID, 0
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return application, version
    except faults():
        return 0, 0
    finally:
        connection.close()
