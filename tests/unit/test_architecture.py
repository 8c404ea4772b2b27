"""The house keeps its shape: who imports whom, how long things are, and that each says what it is for."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "crm_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Where a library may be imported. The import linter holds it as well, but only for layers that it knows.
HOMES = {
    "PySide6": "ui",
    "shiboken6": "ui",
    "peewee": "store",
    "playhouse": "store",
    "sqlite3": "store",
    "apscheduler": "system",
    "plyer": "system",
    "tzlocal": "system",
    "platformdirs": "system",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _offenders(paths: list[Path], fault: Callable[[Path], object]) -> dict[str, object]:
    """The files that have a fault, and what it is."""
    return {path.relative_to(ROOT).as_posix(): found for path in paths if (found := fault(path))}


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path), filename=str(path))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_imports_point_inward() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_library_is_imported_only_in_its_home() -> None:
    def strangers(path: Path) -> list[str]:
        home = path.relative_to(PACKAGE).parts[0]
        return [name for name in _imports(_tree(path)) if HOMES.get(name.partition(".")[0], home) != home]

    assert _offenders(MODULES, strangers) == {}


def test_a_module_is_short_and_named_after_its_subject() -> None:
    assert _offenders(MODULES, lambda path: max(len(_text(path).splitlines()) - 400, 0)) == {}
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_a_module_says_what_it_is_for() -> None:
    assert _offenders(MODULES + TESTS, lambda path: _text(path) and not ast.get_docstring(_tree(path))) == {}


def test_a_function_is_short() -> None:
    def long(path: Path) -> dict[str, int]:
        functions = [node for node in ast.walk(_tree(path)) if isinstance(node, Function)]
        return {node.name: size for node in functions if (size := _lines(node)) > 50}

    assert _offenders(MODULES + TESTS, long) == {}


def _lines(node: Function) -> int:
    """The lines of a function without its docstring."""
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_what_is_public_says_what_it_means() -> None:
    def silent(path: Path) -> list[str]:
        # In the window names, signals and accessible names speak for functions; classes say it there too.
        kinds = ast.ClassDef if path.relative_to(PACKAGE).parts[0] == "ui" else Function | ast.ClassDef
        public = [n for n in _tree(path).body if isinstance(n, kinds) and not n.name.startswith("_")]
        return [node.name for node in public if not ast.get_docstring(node)]

    assert _offenders(MODULES, silent) == {}


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"#.*\b(?:TODO|FIXME|XXX)\b|# type: ignore(?!\[)")
    others = [path for path in MODULES + TESTS if path.name != "test_architecture.py"]
    assert _offenders(others, lambda path: words.findall(_text(path))) == {}


def test_no_test_sleeps() -> None:
    sleep = re.compile(r"\b(?:time\.sleep|qtbot\.wait|QTest\.qWait)\(")
    # What is not a test may: the desktop watches other processes, which send no signals.
    tests = [path for path in TESTS if path.name.startswith("test_") or path.name == "conftest.py"]
    assert _offenders(tests, lambda path: sleep.findall(_text(path))) == {}


def test_importing_the_package_costs_nothing() -> None:
    code = "import sys; before = set(sys.modules); import crm_desktop; print(set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'crm_desktop'}"
