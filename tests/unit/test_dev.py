"""dev.py: does what is missing, says what it may not do, and gets out of the way."""

import ast
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "dev.py"
Calls = list[list[str]]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """dev.py as a module, in a checkout of its own, on a machine where nothing is missing."""
    spec = importlib.util.spec_from_file_location("dev_under_test", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "crm_desktop" / "system").mkdir(parents=True)
    (tmp_path / "crm_desktop" / "system" / "display.py").write_text("")
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "dev.py").write_text("")
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "SCRIPTS": tmp_path / ".venv"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(module, "missing_packages", lambda **_: [])
    monkeypatch.chdir(tmp_path)
    return module


@pytest.fixture
def calls(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What dev.py started; making a virtual environment leaves one."""
    made: Calls = []

    def call(command: list[str], *, silent: bool = False) -> int:
        made.append(command)
        if "venv" in command:
            dev.VENV.mkdir(exist_ok=True)
            dev.PYTHON.touch()
        return 0

    def become(command: list[str]) -> int:
        made.append(command)
        return 42

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setattr(dev, "become", become)
    return made


def test_without_a_verb_it_tells_the_verbs(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main([]) == 2
    assert dev.main(["dance"]) == 2
    assert dev.main(["--help"]) == 0
    told = capsys.readouterr()
    assert all(
        f"\n  {verb} " in told.out for verb in ("run", "test", "bench", "check", "torture", "screenshots")
    )
    assert told.err == told.out * 2


def test_an_older_python_gets_one_sentence() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    pretend = f"import sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (x)'; exec({source!r})"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("CRM Desktop needs Python 3.11 or newer, and this is 3.9.2.")
    assert done.stderr.count("\n") == 1


def test_the_first_start_makes_the_environment_and_passes_everything_on(
    dev: ModuleType, calls: Calls
) -> None:
    assert dev.main(["run", "import", "my file.vcf", "--json"]) == 42
    made, installed, started = calls
    assert made[-1] == str(dev.VENV)
    assert installed[-2:] == ["--editable", str(dev.ROOT)]
    assert started == [str(dev.PYTHON), "-m", "crm_desktop", "import", "my file.vcf", "--json"]


def test_up_to_date_means_no_work(dev: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.main(["test"])
    calls.clear()
    monkeypatch.setattr(dev, "missing_packages", lambda **_: pytest.fail("looked again"))
    for verb in ("test", "run", "bench", "torture", "screenshots"):
        dev.main([verb])
    assert [command[:2] for command in calls] == [[str(dev.PYTHON), "-m"]] * 6


def test_the_tests_need_more_than_the_program(dev: ModuleType, calls: Calls) -> None:
    dev.main(["run"])
    calls.clear()
    dev.main(["test", "tests/unit"])
    assert len(calls) == 2
    assert calls[0][-1] == f"{dev.ROOT}[dev]"


def test_every_test_runs_once_most_of_them_on_all_processors(dev: ModuleType, calls: Calls) -> None:
    dev.main(["run"])
    calls.clear()
    assert dev.main(["test"]) == 0
    together, alone = (command for command in calls if "pytest" in command)
    assert "-n" in together
    assert {f"--ignore={folder}" for folder in dev.ALONE} <= set(together)
    assert alone[-len(dev.ALONE) :] == dev.ALONE
    assert all((SOURCE.parent / folder).is_dir() for folder in dev.ALONE)


def test_tests_that_are_named_run_as_they_are_asked_for(dev: ModuleType, calls: Calls) -> None:
    dev.main(["run"])
    calls.clear()
    assert dev.main(["test", "tests/unit", "-k", "birthday"]) == 42
    assert calls[-1] == [str(dev.PYTHON), "-m", "pytest", "tests/unit", "-k", "birthday"]


def test_one_failed_test_is_enough_to_fail(
    dev: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = dev.call
    monkeypatch.setattr(dev, "call", lambda command: 1 if "-n" in command else working(command))
    assert dev.main(["test"]) == 1


def test_a_new_wish_in_pyproject_is_installed(dev: ModuleType, calls: Calls) -> None:
    dev.main(["run"])
    (dev.ROOT / "pyproject.toml").write_text("[project]\ndependencies = ['one-more']")
    calls.clear()
    dev.main(["run"])
    assert ["install" in command for command in calls] == [True, False]


def test_an_installation_that_fails_is_tried_again_next_time(
    dev: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = dev.call
    monkeypatch.setattr(dev, "call", lambda command: 1 if "pip" in command else working(command))
    with pytest.raises(SystemExit, match="could not be installed"):
        dev.main(["run"])
    monkeypatch.setattr(dev, "call", working)
    assert dev.main(["run"]) == 42
    assert any("pip" in command for command in calls)


def test_an_environment_of_another_python_is_made_anew(dev: ModuleType, calls: Calls) -> None:
    dev.main(["run"])
    dev.stamp("python", "3.8")
    dev.stamp("program", "old")
    calls.clear()
    dev.main(["run"])
    assert "venv" in calls[0]
    assert "--clear" in calls[0]


def test_every_checker_runs_and_one_failure_fails(
    dev: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = dev.call
    monkeypatch.setattr(dev, "call", lambda command: working(command) or ("format" in command) * -11)
    assert dev.main(["check"]) == 1
    told = [Path(command[-1]).stem for command in calls[2:]]
    assert told == ["check", "--check", "mypy", "lint-imports", "tests"]
    assert calls[-1][-1] == "tests.audit"


def test_a_look_at_one_file_asks_nobody_outside(dev: ModuleType, calls: Calls) -> None:
    assert dev.main(["check", "dev.py"]) == 0
    assert not any("tests.audit" in command for command in calls)


def test_torture_runs_the_long_forms_in_their_order(dev: ModuleType, calls: Calls) -> None:
    assert dev.main(["torture", "-k", "kill"]) == 42
    assert {"tests/torture", "--torture", "no:randomly"} < set(calls[-1])
    assert calls[-1][-2:] == ["-k", "kill"]


def _missing_once(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    answers = [list(packages), []]
    monkeypatch.setattr(dev, "missing_packages", lambda **_: answers.pop(0) if answers else [])


needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux needs packages")


@needs_linux
def test_who_may_not_install_gets_the_line_to_type(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    _missing_once(dev, monkeypatch, "libegl1", "python3.11-venv")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as end:
        dev.main(["run"])
    assert str(end.value).splitlines()[1:] == ["  sudo apt-get install -y libegl1 python3.11-venv"]


@needs_linux
def test_without_apt_the_packages_are_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    _missing_once(dev, monkeypatch, "libegl1")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(SystemExit, match=r"of Debian: libegl1$"):
        dev.main(["run"])


@needs_linux
def test_root_installs_and_brings_the_lists_up_to_date_when_needed(
    dev: ModuleType, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    _missing_once(dev, monkeypatch, "libegl1")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("DEBIAN_FRONTEND", "")
    working, failing = dev.call, [True]

    def call(command: list[str], *, silent: bool = False) -> int:
        working(command)
        return int("install" in command and "apt-get" in command[0] and bool(failing and failing.pop()))

    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["run"]) == 42
    assert [command[1] for command in calls[:3]] == ["install", "update", "install"]
    assert calls[0][-1] == "libegl1"


@needs_linux
def test_on_this_machine_the_tests_miss_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("dev_as_it_is", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "has_venv", lambda: True)
    assert module.missing_packages(with_desktop=True) == []


@pytest.mark.skipif(os.name == "nt", reason="the checkout below is made of symbolic links")
def test_a_second_start_costs_little_and_passes_the_exit_code_on(tmp_path: Path) -> None:
    root = tmp_path / "a checkout"
    (root / "crm_desktop" / "system").mkdir(parents=True)
    (root / "crm_desktop" / "__init__.py").touch()
    (root / "crm_desktop" / "__main__.py").write_text("import sys; sys.exit(len(sys.argv) + 4)")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
    for name in ("dev.py", "pyproject.toml", "crm_desktop/system/display.py"):
        (root / name).write_bytes((SOURCE.parent / name).read_bytes())
    sign = "import dev; [dev.stamp(n, s) for n, s in (('python', dev.python_version()), ('program', "
    sign += "dev.fingerprint('pyproject.toml')), ('libraries', dev.fingerprint('dev.py', "
    sign += "'crm_desktop/system/display.py')))]"
    subprocess.run([sys.executable, "-c", sign], cwd=root, check=True)
    fastest = _fastest(lambda: _code([sys.executable, "dev.py", "run", "a b"], root) == 6)
    direct = _fastest(lambda: _code([str(root / ".venv/bin/python"), "-m", "crm_desktop", "a b"], root) == 6)
    assert fastest - direct < 0.2


def _code(command: list[str], where: Path) -> int:
    return subprocess.run(command, cwd=where, check=False, stdin=subprocess.DEVNULL).returncode


def _fastest(works: Callable[[], bool]) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert works()
        times.append(time.perf_counter() - began)
    return min(times)
