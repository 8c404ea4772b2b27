"""What `dev.py check` makes of pip-audit: of what it found, of what nobody can mend, and of no answer."""

import json
import sys
from pathlib import Path

import pytest

from tests import audit


def _answering(tmp_path: Path, answer: object = None, *, complaint: str = "", pause: float = 0) -> list[str]:
    """A program that takes pip-audit's place."""
    program = tmp_path / "pip-audit.py"
    program.write_text(
        f"import sys, threading; threading.Event().wait({pause}); sys.stderr.write({complaint!r}); "
        f"assert '--requirement' in sys.argv; sys.stdout.write({json.dumps(answer) if answer else ''!r})"
    )
    return [sys.executable, str(program), "--requirement", "packages.txt"]


def _package(*faults: tuple[str, list[str]], name: str = "peewee") -> dict[str, object]:
    vulns = [{"id": number, "fix_versions": newer, "aliases": []} for number, newer in faults]
    return {"name": name, "version": "4.0", "vulns": vulns}


def test_packages_without_known_faults_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.audit(_answering(tmp_path, {"dependencies": [_package()]}), 30) == 0
    assert capsys.readouterr().out == "pip-audit: 1 packages, 0 faults that a newer version has mended\n"


def test_a_fault_that_a_newer_version_has_mended_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"dependencies": [_package(), _package(("PYSEC-1", ["4.1", "5.0"]), name="keyring")]}
    assert audit.audit(_answering(tmp_path, found), 30) == 1
    assert "keyring 4.0 has PYSEC-1, mended in 4.1, 5.0\n" in capsys.readouterr().out


def test_a_fault_that_nobody_has_mended_is_told_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.audit(_answering(tmp_path, {"dependencies": [_package(("PYSEC-1", []))]}), 30) == 0
    assert "peewee 4.0 has PYSEC-1, which nobody has mended yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    "complaint",
    [
        "requests.exceptions.ConnectionError: Max retries exceeded",
        "ReadTimeout: Read timed out.",
        "ProxyError: Unable to reach",
        "503 Server Error: Service Unavailable",
    ],
)
def test_data_out_of_reach_is_said_in_one_line(
    complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.audit(_answering(tmp_path, complaint=complaint), 30) == 0
    assert capsys.readouterr().out == "pip-audit: its data cannot be reached, left out\n"


def test_a_mirror_that_knows_of_no_package_counts_as_out_of_reach(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = {"dependencies": [{"name": "peewee", "skip_reason": "Dependency not found on PyPI"}]}
    assert audit.audit(_answering(tmp_path, found), 30) == 0
    assert capsys.readouterr().out == "pip-audit: its data cannot be reached, left out\n"


def test_an_answer_that_does_not_come_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.audit(_answering(tmp_path, pause=30), 0.2) == 0
    assert "cannot be reached" in capsys.readouterr().out


def test_a_failure_of_its_own_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.audit(_answering(tmp_path, complaint="error: unrecognized arguments: --nonsense"), 30) == 1
    assert "--nonsense" in capsys.readouterr().err
    assert audit.audit([str(tmp_path / "missing"), "--requirement"], 30) == 1


def test_only_what_users_get_is_asked_about() -> None:
    wanted = audit.wishes(audit.PROJECT)
    assert any(wish.startswith("peewee") for wish in wanted)
    assert any(wish.startswith("keyring") for wish in wanted)
    packages = {line.partition("==")[0] for line in audit.shipped(wanted)}
    assert {"peewee", "pyside6-essentials", "shiboken6", "keyring", "jaraco-classes"} <= packages
    assert not packages & {"pip", "setuptools", "wheel", "pytest", "ruff", "pip-audit"}
