"""Where the data lies, and what a person reads when it cannot lie there."""

import os
import stat
import sys
from pathlib import Path

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.system import paths


def test_the_named_folder_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_DESKTOP_DATA", str(tmp_path / "variable"))
    assert paths.data_dir(str(tmp_path / "named")) == tmp_path / "named"
    assert paths.data_dir(None) == tmp_path / "variable"


def test_without_a_wish_the_data_lies_where_the_system_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CRM_DESKTOP_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.data_dir(None).name == "crm-desktop"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no mode")
def test_a_new_data_folder_is_private(tmp_path: Path) -> None:
    folder = paths.data_dir(str(tmp_path / "a" / "ዳታ"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(paths.log_dir(folder).stat().st_mode) == 0o700
    assert list(folder.iterdir()) == [folder / "logs"]


def test_an_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert stat.S_IMODE(paths.data_dir(str(tmp_path)).stat().st_mode) == 0o755


def test_a_relative_folder_is_relative_to_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.data_dir("mine") == tmp_path / "mine"


def test_a_file_in_its_place_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a letter")
    with pytest.raises(UserError, match="is a file, not a folder"):
        paths.data_dir(str(tmp_path / "taken"))
    with pytest.raises(UserError, match="cannot be written"):
        paths.data_dir(str(tmp_path / "taken" / "below"))


@pytest.mark.parametrize("name", ["\0", "x" * 5000, "/proc/no/such/place"])
def test_an_impossible_folder_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        paths.data_dir(name)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _content: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(UserError, match="Permission denied"):
        paths.data_dir(str(tmp_path))


def test_resources_lie_beside_the_package_in_a_checkout() -> None:
    assert paths.resource("icons") == Path(__file__).resolve().parents[3] / "resources" / "icons"


def test_resources_lie_inside_a_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crm_desktop" / "resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", os.fspath(tmp_path), raising=False)
    assert paths.resource("a", "b.svg") == tmp_path / "crm_desktop" / "resources" / "a" / "b.svg"
