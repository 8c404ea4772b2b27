"""The wheel, installed elsewhere: nothing it needs was left behind in the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import crm_desktop
from tests.e2e.desktop import ROOT, Desktop


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout as `pip install .` builds it, with what is there: no index is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment, with the wheel; it borrows the other packages."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    Path(site, "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return scripts


def crm(installed: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command far from the checkout."""
    command = [str(installed / "crm-desktop"), *arguments]
    return subprocess.run(command, cwd=where, capture_output=True, text=True, check=False, timeout=60)


def test_the_wheel_holds_the_resources_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {name for name in names if name.startswith("crm_desktop/resources/")}
    there = [
        path for path in (ROOT / "resources").rglob("*") if path.is_file() and path.parent.name != "pictures"
    ]
    assert shipped == {f"crm_desktop/{path.relative_to(ROOT).as_posix()}" for path in there}
    assert {name.split("/")[0].split("-")[0] for name in names} == {"crm_desktop"}
    assert not [name for name in names if "__pycache__" in name]


def test_the_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    done = crm(installed, tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert crm_desktop.__version__ in done.stdout


def test_the_installed_program_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "from crm_desktop.system.paths import resource; print(resource('icons'))"
    ask = [str(installed / "python"), "-c", code]
    found = subprocess.run(ask, cwd=tmp_path, check=True, capture_output=True, text=True).stdout.strip()
    assert Path(found).is_relative_to(installed.parent)
    assert Path(found).is_dir()


def test_the_installed_command_writes_down_a_contact(installed: Path, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    added = crm(installed, tmp_path, "--data", data, "add", "አበበ በቀለ", "--json")
    assert added.returncode == 0, added.stderr
    number = json.loads(added.stdout)["id"]
    found = crm(installed, tmp_path, "--data", data, "search", "abebe", "--json")
    assert [row["id"] for row in json.loads(found.stdout)["contacts"]] == [number]


def test_the_installed_command_opens_its_window(desktop: Desktop, installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "crm-desktop"), "--data", str(tmp_path / "data")]
    program = desktop.launch(command, cwd=tmp_path)
    assert desktop.window(program)
    program.stop()
    assert "Error" not in program.output


def test_without_a_screen_the_installed_command_says_so(installed: Path, tmp_path: Path) -> None:
    lonely = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    command = [str(installed / "crm-desktop"), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, env=lonely, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("There is no screen here")
    assert done.stderr.count("\n") == 1
