"""What an earlier version left open to others is made private; what is not ours is left alone."""

import os
import stat
from pathlib import Path

import pytest

from crm_desktop.services import privacy
from crm_desktop.services.privacy import as_usual, keep_files_private
from crm_desktop.system import paths
from crm_desktop.system.own_files import tighten

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of files are a matter of POSIX")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _open(path: Path, mode: int = 0o644) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.touch()
    path.chmod(mode)
    return path


def test_what_is_ours_is_made_private_and_nothing_else(tmp_path: Path) -> None:
    ours = [
        _open(tmp_path / name)
        for name in (
            "contacts.db",
            "contacts.db-wal",
            "contacts.db.moved-2026-01-01",
            "window.ini",
            "in-use.json",
            "backups/2026-01-01-000000-daily.db",
            "logs/crm-desktop.log.1",
        )
    ]
    letter = _open(tmp_path / "letter.odt")
    (tmp_path / "backups").chmod(0o755)
    tighten(tmp_path)
    assert {_mode(path) for path in ours} == {0o600}
    assert _mode(tmp_path / "backups") == 0o700
    assert _mode(letter) == 0o644
    tighten(tmp_path / "nowhere")


def test_a_folder_with_a_data_file_is_made_private(tmp_path: Path) -> None:
    _open(tmp_path / "contacts.db")
    tmp_path.chmod(0o755)
    paths.data_dir(str(tmp_path))
    assert _mode(tmp_path) == 0o700


def test_the_systems_own_place_is_made_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRM_DESKTOP_DATA")
    monkeypatch.setattr(paths, "_system_data_dir", lambda: str(tmp_path / "crm-desktop"))
    (tmp_path / "crm-desktop").mkdir()
    (tmp_path / "crm-desktop").chmod(0o755)
    assert _mode(paths.data_dir()) == 0o700
    assert paths.usual_data_dir() == tmp_path / "crm-desktop"


def test_new_files_are_private_and_those_of_other_programs_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "_usual", [])
    before = os.umask(0o022)
    try:
        with as_usual():
            (tmp_path / "before").touch()
        keep_files_private()
        keep_files_private()
        (tmp_path / "ours").touch()
        with as_usual():
            (tmp_path / "theirs").touch()
        (tmp_path / "folder").mkdir()
    finally:
        os.umask(before)
    modes = {path.name: _mode(path) for path in tmp_path.iterdir()}
    assert modes == {"before": 0o644, "ours": 0o600, "theirs": 0o644, "folder": 0o700}
