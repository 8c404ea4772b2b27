"""Asks pip-audit whether what the program is shipped with has known faults. Part of `python3 dev.py check`.

    python -m tests.audit

A fault that a newer version has mended fails; one that nobody has mended yet is told and fails nothing, since
no change here could help. pip and the tools of development are left out: no user gets them. Where the data
cannot be reached, that is said in one line, and is no failure.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
SECONDS = 120
UNREACHABLE = re.compile(
    r"connect|timed? ?out|network|proxy|resolution|certificate|unavailable|50\d", re.IGNORECASE
)
LEFT_OUT = "pip-audit: its data cannot be reached, left out"


def main() -> int:
    """Print what is found; the exit code for `dev.py check`."""
    program = Path(sys.executable).with_name("pip-audit.exe" if sys.platform == "win32" else "pip-audit")
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder, "packages.txt")
        wanted.write_text("\n".join(shipped(wishes(PROJECT))), encoding="utf-8")
        return audit([str(program), "--requirement", str(wanted)], SECONDS)


def audit(program: list[str], seconds: float) -> int:
    """Run pip-audit over packages whose versions are all given, and judge its answer."""
    options = [
        "--no-deps",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--timeout",
        "10",
        "--format",
        "json",
    ]
    try:
        done = subprocess.run(
            [*program, *options],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(LEFT_OUT)
        return 0
    except OSError as error:
        print(f"pip-audit cannot be started: {error}", file=sys.stderr)
        return 1
    return judged(done.stdout, done.stderr)


def judged(answer: str, complaints: str) -> int:
    """Tell what was found; 1 where a newer version would help, or pip-audit failed by itself."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        if UNREACHABLE.search(complaints):
            print(LEFT_OUT)
            return 0
        print(f"pip-audit failed:\n{complaints}", file=sys.stderr)
        return 1
    # A mirror may have the packages, and not what is known of them.
    asked = [package for package in packages if "vulns" in package]
    if packages and not asked:
        print(LEFT_OUT)
        return 0
    mended = 0
    for package in asked:
        for fault in package["vulns"]:
            newer = ", ".join(fault["fix_versions"])
            mended += bool(newer)
            what = f"{package['name']} {package['version']} has {fault['id']}"
            print(f"pip-audit: {what}, {f'mended in {newer}' if newer else 'which nobody has mended yet'}")
    print(f"pip-audit: {len(asked)} packages, {mended} faults that a newer version has mended")
    return min(mended, 1)


def wishes(project: Path) -> list[str]:
    """What the program and its extras ask for, but for those of development."""
    asked = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    extras = asked.get("optional-dependencies", {})
    return [*asked["dependencies"], *(wish for name in extras if name != "dev" for wish in extras[name])]


def shipped(wanted: Iterable[str]) -> list[str]:
    """These with all that they need in turn on this system, each with its version here."""
    pinned: dict[str, str] = {}
    waiting = [(Requirement(wish), "") for wish in wanted]
    while waiting:
        need, extra = waiting.pop()
        name = canonicalize_name(need.name)
        if name in pinned or (need.marker and not need.marker.evaluate({"extra": extra})):
            continue
        found = metadata.distribution(need.name)
        pinned[name] = f"{name}=={found.version}"
        of_extras = sorted(need.extras) or [""]
        waiting += [(Requirement(text), one) for text in found.requires or () for one in of_extras]
    return sorted(pinned.values())


if __name__ == "__main__":
    sys.exit(main())
