"""The one-folder program that build.spec makes: it starts without any Python beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import crm_desktop
from tests.e2e.desktop import ROOT, Desktop

pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's file in its folder, built from the checkout."""
    folder = tmp_path_factory.mktemp("bundle")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "build")]
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *places]
    done = subprocess.run([*build, str(ROOT / "build.spec")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "crm-desktop" / ("crm-desktop.exe" if os.name == "nt" else "crm-desktop")


def test_the_bundle_runs_commands(bundle: Path, tmp_path: Path) -> None:
    def crm(*arguments: str) -> str:
        command = [str(bundle), *arguments]
        env = {"PATH": os.defpath, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert crm_desktop.__version__ in crm("--version")
    data = ("--data", str(tmp_path / "data"))
    number = json.loads(crm(*data, "add", "Фёдор", "--phone", "+251 911 22 33 44", "--json"))["id"]
    found = json.loads(crm(*data, "search", "fedor", "--json"))["contacts"]
    assert [row["id"] for row in found] == [number]


def test_the_bundle_opens_its_window(bundle: Path, desktop: Desktop, tmp_path: Path) -> None:
    program = desktop.launch([str(bundle), "--data", str(tmp_path / "data")], cwd=tmp_path)
    assert desktop.window(program)
    program.stop()
    assert "Error" not in program.output
